// Plain data as code.

import { array, type Code, type Literal, literal, numbers, object } from "./code.js";

/** Plain data, as JSON has it. */
export function data(value: unknown): Code {
  if (Array.isArray(value)) {
    const allNumbers = value.filter((item) => typeof item === "number");
    return allNumbers.length === value.length ? numbers(allNumbers) : array(value.map(data));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([text, item]) => [text, data(item)] as const);
    return object(entries);
  }
  // INVARIANT: what is left of JSON are its scalars; `literal` throws on anything else.
  return literal(value as Literal);
}
