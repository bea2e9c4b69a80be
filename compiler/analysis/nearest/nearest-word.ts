// The word of a language that takes the fewest edits of a text.

import type { CharSet } from "refa";
import { automatonOf, characterOf, type Language } from "../values/language.js";

/** Beyond this number of steps it is not looked for. */
const mostSteps = 100_000;

/** What edits cost: to replace a character is less than to remove one and insert another, and its case less still. */
const costs = { keep: 0, insert: 10, remove: 10, recase: 11, replace: 15 } as const;

/** How far along both one has come, and the character that was written last. */
interface Reached<State> {
  readonly state: State;
  /** How many characters of the text are behind. */
  readonly at: number;
  /** How many are written, as far as their number matters. */
  readonly length: number;
  /** Of all edits up to here. */
  readonly cost: number;
  readonly added: string;
  readonly from: Reached<State> | null;
}

const beginning = { at: 0, length: 0, cost: 0, added: "", from: null };

/** Null where none is found. Expressions that cannot be taken apart are left out of the language. */
export function nearestWord(language: Language, text: string): string | null {
  const automaton = automatonOf(language);
  if (automaton === null) return null;
  const { initial, getOut, isFinal } = automaton.transitionIterator();
  type State = typeof initial;
  const { shortest, longest } = language;
  const highest = longest < Number.POSITIVE_INFINITY ? longest + 1 : shortest;
  const characters = [...text];
  const seen = new Map<State, Set<number>>();
  const start = { ...beginning, state: initial };
  const open: Reached<State>[][] = [];
  let steps = 0;
  // Of what costs the same, first what is further along: so that of equal edits the later ones are made.
  const turnOf = ({ cost, at }: Reached<State>) => (cost + 1) * (characters.length + 1) - at - 1;
  open[turnOf(start)] = [start];
  for (let turn = 0; turn < open.length; ) {
    const next = open[turn]?.pop();
    if (next === undefined) {
      turn += 1;
      continue;
    }
    if (isSeen(next)) continue;
    const { state, at, length } = next;
    const isWithin = length >= shortest && length <= longest;
    if (at === characters.length && isWithin && isFinal(state)) return written(next);
    steps += 1;
    if (steps > mostSteps) return null;
    for (const reached of editsOf(next)) {
      const its = turnOf(reached);
      const alike = open[its] ?? [];
      open[its] = alike;
      alike.push(reached);
      turn = Math.min(turn, its);
    }
  }
  return null;

  function isSeen({ state, at, length }: Reached<State>): boolean {
    const places = seen.get(state) ?? new Set();
    seen.set(state, places);
    const place = at * (highest + 1) + length;
    if (places.has(place)) return true;
    places.add(place);
    return false;
  }

  function* editsOf(from: Reached<State>): Iterable<Reached<State>> {
    const { state, at, cost } = from;
    const character = characters[at];
    const length = Math.min(from.length + 1, highest);
    if (character !== undefined) {
      yield { ...from, at: at + 1, cost: cost + costs.remove, added: "", from };
    }
    for (const [to, set] of getOut(state)) {
      for (const { by, text: added } of waysThrough(set, character)) {
        const past = by === "insert" ? at : at + 1;
        yield { state: to, at: past, length, cost: cost + costs[by], added, from };
      }
    }
  }
}

function* waysThrough(set: CharSet, character: string | undefined) {
  const some = characterOf(set, 0);
  if (character !== undefined) {
    for (const text of [character.toLowerCase(), character.toUpperCase()]) {
      if (text !== character && isIn(set, text)) yield { by: "recase", text } as const;
    }
    yield { by: "replace", text: some } as const;
  }
  yield { by: "insert", text: some } as const;
  if (character !== undefined && isIn(set, character)) {
    yield { by: "keep", text: character } as const;
  }
}

function isIn(set: CharSet, text: string): boolean {
  const [first, ...others] = text;
  return first !== undefined && others.length === 0 && set.has(first.codePointAt(0) ?? 0);
}

function written<State>(end: Reached<State>): string {
  const added: string[] = [];
  for (let each: Reached<State> | null = end; each !== null; each = each.from) {
    added.push(each.added);
  }
  return added.toReversed().join("");
}
