// The functions of SDKs that make a tool, or an argument schema for one.

import type { ImportedName } from "./imported-names.js";

export interface SdkFunction {
  readonly from: readonly string[];
  readonly names: readonly string[];
}

export interface ToolFunction extends SdkFunction {
  /** Where its options have the schema. */
  readonly schema: readonly string[];
  /** How a name reaches the model. Null where a tool has the name that it stands under. */
  readonly nameOf: ((written: string) => string) | null;
  /** The `strict` flag where the options say nothing. */
  readonly strict: boolean | null;
}

const asWritten = (name: string): string => name;

export const toolFunctions: readonly ToolFunction[] = [
  {
    from: ["openai/helpers/zod"],
    names: ["zodFunction", "zodResponsesFunction"],
    schema: ["parameters"],
    nameOf: asWritten,
    strict: true,
  },
  {
    from: ["@openai/agents", "@openai/agents-core", "@openai/agents-realtime"],
    names: ["tool"],
    schema: ["parameters"],
    nameOf: (written) => written.replaceAll(/[^a-zA-Z0-9]/gu, "_"),
    strict: true,
  },
  {
    from: ["@anthropic-ai/sdk/helpers/beta/zod", "@anthropic-ai/sdk/helpers/beta/json-schema"],
    names: ["betaZodTool", "betaTool"],
    schema: ["inputSchema"],
    nameOf: asWritten,
    strict: null,
  },
  {
    from: ["ai", "@ai-sdk/provider-utils"],
    names: ["tool"],
    // Up to version 4 it was `parameters`.
    schema: ["inputSchema", "parameters"],
    nameOf: null,
    strict: null,
  },
];

export interface SchemaFunction extends SdkFunction {
  /** Whether the type of what it gives is that of the schema. */
  readonly isTyped: boolean;
}

/** Their first argument is the schema; the second one says nothing about it. */
export const schemaFunctions: readonly SchemaFunction[] = [
  { from: ["ai", "@ai-sdk/provider-utils"], names: ["zodSchema"], isTyped: true },
  { from: ["ai", "@ai-sdk/provider-utils"], names: ["jsonSchema"], isTyped: false },
  { from: ["zod-to-json-schema"], names: ["zodToJsonSchema"], isTyped: false },
  { from: ["zod", "zod/v4"], names: ["toJSONSchema"], isTyped: false },
];

export function findFunction<Found extends SdkFunction>(
  functions: readonly Found[],
  imported: readonly ImportedName[],
): Found | undefined {
  return functions.find(({ from, names }) =>
    imported.some((found) => from.includes(found.from) && names.includes(found.name)),
  );
}
