// The regular expressions a policy may use: the subset that RE2 shares with JavaScript, with RE2's meaning, in linear time.

import type { AST } from "@eslint-community/regexpp";
import { findSlowText } from "./find-slow-text.js";
import { tooManyWays } from "./most-text.js";
import { countRounds } from "./pattern-measures.js";
import {
  type Edit,
  edit,
  isLookaround,
  parseRegExp,
  quantifiersIn,
  visitRegExp,
} from "./regexp-syntax.js";
import { stepsEach } from "./steps-each.js";

export interface Refused {
  readonly problem: string;
  readonly help: string;
}
export type Translated = { readonly source: string } | Refused;

/** The source of a JavaScript RegExp with the `u` flag, and at most how many steps it takes for each character. */
export interface Linear {
  readonly source: string;
  readonly steps: number;
}

/** Keeps every walk through the syntax tree quick and shallow. */
export const longestPattern = 2000;

/** The pattern, anchored at both ends, or why it is refused. */
export function linearRegExp(written: string): Linear | Refused {
  if (written.length > longestPattern) {
    const help = "split the tool's argument, or list the values with `in`";
    return { problem: `is longer than ${longestPattern} characters`, help };
  }
  const translated = translate(written);
  if (!("source" in translated)) return translated;
  const pattern = parseRegExp(translated.source);
  const steps = stepsEach(pattern, "u");
  if (steps !== null) {
    return tooManyWays(steps) ?? { source: anchored(translated.source), steps };
  }
  const culprit = slowPart(written, pattern);
  const where = culprit === written ? "" : `, because of \`${culprit}\``;
  const attack = findSlowText(anchored(translated.source), "u");
  const example = attack === undefined ? "" : `it does on \`${attack}\`; `;
  return {
    problem: `may take more than linear time${where}`,
    help: `${example}let text match in one way only, e.g. begin each repetition and what follows it differently: \`[a-z]+(-[a-z]+)*\``,
  };
}

function anchored(source: string): string {
  return `^(?:${source})$`;
}

/** The smallest repetition that is not linear, as written, or else the whole pattern. */
function slowPart(written: string, pattern: AST.Pattern): string {
  const culprit = quantifiersIn(pattern).findIndex(
    (quantifier) => stepsEach(quantifier, "u") === null,
  );
  return quantifiersIn(parseRegExp(written))[culprit]?.raw ?? written;
}

/** What JavaScript and RE2 read differently, spelt out; not anchored yet. */
export function translate(written: string): Translated {
  let pattern: AST.Pattern;
  try {
    pattern = parseRegExp(written);
  } catch (error) {
    const flags = /^(?:\\.|[^\\])*?(\(\?[a-z-]+[:)])/isu.exec(written)?.[1];
    if (flags !== undefined) {
      const help = "a pattern has no flags: for letters of either case write both, as in `[Xx]`";
      return { problem: `sets flags with \`${flags}\``, help };
    }
    const reason = String(error).replace(/.*: /su, "").toLowerCase();
    return {
      problem: `is not a regular expression: ${reason}`,
      help: "correct the pattern; a literal mark is escaped with `\\`",
    };
  }
  const refused: string[] = [];
  const edits: Edit[] = [];
  const inspect = (node: AST.Node): void => {
    const why = refusal(node);
    if (why !== undefined) refused.push(why);
    const text = replacement(node);
    if (text !== undefined) edits.push({ start: node.start, end: node.end, text });
  };
  visitRegExp(pattern, {
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
  return { source: edit(written, edits) };
}

function refusal(node: AST.Node): string | undefined {
  switch (node.type) {
    case "Assertion":
      return isLookaround(node) ? `a ${node.kind}` : undefined;
    case "Backreference":
      return "a backreference";
    case "Quantifier":
      return countRounds(node) > 1000 ? tooMany(node) : undefined;
    case "CapturingGroup":
      // In RE2 a name is written `(?P<name>…)`, in JavaScript `(?<name>…)`, and neither changes what matches.
      return node.name === null ? undefined : "a named group";
    case "CharacterClass":
      if (node.elements.length === 0) return "an empty class";
      // RE2 looks there for a class like `[:alpha:]`.
      return node.raw.slice(1).replace(/\\./gu, "_").includes("[:")
        ? "`[:` inside a class"
        : undefined;
    case "CharacterSet":
      if (node.kind === "property") return "a Unicode property";
      return node.raw === "\\S" && node.parent.type === "CharacterClass"
        ? "`\\S` inside a class"
        : undefined;
    case "Character":
      return /\\[cu]/u.test(node.raw) ? `the escape \`${node.raw}\`` : undefined;
    default:
      return undefined;
  }
}

function tooMany(repetition: AST.Quantifier): string {
  const rounds = countRounds(repetition);
  return countRounds(repetition.parent) === 1
    ? "a repetition above 1000"
    : `nested repetitions of ${rounds} rounds in all, above 1000`;
}

function replacement(node: AST.Node): string | undefined {
  if (node.type !== "CharacterSet") return undefined;
  if (node.kind === "any") return "[^\\n]";
  if (node.kind !== "space") return undefined;
  const inClass = node.parent.type === "CharacterClass";
  if (inClass) return "\\t\\n\\f\\r ";
  return node.negate ? "[^\\t\\n\\f\\r ]" : "[\\t\\n\\f\\r ]";
}
