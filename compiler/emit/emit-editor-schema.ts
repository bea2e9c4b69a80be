// safeclaw.schema.json: what this project's policy file may hold, for editors.

import { groupBy } from "../analysis/group-by.js";
import { type ConstraintKey, constraintKeys } from "../policy/constraint-keys.js";
import { shortForms } from "../policy/interpret.js";
import type { Definitions, ObjectType } from "../tools/argument-type.js";
import { builtinTools } from "../tools/builtin-tools.js";
import { ArgumentSchemas } from "./editor-schema/argument-schemas.js";
import { logSchema } from "./editor-schema/log-schema.js";
import {
  actionSchema,
  policyDefinitions,
  policyFile,
  requirements,
  to,
  when,
} from "./editor-schema/policy-language.js";
import { type JsonObject, printJson } from "./editor-schema/print-json.js";
import { type EmittedFile, heading } from "./module.js";

/** What an editor has to know of a tool. */
export interface DescribedTool {
  readonly name: string;
  readonly description: string | null;
  readonly parameters: ObjectType;
  readonly definitions: Definitions;
}

/** Within the output folder. */
export const editorSchemaPath = "safeclaw.schema.json";

/** `tools` is null where no tools module says which there are. */
export function emitEditorSchema(
  tools: readonly DescribedTool[] | null,
  source: string,
): EmittedFile {
  const schemas = new ArgumentSchemas();
  const known = tools?.toSorted((a, b) => (a.name < b.name ? -1 : 1)) ?? null;
  const rules = known?.map((tool) =>
    when("tool", { const: tool.name }, constraintsOf(tool.parameters, schemas)),
  );
  const ofBuiltins = [
    when("tool", { enum: [...builtinTools] }, false),
    when("tool", { enum: [...builtinTools] }, false, "when"),
  ];
  const anyRule = { properties: { constraints: anyConstraints(schemas) } };
  const action = actionSchema(toolNames(known), [...ofBuiltins, ...(rules ?? [anyRule])]);
  const schema = {
    $comment: heading(source),
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "SafeClaw policy, version 1",
    description: "For editors: completion, and mistakes as you write. The compiler checks more.",
    ...policyFile,
    definitions: { ...policyDefinitions, log: logSchema(known), action, ...schemas.definitions },
  };
  return { path: editorSchemaPath, text: printJson(schema) };
}

function toolNames(tools: readonly DescribedTool[] | null): JsonObject {
  const builtins = [...builtinTools].map((name) => ({ name, description: builtinDescription }));
  if (tools === null) return { anyOf: [enumOf(builtins), to("name")] };
  return enumOf([...tools, ...builtins]);
}

const builtinDescription = "A built-in tool: the provider runs it, and its name alone decides.";

function enumOf(tools: readonly Pick<DescribedTool, "name" | "description">[]): JsonObject {
  return {
    enum: tools.map(({ name }) => name),
    enumDescriptions: tools.map(({ description }) => description ?? ""),
  };
}

function constraintsOf(parameters: ObjectType, schemas: ArgumentSchemas): JsonObject {
  const all = constraintKeys(parameters);
  const keys = all.filter(({ key }) => key !== "require");
  const usual = keys.filter((key) => key.usual);
  const unusual = keys.filter((key) => !key.usual);
  const properties = usual.map((key) => [
    key.key,
    { ...descriptionOf(key, parameters), ...schemas.at(key) },
  ]);
  const patterns = patternsOf(unusual, schemas);
  return {
    properties: { ...Object.fromEntries(properties), require: requireOf(all, schemas) },
    ...(Object.keys(patterns).length === 0 ? {} : { patternProperties: patterns }),
    additionalProperties: false,
  };
}

/** An argument of that name is constrained in the long form. */
function requireOf(keys: readonly ConstraintKey[], schemas: ArgumentSchemas): JsonObject {
  const own = keys.find(({ key, long }) => key === "require" && long !== null);
  if (own === undefined) return requirements;
  return { anyOf: [requirements, { allOf: [{ type: "object" }, schemas.at(own)] }] };
}

function descriptionOf({ key, long }: ConstraintKey, parameters: ObjectType): JsonObject {
  const description = long === null ? undefined : parameters.properties.get(key)?.description;
  return description ? { description } : {};
}

/** As patterns, for an editor proposes properties only. */
function patternsOf(keys: readonly ConstraintKey[], schemas: ArgumentSchemas): JsonObject {
  const bySchema = groupBy(keys, (key) => schemas.at(key));
  const patterns = [...bySchema].map(([schema, alike]) => [
    `^(?:${alike.map(({ key }) => escaped(key)).join("|")})$`,
    schema,
  ]);
  return Object.fromEntries(patterns);
}

/** Of any argument, since none is known: the first short form that fits says what may stand there. */
function anyConstraints(schemas: ArgumentSchemas): JsonObject {
  const forms = shortForms.map((short) => escaped(short.form).replace("\\*", ".+"));
  const patterns = shortForms.map((short, index) => {
    const before = forms.slice(0, index).map((form) => `(?!${form}$)`);
    return [`^${before.join("")}${forms[index]}$`, schemas.atUnknown(short)];
  });
  return {
    propertyNames: { not: { pattern: "^$|(?:^|\\.)__proto__(?:\\.|$)" } },
    properties: { require: anyRequire(schemas) },
    patternProperties: Object.fromEntries(patterns),
    additionalProperties: schemas.atUnknown(),
  };
}

function anyRequire(schemas: ArgumentSchemas): JsonObject {
  return { anyOf: [requirements, { allOf: [{ type: "object" }, schemas.atUnknown()] }] };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
