// The texts that some regular expressions have in common, as an automaton: shows one, or that there is none.

import { createRequire } from "node:module";
import type * as Refa from "refa";
import type { RegularExpression } from "../../tools/argument-type.js";
import { pathsOf } from "./paths.js";
import { preferredCharacters } from "./preferred-characters.js";
import { wholeText } from "./whole-text.js";

export interface Language {
  readonly matches: readonly RegularExpression[];
  readonly differs: readonly RegularExpression[];
  /** Texts that it does not have. */
  readonly barred: readonly string[];
  /** In Unicode code points. */
  readonly shortest: number;
  readonly longest: number;
}

/** Beyond these numbers of states and steps an automaton is given up. */
const mostStates = 3000;
const mostSteps = 400_000;

const highest = 0x10ffff;
const require = createRequire(import.meta.url);
// INVARIANT: loaded when asked for and not above, since only texts that are hard to find need its 30 ms.
const refa = (): typeof Refa => require("refa") as typeof Refa;

/**
 * Words of it, the shorter ones first. Expressions that cannot be taken apart are left out, so there may be words that
 * it does not have; but where there is no word, it has none. Null where it is too large to be looked through.
 */
export function wordsOf(language: Language): Iterable<string> | null {
  const automaton = automatonOf(language);
  const paths = automaton && pathsOf(automaton, language.shortest, language.longest, mostSteps);
  return paths && written(paths);
}

/** Its words, of any length. Null where it has too many states. */
export function automatonOf(language: Language): Refa.NFA | null {
  try {
    return builtOf(language);
  } catch (error) {
    if (error instanceof refa().TooManyNodesError) return null;
    throw error;
  }
}

function builtOf({ matches, differs, barred }: Language): Refa.NFA {
  const { DFA, NFA } = refa();
  const states = () => new NFA.LimitedNodeFactory(mostStates);
  const options = { maxCharacter: highest };
  const same = matches.flatMap((each) => nfaOf(each) ?? []);
  const others = differs.flatMap((each) => nfaOf(each) ?? []);
  const words = NFA.fromWords(
    barred.map((text) => Array.from(text, (each) => each.codePointAt(0) ?? 0)),
    options,
    states(),
  );
  const complements = (barred.length === 0 ? others : [...others, words]).map((nfa) => {
    const dfa = DFA.fromFA(nfa, new DFA.LimitedNodeFactory(mostStates));
    dfa.complement(new DFA.LimitedNodeFactory(mostStates));
    return NFA.fromFA(dfa, states());
  });
  const all = [...same, ...complements, NFA.all(options)];
  return all.reduce((left, right) => NFA.fromIntersection(left, right, states()));
}

function nfaOf(expression: RegularExpression): Refa.NFA | null {
  const { JS, NFA } = refa();
  const whole = wholeText(expression);
  if (whole === null) return null;
  const parsed = JS.Parser.fromLiteral(whole).parse({ maxNodes: 20_000 });
  const { maxCharacter } = parsed;
  const states = new NFA.LimitedNodeFactory(mostStates);
  return NFA.fromRegex(parsed.expression, { maxCharacter }, {}, states);
}

/** How many words of one path are shown: the sets along it may hold more. */
const wordsOfPath = 4;

function* written(paths: Iterable<readonly Refa.CharSet[]>): Iterable<string> {
  for (const path of paths) {
    for (let turn = 0; turn < (path.length === 0 ? 1 : wordsOfPath); turn += 1) {
      yield path.map((set, index) => characterOf(set, turn * (index + 1))).join("");
    }
  }
}

const preferred = preferredCharacters.map((each) => each.codePointAt(0) ?? 0);

export function characterOf(set: Refa.CharSet, turn: number): string {
  const usual = preferred.filter((each) => set.has(each));
  const code = usual[turn % Math.max(1, usual.length)] ?? set.ranges[0]?.min ?? 0;
  return String.fromCodePoint(code);
}
