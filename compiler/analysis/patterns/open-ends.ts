// Patterns in conditions that seem to be about a whole text, such as a host, and are found within others.

import type { AST } from "@eslint-community/regexpp";
import { type Edit, edit, parseRegExp } from "../../constraints/regexp-syntax.js";
import type { Finding } from "../finding.js";
import { matchingTexts } from "../values/matching-text.js";
import { withDots } from "./loose-dots.js";
import { asWritten, type StatedText } from "./stated-texts.js";

export function openEnds(pattern: StatedText): Omit<Finding, "isCertain"> | null {
  const { written, place, where, lets, claims } = pattern;
  // What is denied, or approved by a person, is well looked for anywhere.
  if (where === "whole" || lets !== true) return null;
  const escaped = withDots(written, "\\.");
  const ends = parseRegExp(escaped).alternatives.map((alternative) => {
    const { elements, start, end } = alternative;
    const first = endOf(elements, written);
    const last = endOf(elements.toReversed(), written);
    return { raw: alternative.raw, start, end, first, last };
  });
  const open = ends.filter(isOpen);
  const whole = edit(escaped, open.flatMap(anchors));
  const [found, meant] = [new RegExp(written, "u"), new RegExp(whole, "u")];
  const surprise = open
    .flatMap(({ raw }) => matchingTexts({ source: raw, flags: "u" }))
    .flatMap((text) => [`${text}.example`, `${text}X`, `X${text}`])
    .find((text) => found.test(text) && !meant.test(text) && claims(text) !== null);
  if (surprise === undefined) return null;
  const diagnostic = {
    code: "SC5018",
    message: `\`${written}\` need not be the whole text here, so \`${surprise}\` matches, too`,
    ...place,
    help: `write \`${asWritten(whole, pattern)}\`, or ${open[0]?.first === "anchored" ? "end it with `.*` if anything may follow" : "begin it with `^.*` if it may stand anywhere"}`,
  } as const;
  return { diagnostic, claims: claims(surprise) ?? [] };
}

/** Whether more may stand before the first of the elements, and whether that seems to be meant. */
type End = "anchored" | "anything" | "open" | "word" | "mark";

function endOf([first, second]: readonly AST.Element[], written: string): End {
  if (first?.type === "Assertion") {
    return second !== undefined && isAnything(second) ? "anything" : "anchored";
  }
  if (first === undefined) return "mark";
  if (isAnything(first)) return "anything";
  // Who repeats something has a whole text in mind, and not a word to look for.
  if (first.type === "Quantifier") return first.max > 1 ? "open" : "mark";
  const isWord =
    first.type === "Character" && /^[\p{L}\p{N}]$/u.test(String.fromCodePoint(first.value));
  return isWord ? (written.includes(".") ? "open" : "word") : "mark";
}

function isAnything(element: AST.Element): boolean {
  if (element.type !== "Quantifier" || element.max !== Number.POSITIVE_INFINITY) return false;
  return element.element.type === "CharacterSet" && element.element.kind === "any";
}

/** One alternative of a pattern. */
interface Ends {
  readonly start: number;
  readonly end: number;
  readonly first: End;
  readonly last: End;
}

function isOpen({ first, last }: Ends): boolean {
  const ends = [first, last];
  return ends.includes("open") && !ends.includes("anything");
}

/** None where a mark shows where it begins or ends within a text, as in `@example\.com`. */
function anchors({ start, end, first, last }: Ends): readonly Edit[] {
  const isLoose = (kind: End) => kind === "open" || kind === "word";
  return [
    ...(isLoose(first) ? [{ start, end: start, text: "^" }] : []),
    ...(isLoose(last) ? [{ start: end, end, text: "$" }] : []),
  ];
}
