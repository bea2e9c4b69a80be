// Tools as the SDKs make them, read against the SDKs' own types.

import { describe, expect, it } from "vitest";
import { describeSignature } from "../../compiler/tools/describe-signature.js";
import type { ToolSignature } from "../../compiler/tools/tool-signature.js";
import { readIn } from "./support/read.js";
import { forms, passedOn, preamble, together } from "./support/sdk-sources.js";
import { projectWithSdks } from "./support/sdks.js";

const words = ({ name, description, ...tool }: ToolSignature): string =>
  `${name}: ${description} ${[...describeSignature({ name, description, ...tool }).values()].join(", ")}`;

describe("the tools of SDKs", () => {
  it("are read in all their forms", async () => {
    const source = preamble + together(forms.map(([form]) => form));
    const folder = projectWithSdks({ "sdk.ts": passedOn, "tools.ts": source });
    const { tools = [], text } = await readIn(folder, ["tools.ts"]);
    expect(text).toBe("\n");
    const found = tools.map((tool) => {
      const { form, name } = tool.origin.link ?? {};
      return [words(tool), form ? `${form} ${name}` : null];
    });
    const expected = forms.map(([, link], index) => [
      `refund_${index}: Refunds. \`order_id: string\`, \`amount?: number (maximum 500)\``,
      link?.replace("#", String(index)) ?? null,
    ]);
    expect(found).toEqual(expected);
  });

  it("are strict where their SDK makes them so", async () => {
    const source = `${preamble}
      const common = { description };
      const open = { type: "object", properties: {}, required: [], additionalProperties: true } as const;
      export const a = zodFunction({ name: "a", parameters: schema });
      export const b = agents.tool({ name: "b", ...common, parameters: schema, execute: () => "" });
      export const c = agents.tool({ name: "c", ...common, parameters: { ...open, required: [] }, strict: false, execute: () => "" });
      export const d = tool({ ...common, inputSchema: schema });
      export const e = betaZodTool({ name: "e", ...common, inputSchema: schema, strict: true, run: () => "" });
    `;
    const folder = projectWithSdks({ "sdk.ts": passedOn, "tools.ts": source });
    const { tools, text } = await readIn(folder, ["tools.ts"]);
    expect(text).toBe("\n");
    expect(tools?.map(({ name, strict }) => [name, strict])).toEqual([
      ["a", true],
      ["b", true],
      ["c", false],
      ["d", null],
      ["e", true],
    ]);
  });
});

/** How tools are registered with a server of each version, and what is read. */
const registrations: readonly (readonly [call: string, tool: string])[] = [
  [
    'server.registerTool("ping_#", { description: "Pings.", inputSchema: { host: z.string() } }, run);',
    "Pings. `host: string`",
  ],
  [
    'server.registerTool("ping_#", { description: "Pings.", inputSchema: z.object({ host: z.string() }) }, run);',
    "Pings. `host: string`",
  ],
  ['server.registerTool("ping_#", { title: "Ping" }, run);', "null "],
  ['server.registerTool("ping_#", { inputSchema: {} }, run);', "null "],
  [
    'const shape# = { host: z.string() };\nserver.registerTool("ping_#", { inputSchema: shape#, annotations: { readOnlyHint: true } }, run);',
    "null `host: string`",
  ],
  [
    'export function register#(server: McpServer) { server.registerTool("ping_#", {}, run); }',
    "null ",
  ],
  [
    'class Setup# { readonly server = server; run() { this.server.registerTool("ping_#", {}, run); } }\nvoid Setup#;',
    "null ",
  ],
];
const earlier: typeof registrations = [
  ['server.tool("ping_#", run);', "null "],
  ['server.tool("ping_#", "Pings.", run);', "Pings. "],
  ['server.tool("ping_#", { host: z.string() }, run);', "null `host: string`"],
  [
    'server.tool("ping_#", "Pings.", { host: z.string().optional() }, { readOnlyHint: true }, run);',
    "Pings. `host?: string`",
  ],
  ['server.tool("ping_#", "Pings.", { readOnlyHint: true }, run);', "Pings. "],
  ['server.tool("ping_#", "Pings.", {}, run);', "Pings. "],
];

describe("the tools of a server", () => {
  it.each([
    ["@modelcontextprotocol/server", registrations],
    ["@modelcontextprotocol/sdk/server/mcp.js", [...registrations, ...earlier]],
  ])("are read where they are registered with %s", async (from, cases) => {
    const source = `
      import { McpServer } from "${from}";
      import { z } from "zod";
      const run = async () => ({ content: [] });
      export const server = new McpServer({ name: "orders", version: "1.0.0" });
      ${together(cases.map(([call]) => call))}`;
    const { tools = [], text } = await readIn(projectWithSdks({ "tools.ts": source }), [
      "tools.ts",
    ]);
    expect(text).toBe("\n");
    expect(tools.map(words)).toEqual(cases.map(([, tool], index) => `ping_${index}: ${tool}`));
    for (const { name, origin } of tools) {
      expect(origin.link).toBeNull();
      expect(source.slice(origin.range.start, origin.range.end)).toBe(`"${name}"`);
    }
  });
});

const refused: readonly string[] = [
  'export const by_transform = zodFunction({ name: "t#", parameters: z.object({ x: z.string().transform((x) => x.length) }) });',
  'const make = () => z.object({});\nexport const by_call = zodFunction({ name: "t#", parameters: make() });',
  'const name = () => "t";\nexport const by_name = zodFunction({ name: name(), parameters: schema });',
  'const options = (name: string) => ({ name, parameters: schema });\nexport const by_options = zodFunction(options("t"));',
  'export const not_object = zodFunction({ name: "t#", parameters: z.string() });',
  'export const without_name = agents.tool({ description: "", parameters: schema, execute: async function refund() {} });',
  'export const in_a_list = [tool({ description: "", inputSchema: schema })];',
  'export const promised = tool({ description: "", inputSchema: jsonSchema(async () => ({ type: "object" })) });',
  'const own = (options: { name: string; parameters: z.ZodType }) => options;\nexport const by_wrapper = own({ name: "t#", parameters: schema });',
  'export const inside = [{ name: "t#", parameters: { type: "object", properties: { x: json, y: z.string() } } }];',
  'for (const each of ["a", "b"]) new McpServer({ name: "a", version: "1" }).registerTool(each, {}, async () => ({ content: [] }));',
];

describe("an SDK's tool that cannot be read", () => {
  it("is refused with its place and the way out", async () => {
    const server = 'import { McpServer } from "@modelcontextprotocol/server";';
    const source = `${server}${preamble}${together(refused)}`;
    const folder = projectWithSdks({ "sdk.ts": passedOn, "tools.ts": source });
    const { tools, text } = await readIn(folder, ["tools.ts"]);
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/sdk-tools.txt");
  });
});
