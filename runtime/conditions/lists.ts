// What conditions ask of the items of a list, each in turn bound to a variable.

import type { ConditionInput } from "../compiled-policy.js";
import { spend } from "./budget.js";
import { type Bound, type Operand, type Term, termOf } from "./term.js";

type List = Operand<readonly unknown[]>;

/** `place` is a variable of its own: where in the list the item stands, from 0. */
export function all(
  name: string,
  list: List,
  isSo: Operand<boolean>,
  place?: string,
): Term<boolean> {
  return over(name, list, isSo, (items, holds) => items.every(holds), place);
}

export function exists(
  name: string,
  list: List,
  isSo: Operand<boolean>,
  place?: string,
): Term<boolean> {
  return over(name, list, isSo, (items, holds) => items.some(holds), place);
}

/** Asks of every item, as CEL does: a second one does not end it. */
export function existsOne(name: string, list: List, isSo: Operand<boolean>): Term<boolean> {
  return over(name, list, isSo, (items, holds) => items.filter(holds).length === 1);
}

export function filter(name: string, list: List, isSo: Operand<boolean>): Term<readonly unknown[]> {
  return over(name, list, isSo, (items, holds) => items.filter(holds));
}

export function map(name: string, list: List, made: Operand<unknown>): Term<readonly unknown[]> {
  return over(name, list, made, (items, make) => items.map(make));
}

/** `[a, b]`, where not all of it stands there as it is. */
export function listOf(...items: readonly Operand<unknown>[]): Term<readonly unknown[]> {
  const terms = items.map(termOf);
  return (input, bound) => terms.map((term) => term(input, bound));
}

export function concatLists(a: List, b: List): Term<readonly unknown[]> {
  const left = termOf(a);
  const right = termOf(b);
  return (input, bound) => {
    const both = [...left(input, bound), ...right(input, bound)];
    spend(1 + both.length);
    return both;
  };
}

function over<Each, Result>(
  name: string,
  list: List,
  body: Operand<Each>,
  answer: (items: readonly unknown[], each: (item: unknown, index: number) => Each) => Result,
  place?: string,
): Term<Result> {
  const items = termOf(list);
  const term = termOf(body);
  return (input: ConditionInput, outer: Bound | null) =>
    answer(items(input, outer), (value, index) => {
      spend(1);
      const around = place === undefined ? outer : { name: place, value: index, outer };
      return term(input, { name, value, outer: around });
    });
}
