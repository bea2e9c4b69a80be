// Patterns that say more or less than they seem to: a dot in a host name is any character, and anchors are nothing.

import type { AST } from "@eslint-community/regexpp";
import { edit, parseRegExp, visitRegExp } from "../constraints/regexp-syntax.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { Finding } from "./finding.js";
import {
  argumentOf,
  callerOf,
  claim,
  isAt,
  isPlain,
  type Stance,
  type SubjectTool,
} from "./subject.js";
import { findValue } from "./values/find-value.js";
import { matchingTexts } from "./values/matching-text.js";
import { wholeText } from "./values/whole-text.js";

export function findLoosePatterns(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      stance.constraints.flatMap((entry) => {
        const written = entry.of === null ? patternOf(entry) : undefined;
        if (written === undefined) return [];
        const place = { file: entry.file, range: entry.range };
        return [
          ...looseDots(written, entry, stance, tool, place),
          ...needlessAnchors(written, place),
        ];
      }),
    ),
  );
}

type Place = Pick<Diagnostic, "file" | "range">;

function patternOf({ constraint: { kind, value } }: CheckedConstraint): string | undefined {
  if (kind !== "pattern" || typeof value !== "object" || value === null) return undefined;
  if (!("written" in value) || typeof value.written !== "string") return undefined;
  return /[.^$]/u.test(value.written) ? value.written : undefined;
}

function looseDots(
  written: string,
  entry: CheckedConstraint,
  stance: Stance,
  tool: SubjectTool,
  place: Place,
): readonly Finding[] {
  const dots = dotsIn(written);
  if (dots.length === 0) return [];
  const replaced = (text: string) =>
    edit(
      written,
      dots.map(({ start, end }) => ({ start, end, text })),
    );
  const escaped = replaced("\\.");
  const meant = new RegExp(`^(?:${escaped})$`, "u");
  const passes = stance.constraints.filter(isAt(entry.path)).map(({ constraint }) => constraint);
  const { type } = argumentOf(entry, tool);
  const surprise = matchingTexts({ source: replaced("X"), flags: "u" }).find(
    (text) => !meant.test(text) && passes.every(({ holds }) => holds?.(text) === true),
  );
  if (
    surprise === undefined ||
    findValue(type, { passes, fails: null }, tool.definitions).kind === "none"
  )
    return [];
  const diagnostic = {
    code: "SC5014",
    message: `the dot in \`${written}\` stands for any character, so \`${surprise}\` matches, too`,
    ...place,
    help: `write \`${escaped}\``,
  } as const;
  const given = [{ path: entry.path, value: surprise }];
  const { value: answer } = stance.effect;
  const claims = claim(tool, callerOf(stance, tool), stance.constraints, given, answer, stance);
  return [{ diagnostic, claims, isCertain: isPlain(tool) }];
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
    isLetter(first) && (second === undefined || isLetter(second) || second.type === "CharacterSet")
  );
}

function isLetter(element: AST.Element | undefined): boolean {
  return (
    element?.type === "Character" && /^[\p{L}\p{N}_-]$/u.test(String.fromCodePoint(element.value))
  );
}

function needlessAnchors(written: string, place: Place): readonly Finding[] {
  const anchors: AST.Assertion[] = [];
  visitRegExp(parseRegExp(written), {
    onAssertionEnter: (node) => {
      if (node.kind === "start" || node.kind === "end") anchors.push(node);
    },
  });
  // Elsewhere an anchor matches nothing, or is one of several that are no edge.
  const isEdge = wholeText({ source: `^(?:${written})$`, flags: "u" }) !== null;
  if (anchors.length === 0 || !isEdge) return [];
  const bare = edit(
    written,
    anchors.map(({ start, end }) => ({ start, end, text: "" })),
  );
  const diagnostic = {
    code: "SC5015",
    message: `the anchors in \`${written}\` say nothing, since a pattern is always about the whole text`,
    ...place,
    help: `write \`${bare}\``,
  } as const;
  return [{ diagnostic, claims: [], isCertain: true }];
}
