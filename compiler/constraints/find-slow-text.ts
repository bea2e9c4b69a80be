// Text that shows where searching for a regular expression takes more than linear time.

import type { AST } from "@eslint-community/regexpp";
import type { AttackPattern } from "recheck";
import { countSteps } from "./count-steps.js";
import { growth } from "./growth.js";
import {
  charactersIn,
  hasBackreference,
  hasLookaround,
  parseAs,
  starred,
} from "./regexp-syntax.js";
import { searchSteps } from "./search-steps.js";

/** A text, and how often it stands there. */
type Piece = readonly [text: string, times: number];

interface Attack {
  /** What is repeated, each so often, and what stands around it. */
  readonly pieces: (times: number) => readonly Piece[];
  /** How much is repeated. */
  readonly pumps: number;
  /** So often that it takes long, as recheck has it. */
  readonly often: number;
}

/** What keeps a text from matching, where anything does. */
const ends = ["\u0000", "\n", ""];

/** How often something is repeated where steps are counted: much, or little where a bound lets only little be slow. */
const much = 256;
const little = 32;

/** More than this for each character of a text is slow. */
const mostStepsEach = 1000;

/** An expression in JavaScript. Undefined where the time is linear, or can neither be proven nor shown to be long. */
export function findSlowText(source: string, flags: string): string | undefined {
  const pattern = parsed(source, flags);
  if (pattern === undefined || searchSteps(pattern, flags) !== null) return undefined;
  const pieces = slowForEver(pattern, flags) ?? slowForAWhile(pattern, flags);
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

/** The longer, the slower: that is proven of all ways through, and all are tried where the text does not match. */
function slowForEver(pattern: AST.Pattern, flags: string): readonly Piece[] | undefined {
  const found = attacksOn(pattern, pattern.raw, flags).find(
    ({ pieces, often }) =>
      often > 0 && [much, much + 1].every((times) => stepsOn(pieces(times), pattern, flags) > 0),
  );
  return found?.pieces(found.often);
}

/** Found by what is slow without bounds, or by one character again and again. */
function slowForAWhile(pattern: AST.Pattern, flags: string): readonly Piece[] | undefined {
  const attacks = [
    ...attacksOn(pattern, starred(pattern), flags),
    ...charactersIn(pattern).map((one) => ({
      pieces: (times: number) => [[one, times]] as const,
      pumps: 1,
    })),
  ];
  return [much, little]
    .flatMap((times) => attacks.map(({ pieces, pumps }) => pieces(Math.ceil(times / pumps))))
    .find((pieces) => stepsOn(pieces, pattern, flags) === Number.POSITIVE_INFINITY);
}

/** On the source of the pattern, or of one that is found in the same places. */
function attacksOn(
  { alternatives }: AST.Pattern,
  source: string,
  flags: string,
): readonly Attack[] {
  const isAtStart = alternatives.every(({ elements: [first] }) => first?.raw === "^");
  // Since `[]` matches nothing, the proof, which is slow otherwise, does not hang on what comes behind.
  const found = growth(`^${isAtStart ? "" : "[^]*"}(?:${source})[]$`, flags);
  if (found?.status !== "vulnerable") return [];
  const { pumps, base } = found.attack;
  return ends.map((end) => ({
    pieces: (times: number) => merged([...pumped(pumps, times), [end, 1]]),
    pumps: pumps.length,
    often: base,
  }));
}

function pumped(pumps: AttackPattern["pumps"], times: number): readonly Piece[] {
  return pumps.flatMap(({ prefix, pump }): Piece[] => [
    [prefix, 1],
    [pump, times],
  ]);
}

/** Infinite where they are too many. */
function stepsOn(pieces: readonly Piece[], pattern: AST.Pattern, flags: string): number {
  const text = pieces.reduce((all, [piece, times]) => all + piece.repeat(times), "");
  const most = mostStepsEach * text.length;
  const steps = countSteps(pattern, flags, text, most);
  return steps > most ? Number.POSITIVE_INFINITY : steps;
}

/** Without what is empty, and with equal neighbours as one. */
function merged(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const [text, times] of pieces.filter(([piece]) => piece !== "")) {
    const last = all.at(-1);
    if (last?.[0] === text) all.splice(-1, 1, [text, last[1] + times]);
    else all.push([text, times]);
  }
  return all;
}

function expression([text, times]: Piece): string {
  const literal = JSON.stringify(text);
  return times === 1 ? literal : `${literal}.repeat(${times})`;
}
