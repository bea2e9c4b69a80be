// A tool's arguments on one line, as a TypeScript programmer would write them: `order_id: string, note?: string`.

import { harmless } from "../../diagnostics/harmless.js";
import type { ArgumentType, ObjectType } from "../../tools/argument-type.js";

/** Beyond this a line says how many more there are. */
const widest = 160;

export function describeArguments({ properties, additional }: ObjectType): string {
  const named = [...properties].map(
    ([name, { type, required }]) => `${nameOf(name)}${required ? "" : "?"}: ${describe(type)}`,
  );
  const all = additional === null ? named : [...named, "…"];
  if (all.length === 0) return "no arguments";
  const shown = all.filter((_, index) => all.slice(0, index + 1).join(", ").length <= widest);
  const left = all.length - shown.length;
  if (left === 0) return all.join(", ");
  return shown.length === 0 ? `${left} arguments` : `${shown.join(", ")}, and ${left} more`;
}

function describe(type: ArgumentType): string {
  switch (type.kind) {
    case "number":
      return type.integer ? "integer" : "number";
    case "literal":
      return type.values.map(quoted).join(" | ");
    case "array":
      return `${describeItems(type.items)}[]`;
    case "object":
      return type.properties.size === 0 ? "object" : `{ ${describeArguments(type)} }`;
    case "union":
      return type.members.map(describe).join(" | ");
    default:
      return type.kind;
  }
}

function describeItems(items: ArgumentType): string {
  return items.kind === "union" || items.kind === "literal"
    ? `(${describe(items)})`
    : describe(items);
}

function nameOf(name: string): string {
  return /^[\w$-]+$/u.test(name) ? name : quoted(name);
}

// SECURITY: such text stands in comments of the policy; a line break in it would end the comment, a direction mark disguise it.
/** A value as a literal of JSON and of YAML, nothing invisible in it. */
export function quoted(value: string | number | boolean | null): string {
  return harmless(JSON.stringify(value));
}
