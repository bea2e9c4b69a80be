// The regular expressions a policy may use: the subset that RE2 shares with JavaScript, with RE2's meaning, in linear time.

import { createRequire } from "node:module";
import type { AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

type Translated = { readonly source: string } | { readonly problem: string; readonly help: string };

const require = createRequire(import.meta.url);

/** The pattern as source of an anchored JavaScript RegExp with the `u` flag, or why it is refused. */
export function linearRegExp(written: string): Translated {
  const translated = translate(written);
  if (!("source" in translated)) return translated;
  // INVARIANT: loaded here and not above, since only a policy with patterns needs its 70 ms.
  const { checkSync } = require("recheck") as typeof import("recheck");
  const verdict = checkSync(translated.source, "u", { timeout: 10_000 });
  if (verdict.status === "safe") return translated;
  const how = verdict.status === "vulnerable" ? ` (${verdict.complexity.summary})` : "";
  return {
    problem: `may take more than linear time${how}`,
    help: "give every repetition a first character of its own, or bound it, e.g. `[a-z]{1,40}`",
  };
}

/** What JavaScript and RE2 read differently, spelt out; `undefined` leaves a node as it is written. */
function translate(written: string): Translated {
  // INVARIANT: loaded lazily, for the same reason.
  const regexpp = require("@eslint-community/regexpp") as {
    readonly RegExpParser: typeof RegExpParser;
    readonly visitRegExpAST: typeof visitRegExpAST;
  };
  let pattern: AST.Pattern;
  try {
    pattern = new regexpp.RegExpParser({ ecmaVersion: 2024 }).parsePattern(
      written,
      0,
      written.length,
      {
        unicode: true,
      },
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /u, "").toLowerCase() : "";
    return {
      problem: `is not a regular expression: ${reason}`,
      help: "correct the pattern; a literal mark is escaped with `\\`",
    };
  }
  const refused: string[] = [];
  const replaced: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const inspect = (node: AST.Node): void => {
    const why = refusal(node);
    if (why !== undefined) refused.push(why);
    const text = replacement(node);
    if (text !== undefined) replaced.push({ start: node.start, end: node.end, text });
  };
  regexpp.visitRegExpAST(pattern, {
    onAssertionEnter: inspect,
    onBackreferenceEnter: inspect,
    onCapturingGroupEnter: inspect,
    onCharacterClassEnter: inspect,
    onCharacterSetEnter: inspect,
    onQuantifierEnter: inspect,
    onCharacterEnter: inspect,
  });
  const [first] = refused;
  if (first !== undefined)
    return { problem: `uses ${first}`, help: "a pattern is limited to what RE2 knows too" };
  const source = replaced.reduceRight(
    (text, { start, end, text: instead }) => text.slice(0, start) + instead + text.slice(end),
    written,
  );
  return { source: `^(?:${source})$` };
}

function refusal(node: AST.Node): string | undefined {
  if (node.type === "Assertion" && (node.kind === "lookahead" || node.kind === "lookbehind"))
    return `a ${node.kind}`;
  if (node.type === "Backreference") return "a backreference";
  if (
    node.type === "Quantifier" &&
    Math.max(node.min, Number.isFinite(node.max) ? node.max : 0) > 1000
  ) {
    return "a repetition above 1000";
  }
  // In RE2 a name is written `(?P<name>…)`, in JavaScript `(?<name>…)`, and neither changes what matches.
  if (node.type === "CapturingGroup" && node.name !== null) return "a named group";
  if (node.type === "CharacterSet" && node.kind === "property") return "a Unicode property";
  if (node.type === "CharacterClass" && node.elements.length === 0) return "an empty class";
  if (
    node.type === "CharacterSet" &&
    node.kind === "space" &&
    node.negate &&
    node.parent.type === "CharacterClass"
  ) {
    return "`\\S` inside a class";
  }
  if (node.type === "Character" && /^\\(?:c|u)/u.test(node.raw))
    return `the escape \`${node.raw}\``;
  return undefined;
}

function replacement(node: AST.Node): string | undefined {
  if (node.type !== "CharacterSet") return undefined;
  if (node.kind === "any") return "[^\\n]";
  if (node.kind !== "space") return undefined;
  const inClass = node.parent.type === "CharacterClass";
  if (inClass) return "\\t\\n\\f\\r ";
  return node.negate ? "[^\\t\\n\\f\\r ]" : "[\\t\\n\\f\\r ]";
}
