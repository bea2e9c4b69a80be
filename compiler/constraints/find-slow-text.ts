// Text that shows where searching for a regular expression takes more than linear time.

import type { AST } from "@eslint-community/regexpp";
import { countSteps } from "./count-steps.js";
import { growth } from "./growth.js";
import { isLinearSearch } from "./is-linear-search.js";
import {
  charactersIn,
  hasBackreference,
  hasLookaround,
  isChoice,
  parseAs,
  starred,
} from "./regexp-syntax.js";

/** A text, and how often it stands there. */
type Piece = readonly [text: string, times: number];

/** How often what makes a pattern slow is repeated, where a bound keeps it from being slow for ever. */
const repeats = [256, 32];

/** More than this for each character of the text is called slow there. */
const mostStepsEach = 1000;

/** An expression in JavaScript. Undefined where the time is linear, or can neither be proven nor shown to be long. */
export function findSlowText(source: string, flags: string): string | undefined {
  const pattern = parsed(source, flags);
  if (pattern === undefined || isLinearSearch(pattern, flags)) return undefined;
  const pieces = provenText(pattern, flags) ?? countedText(pattern, flags);
  return pieces?.map(expression).join(" + ");
}

/** Undefined for what no proof is known of. */
function parsed(source: string, flags: string): AST.Pattern | undefined {
  if (/[^isu]/u.test(flags)) return undefined;
  try {
    const pattern = parseAs(flags, source);
    return hasBackreference(pattern) || hasLookaround(pattern) ? undefined : pattern;
  } catch {
    // The engine at hand may know more than the parser.
    return undefined;
  }
}

/** On which the time grows faster than the text, by a proof, and is long. */
function provenText({ raw }: AST.Pattern, flags: string): readonly Piece[] | undefined {
  const found = growth(raw, flags);
  if (found?.status !== "vulnerable" || found.attack.base === 0) return undefined;
  return merged(piecesOf(found.attack, found.attack.base));
}

/** On which the steps are too many, found by what is slow where no bounds are, or by one character again and again. */
function countedText(pattern: AST.Pattern, flags: string): readonly Piece[] | undefined {
  const boundless = starred(pattern, isChoice);
  const attacks = [boundless, `^(?:${boundless})[]$`].flatMap((source) => {
    const found = growth(source, flags);
    return found?.status === "vulnerable" ? [found.attack] : [];
  });
  const texts = repeats.flatMap((times) => [
    ...attacks.map((attack) => piecesOf(attack, times)),
    ...charactersIn(pattern).map((character) => [[character, times]] as const),
  ]);
  return texts.map(merged).find((pieces) => {
    const text = pieces.map(([piece, times]) => piece.repeat(times)).join("");
    const most = mostStepsEach * text.length;
    return countSteps(pattern, flags, text, most) > most;
  });
}

interface Attack {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[];
  readonly suffix: string;
}

function piecesOf({ pumps, suffix }: Attack, times: number): readonly Piece[] {
  const repeated = pumps.flatMap(({ prefix, pump }): Piece[] => [
    [prefix, 1],
    [pump, times],
  ]);
  return [...repeated, [suffix, 1]];
}

/** Without what is empty, and with equal neighbours as one. */
function merged(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const [text, times] of pieces.filter(([piece]) => piece !== "")) {
    const [last, before] = all.at(-1) ?? ["", 0];
    if (last === text) all.pop();
    all.push([text, last === text ? before + times : times]);
  }
  return all;
}

function expression([text, times]: Piece): string {
  const literal = JSON.stringify(text);
  return times === 1 ? literal : `${literal}.repeat(${times})`;
}
