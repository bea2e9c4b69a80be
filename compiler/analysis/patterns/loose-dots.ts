// Dots that stand for any character, where one in the name of a host or a file seems to be meant.

import type { AST } from "@eslint-community/regexpp";
import { edit, parseRegExp, visitRegExp } from "../../constraints/regexp-syntax.js";
import type { Finding } from "../finding.js";
import { matchingTexts } from "../values/matching-text.js";
import { asWritten, type StatedPattern } from "./stated-patterns.js";

export function looseDots(pattern: StatedPattern): Omit<Finding, "isCertain"> | null {
  const { written, place, isWhole, claims } = pattern;
  const escaped = withDots(written, "\\.");
  if (escaped === written) return null;
  const meant = new RegExp(isWhole ? `^(?:${escaped})$` : escaped, "u");
  const surprises = ["X", "x", "-", "0"].flatMap((text) =>
    matchingTexts({ source: withDots(written, text), flags: "u" }),
  );
  const surprise = surprises.find((text) => !meant.test(text) && claims(text) !== null);
  if (surprise === undefined) return null;
  const diagnostic = {
    code: "SC5014",
    message: `the dot in \`${written}\` stands for any character, so \`${surprise}\` matches, too`,
    ...place,
    help: `write \`${asWritten(escaped, pattern)}\``,
  } as const;
  return { diagnostic, claims: claims(surprise) ?? [] };
}

/** The pattern with something else instead of such dots. */
export function withDots(written: string, text: string): string {
  return edit(
    written,
    dotsIn(written).map(({ start, end }) => ({ start, end, text })),
  );
}

/** Dots as they stand in names of hosts and files: one, between letters or digits. */
function dotsIn(written: string): readonly AST.CharacterSet[] {
  const dots: AST.CharacterSet[] = [];
  visitRegExp(parseRegExp(written), {
    onCharacterSetEnter(node) {
      if (node.kind !== "any" || node.parent.type !== "Alternative") return;
      const { elements } = node.parent;
      const at = elements.indexOf(node);
      if (isNamePart(elements[at - 1]) && isLetters(elements.slice(at + 1))) dots.push(node);
    },
  });
  return dots;
}

/** A letter or digit, or a repetition of some. */
function isNamePart(element: AST.Element | undefined): boolean {
  if (element?.type === "Quantifier") return element.max > 1 && isNamePart(element.element);
  if (element?.type === "CharacterClass" || element?.type === "CharacterSet") {
    return element.parent.type === "Quantifier" && element.raw !== ".";
  }
  return isLetter(element);
}

function isLetters([first, second]: readonly AST.Element[]): boolean {
  return (
    isLetter(first) &&
    (second === undefined ||
      isLetter(second) ||
      ["CharacterSet", "Assertion"].includes(second.type))
  );
}

function isLetter(element: AST.Element | undefined): boolean {
  return (
    element?.type === "Character" && /^[\p{L}\p{N}_-]$/u.test(String.fromCodePoint(element.value))
  );
}
