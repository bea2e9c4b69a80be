// Modules that are run and asked for their tools: every form in which they give them, and what is no tool.

import { describe, expect, it } from "vitest";
import { jsonSchema } from "../../compiler/emit/arguments/json-schema.js";
import { project, type Read, readIn } from "./support/read.js";
import { linkSdks } from "./support/sdks.js";

async function evaluate(source: string): Promise<Read> {
  return await readIn(project({ "tools.ts": source }), ["tools.ts"], { evaluate: true });
}

const schema =
  '{ type: "object", properties: { id: { type: "string" } }, required: ["id"], additionalProperties: false }';
const zod = 'import { z } from "zod";\n';
const get = (words: string) => `({ name: "get", description: "Gets.", ${words} })`;

/** Each exports the tool `get` with the one argument `id`. */
const forms: readonly string[] = [
  `export const tools = ["get"].map((name) => ({ type: "function", function: { name, description: "Gets.", parameters: ${schema} } }));`,
  `export const tools = ["get"].map((name) => ({ type: "function", name, description: "Gets.", parameters: ${schema}, strict: null }));`,
  `export default [${get(`inputSchema: ${schema}`)}];`,
  `export const tools = { tools: [${get(`input_schema: ${schema}`)}] };`,
  `export const anything = ${get(`parameters: ${schema}`)};`,
  `export const tools = Object.fromEntries(["get"].map((name) => [name, { description: "Gets.", parameters: ${schema} }]));`,
  `export const get = { description: "Gets.", parameters: ${schema} };`,
  `${zod}export const get = z.object({ id: z.string() }).describe("Gets.");`,
  `${zod}export const tools: Record<string, z.ZodObject> = {};
for (const name of ["get"]) tools[name] = z.object({ id: z.string() }).describe("Gets.");`,
  `${zod}export const tools = { get: { description: "Gets.", inputSchema: z.object({ id: z.string() }), execute() {} } };`,
  `export const tools = await Promise.resolve([${get(`parameters: ${schema}`)}]);`,
  // What the SDKs' helpers give.
  `export const anything = ${get(`type: "function", parameters: ${schema}, strict: true, invoke: async () => "", needsApproval: async () => false`)};`,
  `export const anything = ${get(`type: "custom", input_schema: ${schema}, run: () => "", parse: (args: unknown) => args`)};`,
  `export const tools = { get: { description: "Gets.", inputSchema: { [Symbol.for("vercel.ai.schema")]: true, jsonSchema: ${schema}, validate: undefined } } };`,
];

function expectGet({ tools, text }: Read): void {
  expect(text).toBe("\n");
  const [{ name, description, parameters, definitions, origin } = {}] = tools ?? [];
  expect({ name, description, count: tools?.length, link: origin?.link }).toEqual({
    name: "get",
    description: "Gets.",
    count: 1,
    link: null,
  });
  expect(parameters && jsonSchema(parameters, definitions)).toMatchObject({
    properties: { id: { type: "string" } },
    required: ["id"],
    additionalProperties: false,
  });
}

describe("a tool in any form", () => {
  it.each(forms)("%s", async (source) => {
    expectGet(await evaluate(source));
  });
});

/** Each exports the tool `get` with the one argument `id`, in an SDK's own words. */
const sdks: readonly string[] = [
  `import { zodFunction } from "openai/helpers/zod";
export const tools = ["get"].map((name) => zodFunction({ name, description: "Gets.", parameters: z.object({ id: z.string() }), function: () => 1 }));`,
  `import { zodResponsesFunction } from "openai/helpers/zod";
export const tools = ["get"].map((name) => zodResponsesFunction({ name, description: "Gets.", parameters: z.object({ id: z.string() }) }));`,
  `import { tool } from "@openai/agents-core";
export const tools = ["get"].map((name) => tool({ name, description: "Gets.", parameters: z.object({ id: z.string() }), execute: () => 1 }));`,
  `import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
export const tools = ["get"].map((name) => betaZodTool({ name, description: "Gets.", inputSchema: z.object({ id: z.string() }), run: () => "" }));`,
  `import { tool } from "ai";
export const tools = Object.fromEntries(["get"].map((name) => [name, tool({ description: "Gets.", inputSchema: z.object({ id: z.string() }), execute: () => 1 })]));`,
  `import { jsonSchema, tool } from "ai";
export const tools = Object.fromEntries(["get"].map((name) => [name, tool({ description: "Gets.", inputSchema: jsonSchema(${schema}) })]));`,
  `import { McpServer } from "@modelcontextprotocol/server";
export const server = new McpServer({ name: "crm", version: "1.0.0" });
for (const name of ["get"]) server.registerTool(name, { description: "Gets.", inputSchema: z.object({ id: z.string() }) }, async () => ({ content: [] }));`,
];

describe("what an SDK makes of a tool", () => {
  it.each(sdks)("%s", async (source) => {
    const folder = project({ "tools.ts": `${zod}${source}` });
    linkSdks(folder);
    const read = await readIn(folder, ["tools.ts"], { evaluate: true });
    expectGet(read);
  });
});
