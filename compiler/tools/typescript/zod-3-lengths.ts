// Lengths of strings in zod 3: it counts UTF-16 units where zod 4 and JSON Schema count code points.

import type { ArgumentType } from "../argument-type.js";

export function atLeastUnits(type: ArgumentType, units: number): ArgumentType {
  return withPattern(type, `^[\\s\\S]{${units}}`);
}

/** So many units are at most so many code points, which the type says besides. */
export function atMostUnits(type: ArgumentType, units: number): ArgumentType {
  return withPattern(type, `^(?![\\s\\S]{${units + 1}})`);
}

function withPattern(type: ArgumentType, source: string): ArgumentType {
  if (type.kind !== "string") return type;
  return { ...type, patterns: [...(type.patterns ?? []), { source, flags: "" }] };
}
