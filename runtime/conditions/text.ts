// What conditions ask of text, and how long things are.

import { isObject } from "../predicates/argument.js";
import { codePoints } from "../predicates/text.js";
import { namesIn, spend, spendOn } from "./budget.js";
import { fail, type Operand, type Term, termOf } from "./term.js";

type Question = (text: Operand<string>, part: Operand<string>) => Term<boolean>;

export const startsWith: Question = asking((text, part) => text.startsWith(part));
export const endsWith: Question = asking((text, part) => text.endsWith(part));
export const contains: Question = asking((text, part) => {
  // SECURITY: the engine may look at all of the part at every place of the text: half a minute for a megabyte.
  spend(Math.ceil((text.length * part.length) / 64));
  return text.includes(part);
});

function asking(isSo: (text: string, part: string) => boolean): Question {
  return (text, part) => {
    const whole = termOf(text);
    const piece = termOf(part);
    return (input, bound) => {
      const all = whole(input, bound);
      const part = piece(input, bound);
      spendOn(all);
      spend(part.length);
      return isSo(all, part);
    };
  };
}

/**
 * `text.matches(pattern)`: it is found somewhere. The compiler allows linear-time patterns only; `weight` is how much work one
 * of these is for each character.
 */
export function matches(text: Operand<string>, pattern: RegExp, weight = 1): Term<boolean> {
  // SECURITY: `g` and `y` make a regular expression remember where it was, so that it answers every other call only.
  if (pattern.global || pattern.sticky) {
    throw new TypeError("a pattern must not have the flag g or y");
  }
  const whole = termOf(text);
  const own = new RegExp(pattern.source, pattern.flags);
  return (input, bound) => {
    const all = whole(input, bound);
    spend(weight * (1 + all.length));
    return own.test(all);
  };
}

export function concat(a: Operand<string>, b: Operand<string>): Term<string> {
  const left = termOf(a);
  const right = termOf(b);
  return (input, bound) => {
    const both = left(input, bound) + right(input, bound);
    spendOn(both);
    return both;
  };
}

/** Code points of a text, items of a list, entries of an object. */
export function size(of: Operand<unknown>): Term<number> {
  const term = termOf(of);
  return (input, bound) => {
    const value = term(input, bound);
    if (typeof value === "string") {
      spend(1 + value.length);
      return codePoints(value);
    }
    if (Array.isArray(value)) {
      return value.length;
    }
    return isObject(value) ? namesIn(value).length : fail("it has no size");
  };
}
