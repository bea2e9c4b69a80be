// Checked reads: a value of another type than the condition was compiled for throws.

import { isObject } from "../predicates/argument.js";
import { fail, type Term } from "./term.js";

export const asInt: Check<number> = checked("an integer", (value) => Number.isSafeInteger(value));
export const asDouble: Check<number> = checked("a number", (value) => Number.isFinite(value));
export const asString: Check<string> = checked("a string", (value) => typeof value === "string");
export const asBool: Check<boolean> = checked(
  "true or false",
  (value) => typeof value === "boolean",
);
export const asList: Check<readonly unknown[]> = checked("a list", Array.isArray);
export const asMap: Check<Readonly<Record<string, unknown>>> = checked("an object", isObject);
/** A timestamp or a duration, which is made by a condition only. */
export const asTime: Check<bigint> = checked("a time", (value) => typeof value === "bigint");

type Check<Value> = (term: Term) => Term<Value>;

function checked<Value>(what: string, isSo: (value: unknown) => boolean): Check<Value> {
  return (term) => (input, bound) => {
    const value = term(input, bound);
    // INVARIANT: `isSo` is true for values of this type only.
    return isSo(value) ? (value as Value) : fail(`a value is not ${what}`);
  };
}
