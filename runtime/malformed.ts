// Why arguments could not be read, and where: never what they held.

import { cut } from "./shorten.js";

/** A key of an object or an index of an array. */
export type Step = string | number;

const longestStep = 64;
const longestPath = 256;

/** Arguments that must not be looked at. Its path grows from the inside out, so it costs nothing until there is a fault. */
export class Malformed {
  /** What stands there instead of something readable, e.g. `a number that is not finite`. */
  readonly what: string;
  readonly #steps: Step[];

  constructor(what: string, ...steps: Step[]) {
    this.what = what;
    this.#steps = steps;
  }

  /** The same fault, seen from the object or array that holds it. */
  within(step: Step): this {
    this.#steps.unshift(step);
    return this;
  }

  /** Where it is; null where it is the arguments as a whole. */
  get path(): string | null {
    return this.#steps.length === 0 ? null : dotted(this.#steps);
  }
}

/** A path as decisions show it. Its keys may come from a model, so its length is bounded. */
export function dotted(steps: readonly PropertyKey[]): string {
  return cut(steps.map((step) => cut(String(step), longestStep)).join("."), longestPath);
}

/** What keeps a value that is no object from being an argument; null where nothing does. */
export function scalarFault(value: unknown): string | null {
  switch (typeof value) {
    case "string":
    case "boolean":
      return null;
    case "number":
      return numberFault(value);
    case "undefined":
      return "undefined, or a getter or setter";
    default:
      return value === null ? null : `a value of type ${typeof value}, which JSON does not have`;
  }
}

function numberFault(value: number): string | null {
  if (!Number.isFinite(value)) {
    return "a number that is not finite";
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return "an integer beyond 2^53 - 1, which loses digits";
  }
  return Object.is(value, -0) ? "negative zero" : null;
}
