// The ways through an automaton from its start to its end, of a length within bounds.

import type { CharSet, FiniteAutomaton, TransitionIterable } from "refa";

/** The states that some number of steps leads to, and from where. */
type Layer<State> = ReadonlyMap<State, readonly Step<State>[]>;
interface Step<State> {
  readonly from: State;
  readonly set: CharSet;
}

/** The sets of characters along each way, shorter ways first. Null where looking takes too many steps. */
export function pathsOf<State>(
  automaton: TransitionIterable<State> &
    Pick<FiniteAutomaton, "isEmpty"> & { countNodes(): number },
  shortest: number,
  longest: number,
  mostSteps: number,
): Iterable<readonly CharSet[]> | null {
  if (automaton.isEmpty) return [];
  const { initial, getOut, isFinal } = automaton.transitionIterator();
  // From any state the end is less steps away than there are states, if it can be reached at all.
  const last = Math.min(longest, shortest + automaton.countNodes());
  const layers: Layer<State>[] = [new Map([[initial, []]])];
  let steps = 0;
  while (layers.length <= last) {
    const next = new Map<State, Step<State>[]>();
    for (const from of layers.at(-1)?.keys() ?? []) {
      for (const [to, set] of getOut(from)) {
        steps += 1;
        if (steps > mostSteps) return null;
        const known = next.get(to);
        if (known === undefined) next.set(to, [{ from, set }]);
        else known.push({ from, set });
      }
    }
    if (next.size === 0) break;
    layers.push(next);
  }
  return waysBack(layers, shortest, isFinal);
}

function* waysBack<State>(
  layers: readonly Layer<State>[],
  shortest: number,
  isFinal: (state: State) => boolean,
): Iterable<readonly CharSet[]> {
  for (let length = shortest; length < layers.length; length += 1) {
    for (const state of layers[length]?.keys() ?? []) {
      if (isFinal(state)) yield* waysTo(state, length, layers);
    }
  }
}

/** Walked by hand: a text may have more characters than there is room for calls. */
function* waysTo<State>(
  end: State,
  length: number,
  layers: readonly Layer<State>[],
): Iterable<readonly CharSet[]> {
  const sets: CharSet[] = [];
  const open: Iterator<Step<State>>[] = [stepsTo(end, length, layers)];
  while (open.length > 0) {
    if (sets.length === length) {
      yield sets.toReversed();
      sets.pop();
      open.pop();
      continue;
    }
    const next = open.at(-1)?.next();
    if (next === undefined || next.done === true) {
      open.pop();
      sets.pop();
      continue;
    }
    sets.push(next.value.set);
    open.push(stepsTo(next.value.from, length - sets.length, layers));
  }
}

function stepsTo<State>(
  state: State,
  length: number,
  layers: readonly Layer<State>[],
): Iterator<Step<State>> {
  return (layers[length]?.get(state) ?? [])[Symbol.iterator]();
}
