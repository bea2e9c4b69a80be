// definitions.ts: the tool definitions to pass to the model, an entry of its own, loaded only by who asks for it.

import { groupBy } from "../analysis/group-by.js";
import {
  array,
  type Code,
  call,
  code,
  comment,
  imported,
  importedType,
  lines,
  object,
} from "../code/code.js";
import { data } from "../code/data.js";
import { runtimePolicy } from "../code/runtime-modules.js";
import type { ActionIr, GuardIr, ToolIr } from "../ir/guard-ir.js";
import type { ObjectType } from "../tools/argument-type.js";
import { jsonSchema, propertySchema } from "./arguments/json-schema.js";
import { type EmittedFile, emitModule } from "./module.js";
import { narrowTool, type ToolView } from "./narrow-tool.js";

/** A tool that is called here, so that the model needs its arguments. */
type FunctionIr = ToolIr & { readonly accepted: ObjectType };

export function emitDefinitions({ scoped, tools, policies }: GuardIr, source: string): EmittedFile {
  const type = code`${importedType(runtimePolicy, "ToolDefinitions")}<${scoped}>`;
  const define = imported(runtimePolicy, "defineToolDefinitions");
  const actions = policies
    .filter(({ mode }) => mode === "enforce")
    .flatMap((policy) => policy.actions);
  const made = call(define, [imported("./index.js", "policies"), emitTools(tools, actions)]);
  const body = [
    code`const definitions: ${type} = ${made};`,
    lines([
      comment(
        "/**",
        "The tools to pass to the model: what the assistant's policy could let through, narrowed to its limits.",
      ),
      code`export const toolsFor: ${type}["toolsFor"] = definitions.toolsFor;`,
    ]),
    lines([
      comment(
        "/**",
        "Throws where these tools would enable something that the assistant's policy does not allow.",
      ),
      code`export const assertTools: ${type}["assertTools"] = definitions.assertTools;`,
    ]),
  ];
  return emitModule("definitions.ts", source, body, "data");
}

function emitTools(tools: readonly ToolIr[], actions: readonly ActionIr[]): Code {
  const functions = tools.filter((tool): tool is FunctionIr => tool.accepted !== null);
  const builtin = tools.filter(({ accepted }) => accepted === null).map(({ name }) => name);
  const limited = actions.filter(({ constraints }) => constraints.length > 0);
  const byTool = groupBy(limited, ({ tool }) => tool);
  const defineTool = imported(runtimePolicy, "defineTool");
  return object(
    [
      ["functions", array(functions.map((tool) => call(defineTool, [data(definitionOf(tool))])))],
      ["builtin", data(builtin)],
      [
        "narrowed",
        array(functions.flatMap((tool) => narrowings(tool, byTool.get(tool.name) ?? []))),
      ],
    ],
    { expand: true },
  );
}

function definitionOf(tool: FunctionIr): object {
  const { description, parameters, definitions } = viewOf(tool);
  return {
    name: tool.name,
    ...given("description", description),
    parameters: jsonSchema(parameters, definitions),
    ...given("strict", tool.strict),
  };
}

function viewOf({ description, accepted, definitions }: FunctionIr): ToolView {
  const named = new Map(definitions.map((each) => [each.name, each.accepted]));
  return { description, parameters: accepted, definitions: named };
}

/** What the rules about a tool change in its definition; those that change the same stand together. */
function narrowings(tool: FunctionIr, actions: readonly ActionIr[]): readonly Code[] {
  const view = viewOf(tool);
  const changes = actions.map(({ rule, constraints }) => ({
    rule,
    changed: changesIn(view, narrowTool(view, tool, constraints)),
  }));
  return [...groupBy(changes, ({ changed }) => JSON.stringify(changed))]
    .filter(([text]) => text !== "{}")
    .map(([, alike]) => {
      const narrowing = data({ rules: alike.map(({ rule }) => rule), ...alike[0]?.changed });
      return call(imported(runtimePolicy, "defineNarrowing"), [narrowing]);
    });
}

/** The parts of a definition that are not as they were. */
function changesIn(before: ToolView, after: ToolView): object {
  const properties = [...after.parameters.properties].flatMap(([name, property]) => {
    const was = before.parameters.properties.get(name);
    const now = propertySchema(property);
    return was !== undefined && isSame(propertySchema(was), now) ? [] : [[name, now] as const];
  });
  const required = requiredIn(after);
  return {
    ...given("description", after.description === before.description ? null : after.description),
    ...given("properties", properties.length === 0 ? null : Object.fromEntries(properties)),
    ...given("required", isSame(requiredIn(before), required) ? null : required),
  };
}

function requiredIn({ parameters }: ToolView): readonly string[] {
  return [...parameters.properties].flatMap(([name, { required }]) => (required ? [name] : []));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function given(key: string, value: unknown): object {
  return value === null ? {} : { [key]: value };
}
