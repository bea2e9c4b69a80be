// The same tools in every style that a tools module can be written in.

/** `"string?"` is optional; a list is an enum. */
export type Shape =
  | string
  | readonly string[]
  | { readonly items: Fields }
  | { readonly in: Fields };
/** A `?` behind the name: the argument is optional. */
export interface Fields {
  readonly [name: string]: Shape;
}
export type Tools = Readonly<Record<string, Fields>>;

export interface Style {
  readonly write: (tools: Tools) => string;
  /** Whether an argument's type can be `any` in it. */
  readonly knowsAny: boolean;
}

type Entry = readonly [name: string, shape: Shape, optional: boolean];

function entries(fields: Fields): readonly Entry[] {
  return Object.entries(fields).map(([name, shape]) => [
    name.replace("?", ""),
    shape,
    name.endsWith("?"),
  ]);
}

function inTypeScript(shape: Shape): string {
  if (typeof shape === "string") return shape;
  if ("items" in shape) return `{ ${membersOf(shape.items)} }[]`;
  if ("in" in shape) return `{ ${membersOf(shape.in)} }`;
  return shape.map((value) => JSON.stringify(value)).join(" | ");
}

function membersOf(fields: Fields): string {
  return entries(fields)
    .map(([name, shape, optional]) => `${name}${optional ? "?" : ""}: ${inTypeScript(shape)};`)
    .join(" ");
}

function inZod(shape: Shape): string {
  if (typeof shape === "string") return `z.${shape}()`;
  if ("items" in shape) return `z.array(${zodObject(shape.items)})`;
  if ("in" in shape) return zodObject(shape.in);
  return `z.enum(${JSON.stringify(shape)})`;
}

function zodObject(fields: Fields): string {
  const members = entries(fields).map(
    ([name, shape, optional]) => `${name}: ${inZod(shape)}${optional ? ".optional()" : ""}`,
  );
  return `z.object({ ${members.join(", ")} })`;
}

function inJson(shape: Shape): object {
  if (typeof shape === "string") return { type: shape };
  if ("items" in shape) return { type: "array", items: jsonObject(shape.items) };
  return "in" in shape ? jsonObject(shape.in) : { type: "string", enum: shape };
}

function jsonObject(fields: Fields): object {
  const all = entries(fields);
  return {
    type: "object",
    properties: Object.fromEntries(all.map(([name, shape]) => [name, inJson(shape)])),
    required: all.filter(([, , optional]) => !optional).map(([name]) => name),
    additionalProperties: false,
  };
}

/** One export for each tool. */
const each =
  (one: (name: string, fields: Fields) => string) =>
  (tools: Tools): string =>
    Object.entries(tools)
      .map(([name, fields]) => `export const ${name} = ${one(name, fields)};\n`)
      .join("");

const definitions = (tools: Tools, one: (name: string, parameters: object) => object): string =>
  JSON.stringify(
    Object.entries(tools).map(([name, fields]) => one(name, jsonObject(fields))),
    null,
    2,
  );

const zod = 'import { z } from "zod";\n';
const zod3 = 'import { z } from "zod/v3";\n';

/** An SDK's function over a zod schema. */
function sdk(imports: string, make: (name: string, schema: string) => string): Style {
  const write = each((name, fields) => make(name, zodObject(fields)));
  return { write: (tools) => `${imports}\n${zod}${write(tools)}`, knowsAny: false };
}

export const styles: Readonly<Record<string, Style>> = {
  functions: {
    write: each((_, fields) => `(args: { ${membersOf(fields)} }): string => String(args)`),
    knowsAny: true,
  },
  "zod 4": {
    write: (tools) => zod + each((_, fields) => zodObject(fields))(tools),
    knowsAny: false,
  },
  "zod 3": {
    write: (tools) => zod3 + each((_, fields) => `${zodObject(fields)}.strict()`)(tools),
    knowsAny: false,
  },
  methods: {
    write: (tools) =>
      `export class Desk {\n${Object.entries(tools)
        .map(
          ([name, fields]) =>
            `  ${name}(args: { ${membersOf(fields)} }): string {\n    return String(args);\n  }\n`,
        )
        .join("")}}\n`,
    knowsAny: true,
  },
  "functions in an object": {
    write: (tools) =>
      `export const desk = {\n${Object.entries(tools)
        .map(
          ([name, fields]) =>
            `  ${name}: (args: { ${membersOf(fields)} }): string => String(args),\n`,
        )
        .join("")}};\n`,
    knowsAny: true,
  },
  zodFunction: sdk(
    'import { zodFunction } from "openai/helpers/zod";',
    (name, schema) => `zodFunction({ name: "${name}", parameters: ${schema} })`,
  ),
  zodResponsesFunction: sdk(
    'import { zodResponsesFunction } from "openai/helpers/zod";',
    (name, schema) => `zodResponsesFunction({ name: "${name}", parameters: ${schema} })`,
  ),
  "tools of the Agents SDK": sdk(
    'import { tool } from "@openai/agents";',
    (name, schema) =>
      `tool({ name: "${name}", description: "", parameters: ${schema}, execute: async () => "" })`,
  ),
  "tools of the AI SDK": sdk(
    'import { tool } from "ai";',
    (_, schema) => `tool({ description: "", inputSchema: ${schema}, execute: async () => "" })`,
  ),
  betaZodTool: sdk(
    'import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";',
    (name, schema) =>
      `betaZodTool({ name: "${name}", description: "", inputSchema: ${schema}, run: () => "" })`,
  ),
  "chat definitions": {
    write: (tools) =>
      `export const tools = ${definitions(tools, (name, parameters) => ({
        type: "function",
        function: { name, parameters },
      }))} as const;\n`,
    knowsAny: false,
  },
  "responses definitions": {
    write: (tools) =>
      `export const tools = ${definitions(tools, (name, parameters) => ({
        type: "function",
        name,
        parameters,
        strict: false,
      }))} as const;\n`,
    knowsAny: false,
  },
  "Anthropic definitions": {
    write: (tools) =>
      `export const tools = ${definitions(tools, (name, input_schema) => ({ name, input_schema }))} as const;\n`,
    knowsAny: false,
  },
  "definitions by name": {
    write: (tools) =>
      `export const tools = ${JSON.stringify(
        Object.fromEntries(
          Object.entries(tools).map(([name, fields]) => [
            name,
            { inputSchema: jsonObject(fields) },
          ]),
        ),
      )} as const;\n`,
    knowsAny: false,
  },
  "definitions one by one": {
    write: each(
      (name, fields) => `${JSON.stringify({ name, parameters: jsonObject(fields) })} as const`,
    ),
    knowsAny: false,
  },
};
