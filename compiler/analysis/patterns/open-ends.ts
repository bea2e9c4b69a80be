// Patterns in conditions that seem to be about a whole text, such as a host, and are found within others.

import type { AST } from "@eslint-community/regexpp";
import { edit, parseRegExp } from "../../constraints/regexp-syntax.js";
import type { Finding } from "../finding.js";
import { matchingTexts } from "../values/matching-text.js";
import { withDots } from "./loose-dots.js";
import { asWritten, type StatedPattern } from "./stated-patterns.js";

export function openEnds(pattern: StatedPattern): Omit<Finding, "isCertain"> | null {
  const { written, place, isWhole, lets, claims } = pattern;
  // What is denied, or approved by a person, is well looked for anywhere.
  if (isWhole || lets !== true) return null;
  const { alternatives } = parseRegExp(written);
  const starts = alternatives.map(({ elements }) => endOf(elements, written));
  const stops = alternatives.map(({ elements }) => endOf(elements.toReversed(), written));
  const ends = [...starts, ...stops];
  if (ends.includes("anything") || !ends.includes("open")) return null;
  const whole = anchored(withDots(written, "\\."), starts, stops);
  const [found, meant] = [new RegExp(written, "u"), new RegExp(whole, "u")];
  const surprise = matchingTexts({ source: withDots(written, "\\."), flags: "u" })
    .flatMap((text) => [`${text}.example`, `${text}X`, `X${text}`])
    .find((text) => found.test(text) && !meant.test(text) && claims(text) !== null);
  if (surprise === undefined) return null;
  const diagnostic = {
    code: "SC5018",
    message: `\`${written}\` need not be the whole text here, so \`${surprise}\` matches, too`,
    ...place,
    help: `write \`${asWritten(whole, pattern)}\`, or ${starts[0] === "anchored" ? "end it with `.*` if anything may follow" : "begin it with `^.*` if it may stand anywhere"}`,
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

/** The same with anchors, but where a mark shows where it begins or ends within a text, as in `@example\.com`. */
function anchored(written: string, starts: readonly End[], stops: readonly End[]): string {
  const { alternatives } = parseRegExp(written);
  const edges = alternatives.flatMap(({ elements }) => [elements[0], elements.at(-1)]);
  const anchors = new Set(edges.flatMap((each) => (each?.type === "Assertion" ? [each] : [])));
  const bare = edit(
    written,
    [...anchors].map(({ start, end }) => ({ start, end, text: "" })),
  );
  const inner = alternatives.length === 1 ? bare : `(?:${bare})`;
  const isClosed = (ends: readonly End[]) => ends.some((end) => end !== "mark");
  return `${isClosed(starts) ? "^" : ""}${inner}${isClosed(stops) ? "$" : ""}`;
}
