// What may be written under `log`, as JSON Schema: the arguments of every tool.

import { logPaths } from "../../policy/log-paths.js";
import type { Definitions, ObjectType } from "../../tools/argument-type.js";
import { to } from "./policy-language.js";
import type { JsonObject } from "./print-json.js";

export interface LoggedTool {
  readonly name: string;
  readonly parameters: ObjectType;
  readonly definitions: Definitions;
}

/** `tools` is null where no tools module says which there are. */
export function logSchema(tools: readonly LoggedTool[] | null): JsonObject {
  if (tools === null)
    return { type: "object", minProperties: 1, additionalProperties: anyArguments };
  return {
    type: "object",
    minProperties: 1,
    properties: Object.fromEntries(tools.map((tool) => [tool.name, argumentsOf(tool)])),
    additionalProperties: false,
  };
}

const mode = to("log-mode");

/** No step of a path is empty, or called what nothing of ours is. */
const unnameable = "(?:^|\\.)(?:__proto__|)(?:\\[\\])*(?:\\.|$)";

const anyArguments: JsonObject = {
  type: "object",
  minProperties: 1,
  propertyNames: { not: { pattern: unnameable } },
  additionalProperties: mode,
};

function argumentsOf(tool: LoggedTool): JsonObject {
  const names = logPaths(tool);
  if (names === null) return anyArguments;
  return {
    type: "object",
    minProperties: 1,
    properties: Object.fromEntries(names.map((name) => [name, mode])),
    additionalProperties: false,
  };
}
