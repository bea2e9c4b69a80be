// Tools as an application makes them with SDKs, for tests that read them and for those that ask tsc.

export const preamble = `
  import * as agents from "@openai/agents";
  import { betaTool } from "@anthropic-ai/sdk/helpers/beta/json-schema";
  import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
  import { jsonSchema, tool, type ToolSet } from "ai";
  import * as helpers from "openai/helpers/zod";
  import { zodFunction, zodFunction as renamed } from "openai/helpers/zod.js";
  import { z } from "zod";
  import { passedOn } from "./sdk.js";

  const schema = z.object({ order_id: z.string(), amount: z.number().max(500).optional() });
  const json = {
    type: "object",
    properties: { order_id: { type: "string" }, amount: { type: "number", maximum: 500 } },
    required: ["order_id"],
    additionalProperties: false,
  } as const;
  const description = "Refunds.";
`;
export const passedOn = 'export { zodFunction as passedOn } from "openai/helpers/zod";';

/** An export, the `#` in it being another number in each, and how tsc reaches its tool `refund_#`. */
export const forms: readonly (readonly [source: string, link: string | null])[] = [
  [
    'export const x# = zodFunction({ name: "refund_#", description, parameters: schema });',
    "value x#",
  ],
  [
    'export const x# = zodFunction({ name: "refund_#", description, parameters: schema, function: (args) => args.amount });',
    "value x#",
  ],
  [
    'export const x# = { refund_#: zodFunction({ name: "refund_#", description, parameters: schema }) };',
    "map x#",
  ],
  ['export const x# = [zodFunction({ name: "refund_#", description, parameters: schema })];', null],
  ['export const x# = renamed({ name: "refund_#", description, parameters: schema });', "value x#"],
  [
    'export const x# = helpers.zodFunction({ name: "refund_#", description, parameters: schema });',
    "value x#",
  ],
  [
    'export const x# = passedOn({ name: "refund_#", description, parameters: schema });',
    "value x#",
  ],
  [
    'export const x# = helpers.zodResponsesFunction({ name: "refund_#", description, parameters: schema });',
    "value x#",
  ],
  [
    'export const x# = agents.tool({ name: "refund_#", description, parameters: schema, execute: async ({ order_id }) => order_id, needsApproval: async () => true });',
    "value x#",
  ],
  // The SDK itself makes this of the name.
  [
    'export const x# = agents.tool({ name: "refund-#", description, parameters: schema, execute: async () => "" });',
    "value x#",
  ],
  [
    'export const x# = [agents.tool({ name: "refund_#", description, parameters: schema, execute: async () => "" })] as const;',
    null,
  ],
  [
    'export const x# = agents.tool({ name: "refund_#", description, parameters: { ...json, required: ["order_id"] }, strict: true, execute: async () => "" });',
    null,
  ],
  [
    "export const refund_# = tool({ description, inputSchema: schema, execute: async ({ order_id }) => order_id });",
    "value refund_#",
  ],
  ["export const x# = { refund_#: tool({ description, inputSchema: schema }) };", "map x#"],
  [
    "export const x# = { refund_#: tool({ description, inputSchema: schema }) } satisfies ToolSet;",
    "map x#",
  ],
  ["export const x#: ToolSet = { refund_#: tool({ description, inputSchema: schema }) };", null],
  [
    "const refund# = tool({ description, inputSchema: schema });\nexport const x# = { refund_#: refund# };",
    "map x#",
  ],
  [
    "export const refund_# = tool({ description, inputSchema: jsonSchema<{ order_id: string; amount?: number }>({ ...json, required: ['order_id'] }) });",
    null,
  ],
  [
    'export const x# = betaZodTool({ name: "refund_#", description, inputSchema: schema, run: ({ order_id }) => order_id });',
    "value x#",
  ],
  [
    'export const x# = betaTool({ name: "refund_#", description, inputSchema: json, run: ({ order_id }) => order_id });',
    null,
  ],
  // Schemas of zod in definitions that are written out.
  [
    'export const x# = [{ type: "function", name: "refund_#", description, parameters: z.toJSONSchema(schema) }];',
    null,
  ],
  ["export const x# = { refund_#: { description, inputSchema: schema } };", null],
];

/** All of them in one module: reading the SDKs' types takes seconds. */
export const together = (sources: readonly string[]): string =>
  sources.map((source, index) => source.replaceAll("#", String(index))).join("\n");
