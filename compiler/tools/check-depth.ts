// How deep a tool's arguments may be nested: no deeper than every supported TypeScript can compare their types.

import type { Report } from "../diagnostics/report.js";
import type { ArgumentType, Property } from "./argument-type.js";
import type { ToolSignature } from "./tool-signature.js";

const deepestLevel = 24;

export function checkDepth(tools: readonly ToolSignature[], report: Report): void {
  for (const { name, parameters, definitions, origin } of tools) {
    const types = [parameters, ...definitions.values()];
    if (types.every((type) => levels(type) <= deepestLevel)) continue;
    const { file, range } = origin;
    const deep = [...parameters.properties].find(
      ([, property]) => levelsOfProperty(property) >= deepestLevel,
    );
    const what = deep === undefined ? "an argument" : `the argument \`${deep[0]}\``;
    const message = `${what} of \`${name}\` has more than ${deepestLevel} levels`;
    const help =
      "objects, lists, unions and absence are a level each; leave open what lies so deep: `{}` in JSON Schema, `unknown` in TypeScript";
    report.add({ code: "SC7015", message, file, range, help });
  }
}

/** Objects, lists, unions, and that a property may be absent: in the generated code each is a type around another. */
function levels(type: ArgumentType): number {
  if (type.kind === "union") return 1 + deepest(type.members.map(levels));
  if (type.kind === "array") return 1 + deepest([...(type.prefix ?? []), type.items].map(levels));
  if (type.kind !== "object") return 0;
  const named = [...type.properties.values()].map(levelsOfProperty);
  const others = type.additional === null ? 0 : levels(type.additional);
  const matching = (type.patterns ?? []).map((pattern) => levels(pattern.type));
  return 1 + deepest([...named, ...matching, others]);
}

function levelsOfProperty({ type, required }: Property): number {
  return levels(type) + (required ? 0 : 1);
}

function deepest(levels: readonly number[]): number {
  return levels.reduce((most, level) => Math.max(most, level), 0);
}
