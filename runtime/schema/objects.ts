// Checks of objects that zod does not have: JSON Schema's `patternProperties`, `propertyNames`, counts, `dependentRequired`.

import { isObject } from "../predicates/argument.js";
import { type Check, check } from "./check.js";
import { fits, type Schema } from "./schemas.js";

/** Which properties an object may have besides those that its zod schema knows. */
export interface PropertyRules {
  /** What properties are whose name a pattern is found in. */
  readonly patterns: readonly (readonly [pattern: RegExp, schema: Schema])[];
  /** The names that the zod schema knows. */
  readonly named?: readonly string[];
  /** What all further properties are. */
  readonly others?: Schema;
}

/** Every property is what the patterns, and failing those `others`, say of it. */
export function properties({ patterns, named, others }: PropertyRules): Check {
  // SECURITY: `g` and `y` make a regular expression remember where it was; a copy without them answers alike each time.
  const rules = patterns.map(
    ([{ source, flags }, schema]) =>
      [new RegExp(source, flags.replaceAll(/[gy]/gu, "")), schema] as const,
  );
  const known = new Set(named);
  const allowed = (name: string, value: unknown): boolean => {
    const matching = rules.filter(([pattern]) => pattern.test(name));
    const isOther = matching.length === 0 && !known.has(name);
    return isOther
      ? others === undefined || fits(others, value)
      : matching.every(([, schema]) => fits(schema, value));
  };
  return check(
    "Invalid input: a property's name or value is not allowed",
    (object) =>
      isObject(object) && Object.entries(object).every(([name, value]) => allowed(name, value)),
  );
}

/** Every property's name, as a string, is what the schema accepts. */
export function propertyNames(schema: Schema): Check {
  return check(
    "Invalid input: a property's name is not allowed",
    (object) => isObject(object) && Object.keys(object).every((name) => fits(schema, name)),
  );
}

export function minProperties(least: number): Check {
  return check(
    `Too small: expected object to have >=${least} properties`,
    (object) => isObject(object) && Object.keys(object).length >= least,
  );
}

export function maxProperties(most: number): Check {
  return check(
    `Too big: expected object to have <=${most} properties`,
    (object) => isObject(object) && Object.keys(object).length <= most,
  );
}

/** Where a property is there that stands first, those behind it must be there too. */
export function dependentRequired(
  rules: readonly (readonly [name: string, required: readonly string[]])[],
): Check {
  return check(
    "Invalid input: a property is missing that another one needs",
    (object) =>
      isObject(object) &&
      rules.every(
        ([name, required]) =>
          !Object.hasOwn(object, name) || required.every((other) => Object.hasOwn(object, other)),
      ),
  );
}
