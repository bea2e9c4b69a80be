// What is left of checks on values of known kinds: an object need not be told that it may be a string.

import { type ArgumentType, type Check, isAnything, never } from "../argument-type.js";
import { kindsOf, wholeKindsOf } from "./kinds.js";

type AreDisjoint = (a: ArgumentType, b: ArgumentType) => boolean;

/** The checks as far as they say something about values of the type; undefined where no value passes. */
export function narrowChecks(
  checks: readonly Check[],
  type: ArgumentType,
  areDisjoint: AreDisjoint,
): readonly Check[] | undefined {
  const kinds = kindsOf(type);
  if (kinds === undefined) return checks;
  const kept: Check[] = [];
  for (const check of checks) {
    const left = new Narrowing(kinds, areDisjoint).of(check);
    if (left === false) return undefined;
    if (left !== true) kept.push(left);
  }
  return kept.filter((check) => !isImplied(check, kept));
}

/** Where one of some types fits, any of them does. */
function isImplied(check: Check, others: readonly Check[]): boolean {
  return (
    check.kind === "any" &&
    others.some(
      (other) =>
        other !== check &&
        (other.kind === "one" ||
          (other.kind === "any" && others.indexOf(other) < others.indexOf(check))) &&
        other.types.every((type) => check.types.includes(type)),
    )
  );
}

class Narrowing {
  readonly #kinds: ReadonlySet<string>;
  readonly #areDisjoint: AreDisjoint;

  constructor(kinds: ReadonlySet<string>, areDisjoint: AreDisjoint) {
    this.#kinds = kinds;
    this.#areDisjoint = areDisjoint;
  }

  /** True where every value passes, false where none does. */
  of(check: Check): Check | boolean {
    switch (check.kind) {
      case "all":
        return this.#all(this.#type(check.type));
      case "any":
        return this.#any(this.#types(check.types));
      case "one":
        return this.#one(check.types);
      case "not": {
        const type = this.#type(check.type);
        return type.kind === "never" || (!this.#covers(type) && { kind: "not", type });
      }
      case "if":
        return this.#if(check.condition, check.then, check.otherwise);
    }
  }

  #all(type: ArgumentType): Check | boolean {
    if (this.#covers(type)) return true;
    if (type.kind === "union" && type.checks === undefined) return this.#any(type.members);
    return type.kind !== "never" && { kind: "all", type };
  }

  #any(types: readonly ArgumentType[]): Check | boolean {
    const [first, second] = types;
    if (first === undefined) return false;
    if (types.some((type) => this.#covers(type))) return true;
    return second === undefined ? { kind: "all", type: first } : { kind: "any", types };
  }

  #one(written: readonly ArgumentType[]): Check | boolean {
    const types = this.#types(written);
    const isSame =
      types.length === written.length && types.every((type, at) => type === written[at]);
    if (isSame && types.length > 1) return { kind: "one", types };
    const areApart = types.every((type, index) =>
      types.slice(index + 1).every((other) => this.#areDisjoint(type, other)),
    );
    return areApart ? this.#any(types) : { kind: "one", types };
  }

  #if(
    condition: ArgumentType,
    then: ArgumentType | null,
    otherwise: ArgumentType | null,
  ): Check | boolean {
    const when = this.#type(condition);
    if (when.kind === "never") return otherwise === null || this.#all(this.#type(otherwise));
    if (this.#covers(when)) return then === null || this.#all(this.#type(then));
    return conditional(when, this.#consequence(then), this.#consequence(otherwise)) ?? true;
  }

  #consequence(type: ArgumentType | null): ArgumentType | null {
    const left = type && this.#type(type);
    return left === null || this.#covers(left) ? null : left;
  }

  #types(types: readonly ArgumentType[]): readonly ArgumentType[] {
    return types.map((type) => this.#type(type)).filter(({ kind }) => kind !== "never");
  }

  #type(type: ArgumentType): ArgumentType {
    const kinds = kindsOf(type);
    if (kinds !== undefined && ![...kinds].some((kind) => this.#kinds.has(kind))) return never;
    if (type.kind !== "union") return type;
    const members = this.#types(type.members);
    const [only, second] = members;
    if (members.length === type.members.length) return type;
    if (only !== undefined && second === undefined && type.checks === undefined) return only;
    return { ...type, members };
  }

  /** Whether all values of these kinds have the type. */
  #covers(type: ArgumentType): boolean {
    const whole = wholeKindsOf(type);
    return isAnything(type) || [...this.#kinds].every((kind) => whole.has(kind));
  }
}

/** Undefined where it says nothing. */
export function conditional(
  condition: ArgumentType,
  then: ArgumentType | null,
  otherwise: ArgumentType | null,
): Check | undefined {
  if (then === null && otherwise === null) return undefined;
  return { kind: "if", condition, then, otherwise };
}
