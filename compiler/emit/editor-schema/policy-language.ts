// What a policy file may hold whatever the tools are, as JSON Schema. A test holds it against the grammar of `bind`.

import { defaultDeadline, longestDeadline } from "../../policy/bind-facts.js";
import { invisible } from "../../policy/check-names.js";
import {
  dialects,
  effects,
  type LogMode,
  logModes,
  type Mode,
  modes,
} from "../../policy/policy.js";
import { hostileInNames } from "../../source/fault-of-name.js";
import type { Json, JsonObject } from "./print-json.js";

export const to = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });

const oneOrMany = (name: string): JsonObject => ({
  anyOf: [to(name), { type: "array", minItems: 1, uniqueItems: true, items: to(name) }],
});

const whatEffectsMean: Readonly<Record<(typeof effects)[number], string>> = {
  allow: "The call may run, within the constraints.",
  deny: "The call may not run, whatever else allows it.",
  require_approval: "The call may run once a person has approved of it, within the constraints.",
};

const whatModesAre: Readonly<Record<Mode, string>> = {
  enforce: "The policy decides.",
  shadow: "The policy decides nothing: what it would say is recorded beside each decision.",
};

const whatModesMean: Readonly<Record<LogMode, string>> = {
  full: "All of it, even where it looks like a secret.",
  hash: "A stand-in that is the same for equal values, made with a key that stays on the machine.",
  mask: "That there was a value, and nothing of it.",
  drop: "Nothing.",
};

/** The keys of the file. */
export const policyFile: JsonObject = {
  type: "object",
  required: ["policies"],
  additionalProperties: false,
  // A file of `policies:` alone is read as version 1.
  if: { minProperties: 2 },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ["version"] },
  properties: {
    version: { const: 1, description: "The version of the policy language." },
    default: {
      const: "deny",
      description: "What no policy allows is denied. There is no other default.",
    },
    tools: {
      description:
        "Your tool definitions: a TypeScript module or a JSON file, or a list of them, relative to this file.",
      ...oneOrMany("source"),
    },
    dialect: {
      description:
        "`lenient` takes words such as `dict` and `float` in tool definitions for what they mean.",
      ...to("dialect"),
    },
    include: {
      description:
        "Other policy files whose policies count as well, relative to this one. This file can only narrow them.",
      ...oneOrMany("text"),
    },
    agents: {
      description: "Names of your own for assistants, each with the ids that it stands for.",
      type: "object",
      minProperties: 1,
      propertyNames: to("id"),
      additionalProperties: oneOrMany("id"),
    },
    facts: {
      description:
        "Typed look-ups that conditions may use: a TypeScript module, relative to this file.",
      ...to("facts"),
    },
    out: {
      description: "Where the guards are written. Default: `generated` beside this file.",
      ...to("text"),
    },
    exhaustive: { type: "boolean", description: "A tool that no policy mentions is an error." },
    strict_arguments: {
      type: "boolean",
      description: "Arguments that a tool's definition does not name are refused.",
    },
    log: {
      description: "What the audit keeps of arguments, tool by tool.",
      ...to("log"),
    },
    policies: { type: "array", items: to("policy") },
  },
};

/** Neither at its beginning nor at its end. */
const withoutBlanks = "^\\S(?:.*\\S)?$";

/** What `policyFile` refers to, but for actions: those hang on the tools. */
export const policyDefinitions: JsonObject = {
  text: { type: "string", pattern: "\\S" },
  name: { type: "string", pattern: withoutBlanks, not: { pattern: hostileInNames.source } },
  id: { type: "string", pattern: withoutBlanks, not: { pattern: invisible.source } },
  dialect: { enum: dialects },
  condition: { type: "string", pattern: "\\S" },
  requirement: {
    type: "object",
    required: ["that"],
    additionalProperties: false,
    properties: {
      that: { description: "What must be true, in CEL.", ...to("condition") },
      otherwise: { description: "What the model is told where it is not.", ...to("text") },
    },
  },
  "log-mode": {
    enum: logModes,
    enumDescriptions: logModes.map((mode) => whatModesMean[mode]),
  },
  source: {
    anyOf: [
      to("text"),
      {
        type: "object",
        required: ["module"],
        additionalProperties: false,
        properties: {
          module: { description: "The file, relative to this one.", ...to("text") },
          evaluate: {
            type: "boolean",
            description:
              "Run the module to find out which tools it has, instead of reading its source.",
          },
          dialect: to("dialect"),
        },
      },
    ],
  },
  facts: {
    anyOf: [
      to("text"),
      {
        type: "object",
        required: ["module"],
        additionalProperties: false,
        properties: {
          module: { description: "The file, relative to this one.", ...to("text") },
          deadline_ms: {
            type: "integer",
            minimum: 1,
            maximum: longestDeadline,
            description: `How long all facts of one decision may take together. Default: ${defaultDeadline}.`,
          },
          per_run: {
            description: "Facts that are asked for once in a run.",
            ...oneOrMany("text"),
          },
          log: {
            description: "Facts whose values the audit keeps; of the others it keeps a digest.",
            type: "object",
            minProperties: 1,
            additionalProperties: { enum: ["full"] },
          },
        },
      },
    ],
  },
  policy: {
    type: "object",
    required: ["name"],
    anyOf: [{ required: ["actions"] }, { required: ["extends"] }],
    dependencies: { widen: ["reason"], reason: ["widen"] },
    additionalProperties: false,
    properties: {
      name: {
        description:
          "Unique. Stands in decisions and audit records, and becomes a file and a constant.",
        ...to("name"),
      },
      description: to("text"),
      assistant_id: {
        description: "Whose policy this is: one id or a list. Without it the policy is everyone's.",
        ...oneOrMany("id"),
      },
      mode: { enum: modes, enumDescriptions: modes.map((mode) => whatModesAre[mode]) },
      extends: {
        description:
          "Policies whose actions this one takes over, but for the tools that it speaks of itself.",
        ...oneOrMany("name"),
      },
      widen: {
        const: true,
        description: "It may allow what included files do not. Needs a reason.",
      },
      reason: { description: "Why it may allow what included files do not.", ...to("text") },
      actions: { type: "array", minItems: 1, items: to("action") },
    },
  },
};

/** An action on one of these tools, with rules on what its constraints may be. */
export function actionSchema(tool: JsonObject, rules: readonly JsonObject[]): JsonObject {
  return {
    type: "object",
    required: ["tool", "effect"],
    additionalProperties: false,
    properties: {
      tool: { description: "The tool that a model would call.", ...tool },
      effect: { enum: effects, enumDescriptions: effects.map((effect) => whatEffectsMean[effect]) },
      reason: {
        description: "Shown to the model on a denial, to the approver on an approval.",
        ...to("text"),
      },
      when: {
        description: "Whether the action applies to a call at all, in CEL: args.amount > 100.0",
        ...to("condition"),
      },
      constraints: {
        description:
          "What the arguments of a call must be, by short form (max_amount: 100) or by argument (amount: { max: 100 }).",
        type: "object",
        minProperties: 1,
      },
    },
    allOf: [when("effect", { const: "deny" }, false), ...rules],
  };
}

/** What may stand under `require`, a key of its own among the constraints. */
export const requirements: JsonObject = {
  description: "What must be true of a call, in CEL: one condition or a list.",
  anyOf: [to("requirement"), { type: "array", minItems: 1, items: to("requirement") }],
};

/** Where an action's key has this value, its constraints, or what else is said, are these. */
export function when(
  key: "tool" | "effect",
  value: JsonObject,
  schema: Json,
  of: "constraints" | "when" = "constraints",
): JsonObject {
  return {
    if: { required: [key], properties: { [key]: value } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { [of]: schema } },
  };
}
