// Reads of data: arguments, facts, and what is in them. What is not there throws.

import { isObject } from "../predicates/argument.js";
import { spend } from "./budget.js";
import { fail, type Operand, type Term, termOf } from "./term.js";

/** `args.a.b`, or the same of `facts`, `assistant` or a variable. */
export function read(root: string, ...path: readonly string[]): Term {
  const begin = rootOf(root);
  const [first, ...others] = path;
  if (first === undefined) {
    return begin;
  }
  if (others.length === 0) {
    return (input, bound) => present(begin(input, bound), first);
  }
  return (input, bound) => path.reduce<unknown>(present, begin(input, bound));
}

function rootOf(root: string): Term {
  switch (root) {
    case "args":
      return ({ args }) => args;
    case "facts":
      return ({ facts }) => facts;
    case "assistant":
      return ({ assistant }) => assistant;
    default:
      return (_, bound) => {
        let at = bound;
        while (at !== null && at.name !== root) {
          at = at.outer;
        }
        return at === null ? fail(`there is no ${root}`) : at.value;
      };
  }
}

/** `of.name`, where `of` is more than a path. */
export function field(of: Term, name: string): Term {
  return (input, bound) => present(of(input, bound), name);
}

/** `of[key]`, with a name that is not known before. */
export function entry(of: Term, key: Operand<string>): Term {
  const name = termOf(key);
  return (input, bound) => present(of(input, bound), name(input, bound));
}

/** `list[index]`. */
export function item(list: Operand<readonly unknown[]>, index: Operand<number>): Term {
  const items = termOf(list);
  const at = termOf(index);
  return (input, bound) => {
    const all = items(input, bound);
    const number = at(input, bound);
    return Number.isInteger(number) && number >= 0 && number < all.length
      ? all[number]
      : fail(`there is no item ${number}`);
  };
}

/** `has(of.name)`, and `name in of`. */
export function has(of: Term, name: Operand<string>): Term<boolean> {
  const key = termOf(name);
  return (input, bound) => {
    const holder = of(input, bound);
    // SECURITY: own properties only, here and in `present`: `constructor` is in no one's arguments.
    return isObject(holder) ? Object.hasOwn(holder, key(input, bound)) : fail("it is no object");
  };
}

function present(holder: unknown, name: string): unknown {
  // SECURITY: what is asked of each item may be much, too.
  spend(1);
  return isObject(holder) && Object.hasOwn(holder, name)
    ? holder[name]
    : fail(`${name} is not there`);
}
