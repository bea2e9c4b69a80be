// Regular expressions in schemas: ECMA-262 with the `u` flag, or refused. No other dialect is guessed at.

import type { AST } from "@eslint-community/regexpp";
import {
  type Edit,
  edit,
  parseAs,
  parseRegExp,
  visitRegExp,
} from "../../constraints/regexp-syntax.js";
import type { ValueSyntax } from "../../syntax/syntax.js";
import type { RegularExpression } from "../argument-type.js";
import type { SchemaPlace } from "./schema.js";

export function readPattern(value: ValueSyntax, place: SchemaPlace): RegularExpression | undefined {
  if (value.kind !== "string") {
    const help = "correct the definition";
    return place.refuse("SC7006", "a pattern must be a string", value.range, help);
  }
  const fault = faultOf(value.value);
  if (fault === undefined) return { source: value.value, flags: "u" };
  const source = withoutIdleEscapes(value.value);
  if (source !== undefined && faultOf(source) === undefined) return { source, flags: "u" };
  const message = `\`${value.value}\` is no regular expression of JavaScript: ${fault}`;
  return place.refuse("SC7019", message, value.range, helpFor(value.value));
}

/** Why the text is none. The engine at hand may know more than ECMA-262 says, and the parser less than the engine. */
function faultOf(source: string): string | undefined {
  try {
    parseRegExp(source);
    new RegExp(source, "u");
    return undefined;
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) };
    const [, reason = message] = /\/u?: (.*)$/su.exec(message) ?? [];
    return reason.charAt(0).toLowerCase() + reason.slice(1);
  }
}

/**
 * The same expression without what every dialect reads alike and only the `u` flag forbids: a backslash before a mark
 * that means nothing, and a bare `-` beside a class in a class. Undefined where it is no expression even without it.
 */
function withoutIdleEscapes(source: string): string | undefined {
  let tree: AST.Pattern;
  try {
    tree = parseAs("", source);
  } catch {
    return undefined;
  }
  const edits: Edit[] = [];
  visitRegExp(tree, {
    onCharacterEnter({ raw, start, end, parent }) {
      const isInClass = parent.type === "CharacterClass" || parent.type === "CharacterClassRange";
      if (raw === "-" && isInClass) edits.push({ start, end, text: "\\-" });
      if (!/^\\[ !"#%&,:;=@_~-]$/u.test(raw) || (raw === "\\-" && isInClass)) return;
      edits.push({ start, end, text: raw.slice(1) });
    },
  });
  return edit(source, edits);
}

const dialects: readonly (readonly [sign: RegExp, help: string])[] = [
  [/\(\?P[<=>]/u, "write `(?<name>…)`, and `\\k<name>` to refer to it"],
  [/\\[AZz]/u, "write `^` for the start and `$` for the end"],
  [
    /\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?[:)]/u,
    "JavaScript has no flags in a pattern; write `[Aa]` for both cases",
  ],
  [/[*+?}]\+|\(\?>/u, "JavaScript has no possessive or atomic groups; write them without"],
  [/\\[hHR]/u, "write out which characters are meant, such as `[ \\t]`"],
];

function helpFor(source: string): string {
  const found = dialects.find(([sign]) => sign.test(source));
  return found?.[1] ?? "write it as JavaScript does with the `u` flag";
}
