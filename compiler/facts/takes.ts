// Whether a fact's parameter takes every value that a tool's argument can have.

import { fits } from "../tools/algebra/fits.js";
import type { ArgumentType, ArrayType, Definitions, ObjectType } from "../tools/argument-type.js";

/** A type, and what the references in it stand for. */
export interface DefinedType {
  readonly type: ArgumentType;
  readonly definitions: Definitions;
}

/** Only where that is sure: what a type demands beyond its structure is not looked at. */
export function takes(parameter: DefinedType, argument: DefinedType): boolean {
  return new Comparison(parameter.definitions, argument.definitions).takes(
    parameter.type,
    argument.type,
  );
}

class Comparison {
  readonly #ofParameter: Definitions;
  readonly #ofArgument: Definitions;
  /** Pairs of references that are being compared: types may contain themselves. */
  readonly #open = new Set<string>();

  constructor(ofParameter: Definitions, ofArgument: Definitions) {
    this.#ofParameter = ofParameter;
    this.#ofArgument = ofArgument;
  }

  takes(wanted: ArgumentType, given: ArgumentType): boolean {
    if (wanted.kind === "unknown" || given.kind === "never") return true;
    if (wanted.kind === "reference" || given.kind === "reference") {
      return this.#takesReferred(wanted, given);
    }
    if (given.kind === "union") return given.members.every((member) => this.takes(wanted, member));
    if (given.kind === "boolean" && wanted.kind !== "boolean") {
      return [true, false].every((value) => takesValue(wanted, value));
    }
    if (given.kind === "literal") return given.values.every((value) => takesValue(wanted, value));
    if (wanted.kind === "union") return wanted.members.some((member) => this.takes(member, given));
    switch (wanted.kind) {
      case "number":
        return given.kind === "number" && (given.integer || !wanted.integer);
      case "array":
        return given.kind === "array" && this.#takesArray(wanted, given);
      case "object":
        return given.kind === "object" && this.#takesObject(wanted, given);
      default:
        return wanted.kind === given.kind;
    }
  }

  #takesReferred(wanted: ArgumentType, given: ArgumentType): boolean {
    const pair = JSON.stringify([nameOf(wanted), nameOf(given)]);
    if (this.#open.has(pair)) return true;
    const whole = bodyOf(wanted, this.#ofParameter);
    const part = bodyOf(given, this.#ofArgument);
    if (whole === undefined || part === undefined) return false;
    const isLoop = wanted.kind === "reference" && given.kind === "reference";
    if (isLoop) this.#open.add(pair);
    const answer = this.takes(whole, part);
    this.#open.delete(pair);
    return answer;
  }

  #takesArray(wanted: ArrayType, given: ArrayType): boolean {
    const { prefix = [], minItems = 0 } = wanted;
    const first = given.prefix ?? [];
    const places = Math.max(prefix.length, first.length);
    const at = (list: readonly ArgumentType[], rest: ArgumentType, index: number) =>
      list[index] ?? rest;
    return (
      (given.minItems ?? 0) >= minItems &&
      this.takes(wanted.items, given.items) &&
      Array.from({ length: places }, (_, index) => index).every((index) =>
        this.takes(at(prefix, wanted.items, index), at(first, given.items, index)),
      )
    );
  }

  /** Properties that it does not name do no harm, but for those that it names and the argument has among its others. */
  #takesObject(wanted: ObjectType, given: ObjectType): boolean {
    const named = [...wanted.properties].every(([name, property]) => {
      const own = given.properties.get(name);
      if (own === undefined) return !property.required && isClosed(given);
      return (own.required || !property.required) && this.takes(property.type, own.type);
    });
    const { additional } = wanted;
    if (!named || additional === null) return named;
    const others = [...given.properties].filter(([name]) => !wanted.properties.has(name));
    const types = [
      ...others.map(([, { type }]) => type),
      ...(given.patterns ?? []).map(({ type }) => type),
      ...(given.additional === null ? [] : [given.additional]),
    ];
    return types.every((type) => this.takes(additional, type));
  }
}

function isClosed({ additional, patterns = [] }: ObjectType): boolean {
  return additional === null && patterns.length === 0;
}

function takesValue(wanted: ArgumentType, value: Parameters<typeof fits>[0]): boolean {
  if (wanted.kind === "unknown") return true;
  if (wanted.kind === "literal") return wanted.values.includes(value);
  return wanted.kind === "union"
    ? wanted.members.some((member) => takesValue(member, value))
    : fits(value, wanted);
}

function nameOf(type: ArgumentType): string | null {
  return type.kind === "reference" ? type.name : null;
}

function bodyOf(type: ArgumentType, definitions: Definitions): ArgumentType | undefined {
  return type.kind === "reference" ? definitions.get(type.name) : type;
}
