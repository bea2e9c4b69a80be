// Generates a policy file together with calls of it, as the compiler reads them and as the reference interpreter does.

import fc from "fast-check";
import { stringify } from "yaml";
import type { ArgumentType, PolicyFile, Tools } from "../oracle/policy-file.js";
import { callArbitrary, type GeneratedCall } from "./calls.js";
import { fileArbitrary } from "./policies.js";
import { toolsArbitrary } from "./tools.js";

export interface Scenario {
  readonly file: PolicyFile;
  readonly yaml: string;
  /** What the tools module says; null where the file names none. */
  readonly tools: Tools | null;
  readonly calls: readonly GeneratedCall[];
}

/** A policy file, three times in four with a tools module, and so many calls. */
export function scenarioArbitrary(calls: number): fc.Arbitrary<Scenario> {
  return fc
    .tuple(toolsArbitrary, fc.constantFrom(true, true, true, false))
    .chain(([tools, described]) =>
      fileArbitrary(tools, described).chain(({ file, actions }) =>
        fc.record(
          {
            file: fc.constant(file),
            yaml: fc.constantFrom("block", "flow", "any").map((style) => toYaml(file, style)),
            tools: fc.constant(described ? tools : null),
            calls: fc.array(callArbitrary(tools, actions), {
              minLength: calls,
              maxLength: calls,
            }),
            [fc.toStringMethod]: fc.constant(() => "(printed below)"),
          },
          { noNullPrototype: true },
        ),
      ),
    );
}

export function toYaml(file: PolicyFile, collectionStyle: "block" | "flow" | "any"): string {
  return stringify(file, { collectionStyle, lineWidth: 0, aliasDuplicateObjects: false });
}

/** The tools module: function definitions as JSON text. */
export function toToolsJson(tools: Tools): string {
  const definitions = [...tools].map(([name, type]) => ({ name, parameters: toJsonSchema(type) }));
  return JSON.stringify(definitions, null, 2);
}

function toJsonSchema(type: ArgumentType): object {
  switch (type.type) {
    case "object": {
      const properties = Object.entries(type.properties);
      return {
        type: "object",
        properties: Object.fromEntries(
          properties.map(([name, inner]) => [name, toJsonSchema(inner)]),
        ),
        required: properties.flatMap(([name, inner]) => (inner.optional === true ? [] : [name])),
        ...(type.open === true ? {} : { additionalProperties: false }),
      };
    }
    case "array":
      return { type: "array", items: toJsonSchema(type.items) };
    default:
      return type.enum === undefined ? { type: type.type } : { type: type.type, enum: type.enum };
  }
}
