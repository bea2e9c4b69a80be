// Tool definitions in JSON files: every shape that APIs give them, and what is refused.

import { describe, expect, it } from "vitest";
import { jsonSchema } from "../../compiler/emit/arguments/json-schema.js";
import { readFiles } from "./support/read.js";

const parameters = {
  type: "object",
  properties: { order_id: { type: "string" } },
  required: ["order_id"],
  additionalProperties: false,
};
const description = "Refunds an order.";
const name = "refund_order";

const shapes: Readonly<Record<string, unknown>> = {
  "Assistants and Chat": [{ type: "function", function: { name, description, parameters } }],
  Responses: [{ type: "function", name, description, parameters, strict: null }],
  "MCP tools/list": {
    tools: [
      {
        name,
        title: "Refund",
        description,
        inputSchema: parameters,
        outputSchema: { type: "object" },
      },
    ],
  },
  "the whole answer to MCP's tools/list": {
    jsonrpc: "2.0",
    id: 1,
    result: { tools: [{ name, title: "Refund", description, inputSchema: parameters }] },
  },
  Anthropic: [{ name, description, input_schema: parameters }],
  "plain, in a list": [{ name, description, parameters }],
  "plain, alone": { name, description, parameters },
  "function, alone": { type: "function", function: { name, description, parameters } },
  "by name": { [name]: { description, parameters } },
  "by name, with the name": { [name]: { name, description, parameters } },
  "by name, as functions": {
    [name]: { type: "function", function: { name, description, parameters } },
  },
  "an assistant's tools": {
    tools: [
      { type: "file_search" },
      { type: "function", function: { name, description, parameters } },
    ],
  },
};

describe("the shapes of tool definitions", () => {
  it.each(Object.entries(shapes))("%s", async (_, definitions) => {
    const { tools, text } = await readFiles({ "tools.json": JSON.stringify(definitions) });
    expect(text).toBe("\n");
    expect(tools).toHaveLength(1);
    const [tool] = tools ?? [];
    expect(tool).toMatchObject({ name, description, strict: null, origin: { link: null } });
    expect(tool && jsonSchema(tool.parameters)).toEqual(parameters);
  });

  it("keep their place, and the strict flag", async () => {
    const source = '[{ "name": "ping", "strict": true, "parameters": { "type": "object" } }]';
    const { tools } = await readFiles({ "tools.json": source });
    const [tool] = tools ?? [];
    expect(tool?.strict).toBe(true);
    expect(source.slice(tool?.origin.range.start, tool?.origin.range.end)).toBe('"ping"');
    expect(tool?.origin.file.text).toBe(source);
  });

  it("take no arguments where they have no schema, and any where it says nothing", async () => {
    const definitions = [
      { name: "a" },
      { name: "b", parameters: null },
      { name: "c", parameters: {} },
    ];
    const { tools } = await readFiles({ "tools.json": JSON.stringify(definitions) });
    expect(tools?.map((tool) => jsonSchema(tool.parameters))).toEqual([
      { type: "object", properties: {}, additionalProperties: false },
      { type: "object", properties: {}, additionalProperties: false },
      { type: "object", properties: {} },
    ]);
  });

  it("come from several files", async () => {
    const { tools } = await readFiles({ "a.json": '[{"name":"a"}]', "b.json": '[{"name":"b"}]' });
    expect(tools?.map((tool) => tool.name)).toEqual(["a", "b"]);
  });
});

const refused: Readonly<Record<string, string>> = {
  "not JSON": "[{ name: 'ping' }]",
  "a key twice": '[{ "name": "ping", "name": "pong" }]',
  "not a definition": '["ping"]',
  "a number": "5",
  "no name": '[{ "description": "ping" }]',
  "a name that is a number": '[{ "name": 5 }]',
  "another kind of tool": '[{ "type": "custom", "name": "ping" }]',
  "a bare schema by name": '{ "ping": { "type": "object", "properties": {} } }',
  "two names": '{ "ping": { "name": "pong" } }',
  "a misspelt key": '[{ "name": "ping", "paramaters": {} }]',
  "two schemas": '[{ "name": "ping", "parameters": {}, "inputSchema": {} }]',
  "a strict flag that is none": '[{ "name": "ping", "strict": "yes" }]',
  "arguments that are no object": '[{ "name": "ping", "parameters": { "type": "string" } }]',
  "an answer that is an error": '{ "jsonrpc": "2.0", "id": 1, "error": { "code": -32601 } }',
  "the same name twice, with other arguments":
    '[\n  { "name": "ping" },\n  { "name": "ping", "parameters": {} }\n]',
  "a built-in tool's name": '[{ "name": "file_search" }]',
};

describe("refused definitions", () => {
  it("say what is wrong, and where", async () => {
    const texts = await Promise.all(
      Object.entries(refused).map(async ([title, source]) => {
        const { tools, text } = await readFiles({ "tools.json": source });
        expect(tools, title).toBeUndefined();
        return `# ${title}\n${text}`;
      }),
    );
    await expect(texts.join("\n")).toMatchFileSnapshot("golden/definitions.txt");
  });
});

const names: readonly string[] = [
  "",
  "__proto__",
  "a\nb",
  "a\u0000b",
  "a`b",
  "a\\b",
  "a*/b",
  "a$\u007bb}",
  "a\u2028b",
  "a\u2029b",
  "a\u202eb",
  " a",
  "a ",
  "a".repeat(129),
  "code_interpreter",
];

describe("illegal names", () => {
  it.each(names.map((text) => [JSON.stringify(text), text]))("%s", async (_, illegal) => {
    const { tools, text } = await readFiles({
      "tools.json": JSON.stringify([{ name: illegal }]),
    });
    expect(tools).toBeUndefined();
    expect(text).toMatch(/^error\[SC701[02]\]/u);
  });

  it.each(["a.b", "a-b", "a b", "größe", "constructor", "class", "x".repeat(128)])(
    "but %s is legal",
    async (legal) => {
      const { tools } = await readFiles({ "tools.json": JSON.stringify([{ name: legal }]) });
      expect(tools?.map((tool) => tool.name)).toEqual([legal]);
    },
  );

  it("are said to be what they are", async () => {
    const source = JSON.stringify(
      names.map((text) => ({ name: text })),
      null,
      1,
    );
    const { text } = await readFiles({ "tools.json": source });
    await expect(text).toMatchFileSnapshot("golden/names.txt");
  });
});
