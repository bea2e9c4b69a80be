// Dots that stand for any character, where one in the name of a host or a file seems to be meant.

import type { AST } from "@eslint-community/regexpp";
import { edit, parseRegExp, visitRegExp } from "../../constraints/regexp-syntax.js";
import type { Finding } from "../finding.js";
import { matchingTexts } from "../values/matching-text.js";
import { asWritten, type StatedText } from "./stated-texts.js";

export function looseDots(pattern: StatedText): Omit<Finding, "isCertain"> | null {
  const { written, place, where, claims } = pattern;
  const escaped = withDots(written, "\\.");
  if (escaped === written) return null;
  const meant = new RegExp(where === "whole" ? `^(?:${escaped})$` : escaped, "u");
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

/** Dots as they stand in names of hosts and files: one, behind a part of a name and before a letter or digit. */
function dotsIn(written: string): readonly AST.CharacterSet[] {
  const dots: AST.CharacterSet[] = [];
  visitRegExp(parseRegExp(written), {
    onCharacterSetEnter(node) {
      const isOne = node.kind === "any" && node.parent.type === "Alternative";
      if (isOne && nextTo(node, -1).some(isNamePart)) dots.push(node);
    },
  });
  // Where one is meant as a dot, so are those beside repetitions.
  return dots.some((dot) => nextTo(dot, 1).some(isLetter))
    ? dots.filter((dot) => nextTo(dot, 1).some(isNamePart))
    : [];
}

type Side = -1 | 1;

/** What may stand directly before or behind it, within groups and outside of its own. */
function nextTo(node: AST.Element, side: Side): readonly AST.Element[] {
  const { parent } = node;
  if (parent.type === "Quantifier") return nextTo(parent, side);
  if (parent.type !== "Alternative") return [];
  const next = parent.elements[parent.elements.indexOf(node) + side];
  if (next !== undefined) return edgesOf(next, side);
  const around = parent.parent;
  return isGroup(around) ? nextTo(around, side) : [];
}

function edgesOf(element: AST.Element, side: Side): readonly AST.Element[] {
  const within = element.type === "Quantifier" ? element.element : element;
  if (!isGroup(within)) return [element];
  return within.alternatives.flatMap(({ elements }) => {
    const edge = elements.at(side === 1 ? 0 : -1);
    return edge === undefined ? [] : edgesOf(edge, side);
  });
}

function isGroup(node: AST.Node): node is AST.Group | AST.CapturingGroup {
  return node.type === "Group" || node.type === "CapturingGroup";
}

/** A letter or digit, one of several, or a repetition of some. */
function isNamePart(element: AST.Element): boolean {
  if (element.type === "Quantifier") return element.max > 1 && isOneOf(element.element);
  return element.raw !== "." && isOneOf(element);
}

function isOneOf(element: AST.Element): boolean {
  if (element.type !== "CharacterClass" && element.type !== "CharacterSet") {
    return isLetter(element);
  }
  const one = new RegExp(`^${element.raw}$`, "u");
  return ["a", "A", "0"].some((text) => one.test(text));
}

function isLetter(element: AST.Element): boolean {
  return (
    element.type === "Character" && /^[\p{L}\p{N}_-]$/u.test(String.fromCodePoint(element.value))
  );
}
