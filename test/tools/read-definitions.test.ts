// Tool definitions that a module exports as constants: their forms, how tsc reaches them, and what cannot be read.

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jsonSchema } from "../../compiler/emit/arguments/json-schema.js";
import { project, type Read, readFiles, readIn } from "./support/read.js";
import { projectWithSdks } from "./support/sdks.js";

const parameters =
  '{ type: "object", properties: { order_id: { type: "string" } }, required: ["order_id"], additionalProperties: false }';
const words = 'name: "refund_order", description: "Refunds an order."';

const openai = 'import type OpenAI from "openai";\n';

/** A module's text, and how tsc reaches the tool in it. */
const forms: readonly (readonly [source: string, link: string | null])[] = [
  [
    `export const tools = [{ type: "function", function: { ${words}, parameters: ${parameters} } }] as const;`,
    "list tools",
  ],
  [
    `export const tools = [{ type: "function", ${words}, parameters: ${parameters}, strict: null }] as const;`,
    "list tools",
  ],
  [`export const tools = [{ ${words}, inputSchema: ${parameters} }] as const;`, "list tools"],
  [`export const tools = [{ ${words}, input_schema: ${parameters} }] as const;`, "list tools"],
  [`export default [{ ${words}, parameters: ${parameters} }] as const;`, "list default"],
  [
    `const tools = [{ ${words}, parameters: ${parameters} }] as const;\nexport { tools as definitions };`,
    "list definitions",
  ],
  [
    `export const tools = Object.freeze([{ ${words}, parameters: ${parameters} }] as const);`,
    "list tools",
  ],
  [
    `export const refundOrder = { type: "function", function: { ${words}, parameters: ${parameters} } } as const;`,
    "value refundOrder",
  ],
  [
    `export const refundOrder = { ${words}, parameters: ${parameters} } as const;`,
    "value refundOrder",
  ],
  [
    `export const tools = { refund_order: { ${words}, parameters: ${parameters} } } as const;`,
    "map tools",
  ],
  [
    `export const tools = { refund_order: { description: "Refunds an order.", parameters: ${parameters} } } as const;`,
    "map tools",
  ],
  [
    `export const tools = { refund_order: { type: "function", function: { ${words}, parameters: ${parameters} } } } as const;`,
    "map tools",
  ],
  [
    `export const request = { model: "gpt-5", tools: [{ type: "function", ${words}, parameters: ${parameters} }] } as const;`,
    null,
  ],
  [
    `${openai}export const tools = [{ type: "function", function: { ${words}, parameters: ${parameters} } }] as const satisfies readonly OpenAI.ChatCompletionTool[];`,
    "list tools",
  ],
  [
    `${openai}export const tools = [{ type: "function", function: { ${words}, parameters: ${parameters} } }] satisfies OpenAI.ChatCompletionTool[];`,
    null,
  ],
  [
    `${openai}export const tools: OpenAI.ChatCompletionTool[] = [{ type: "function", function: { ${words}, parameters: ${parameters} } }];`,
    null,
  ],
  [
    `${openai}export const tools: OpenAI.Responses.Tool[] = [{ type: "file_search", vector_store_ids: [] }, { type: "function", ${words}, parameters: ${parameters}, strict: null }];`,
    null,
  ],
  [
    `${openai}export const refundOrder: OpenAI.ChatCompletionTool = { type: "function", function: { ${words}, parameters: ${parameters} } };`,
    null,
  ],
  [`export const tools = [{ ${words}, parameters: ${parameters} }];`, null],
  [`export const tools: any[] = [{ ${words}, parameters: ${parameters} }];`, null],
  // The name is a literal, and the schema is not.
  [
    `const schema = ${parameters};\nexport const tools = [{ ${words}, parameters: schema }] as const;`,
    null,
  ],
  [
    `const schema = ${parameters} as const;\nexport const tools = [{ ${words}, parameters: schema }] as const;`,
    "list tools",
  ],
  [
    `const refund = { ${words}, parameters: ${parameters} } as const;\nconst more = [refund] as const;\nexport const tools = [...more] as const;`,
    "list tools",
  ],
];

describe("definitions in a module", () => {
  it.each(forms)("%s", async (source, link) => {
    const { tools = [], text } = await readIn(projectWithSdks({ "tools.ts": source }), [
      "tools.ts",
    ]);
    expect(text).toBe("\n");
    expect(tools).toHaveLength(1);
    const [tool] = tools;
    expect(tool).toMatchObject({
      name: "refund_order",
      description: "Refunds an order.",
      strict: null,
    });
    expect(tool && jsonSchema(tool.parameters)).toEqual({
      type: "object",
      properties: { order_id: { type: "string" } },
      required: ["order_id"],
      additionalProperties: false,
    });
    const found = tool?.origin.link;
    expect(found ? `${found.form} ${found.name}` : null).toBe(link);
  });
});

const elsewhere = `
  export const currency = "EUR";
  export const schemas = {
    money: { type: "number", minimum: -1, exclusiveMaximum: 1e3 },
    "other-money": { type: "number" },
    list: [{ type: "string" }],
  };
  const amount = { type: "number" } as const;
  export default { amount };
`;

/** A schema as it is written, and as it is read. */
const values: readonly (readonly [written: string, read: unknown])[] = [
  ["{ type: 'string', minLength: 1 }", { type: "string", minLength: 1 }],
  ["{ type: `string` }", { type: "string" }],
  [
    '{ enum: ["a", -1.5, true, null] }',
    { type: ["string", "number", "boolean", "null"], enum: ["a", -1.5, true, null] },
  ],
  ["{ enum: [Status.Open, Status.Closed] }", { type: "string", enum: ["open", "closed"] }],
  ["{ enum: [...statuses, currency] }", { type: "string", enum: ["open", "closed", "EUR"] }],
  ["{ enum: statuses }", { type: "string", enum: ["open", "closed"] }],
  ['{ "type": "array", ["items"]: { type } }', { type: "array", items: { type: "string" } }],
  ["{ ...base, maxLength: 5 }", { type: "string", minLength: 2, maxLength: 5 }],
  ["{ ...base, minLength: 5 }", { type: "string", minLength: 5 }],
  ["{ type: 'number', minLength: undefined }", { type: "number" }],
  ["schemas.money", { type: "number", minimum: -1, exclusiveMaximum: 1000 }],
  ["schemas['other-money']", { type: "number" }],
  ["schemas.list[0]", { type: "string" }],
  ["all.schemas.money", { type: "number", minimum: -1, exclusiveMaximum: 1000 }],
  ["shared.amount", { type: "number" }],
  ["fromJson.money", { type: "integer" }],
  ["(base satisfies object as object)", { type: "string", minLength: 2 }],
];

const preamble = `
  import * as all from "./elsewhere.js";
  import shared, { currency, schemas } from "./elsewhere.js";
  import fromJson from "./schemas.json" with { type: "json" };
  enum Status { Open = "open", Closed = "closed" }
  const statuses = [Status.Open, "closed"] as const;
  const type = "string";
  const base = { type: "string", minLength: 2 };
  void [all, shared, currency, schemas, fromJson, Status, statuses, type, base];
`;

describe("a value in a definition", () => {
  it.each(values)("%s", async (written, read) => {
    const source = `${preamble}export const tools = [{ name: "t", parameters: { type: "object", properties: { x: ${written} } } }];`;
    const files = {
      "tools.ts": source,
      "elsewhere.ts": elsewhere,
      "schemas.json": '{ "money": { "type": "integer" } }',
    };
    const tsconfig =
      '{ "compilerOptions": { "strict": true, "module": "nodenext", "resolveJsonModule": true } }';
    const { tools, text } = await readIn(project({ ...files, "tsconfig.json": tsconfig }), [
      "tools.ts",
    ]);
    expect(text).toBe("\n");
    const type = tools?.[0]?.parameters.properties.get("x")?.type;
    expect(type && jsonSchema(type)).toEqual(read);
  });

  it.each([
    ['"one " + "two"', "one two"],
    ["`at most ${limit} ${currency}`", "at most 100 EUR"],
    ["`one\n  two`", "one\n  two"],
    ["text", "declared as a string"],
  ])("may be the text %s", async (written, read) => {
    const source = `const limit = 100;\nconst currency = "EUR";\nconst text: string = "declared as a string";\nvoid [limit, currency, text];
      export const tools = [{ name: "t", description: ${written}, parameters: {} }];`;
    const { tools, text } = await readFiles({ "tools.ts": source });
    expect(text).toBe("\n");
    expect(tools?.[0]?.description).toBe(read);
  });
});

const places = (tools: Read["tools"]) =>
  tools?.map(({ origin: { file, range } }) => file.text.slice(range.start, range.end));

describe("a definition", () => {
  it("has its place where it is written, or where the file refers to it", async () => {
    const folder = project({
      "tools.ts": `import { other } from "./other.js";
        const local = { name: "local", parameters: {} } as const;
        export const tools = [local, other, { name: "inline", parameters: {} }] as const;
        export { more } from "./more.js";`,
      "other.ts": 'export const other = { name: "other", parameters: {} } as const;',
      "more.ts": 'export const more = [{ name: "more", parameters: {} }] as const;',
    });
    const { tools, text } = await readIn(folder, ["tools.ts"]);
    expect(text).toBe("\n");
    expect(places(tools)).toEqual(['"local"', "other", '"inline"', '"more"']);
    expect(tools?.map(({ origin }) => origin.file.path)).toEqual([
      "tools.ts",
      "tools.ts",
      "tools.ts",
      "more.ts",
    ]);
    expect(tools?.every(({ origin }) => origin.link?.module === join(folder, "tools.ts"))).toBe(
      true,
    );
  });

  it("may hold functions, which are no part of what a model sees", async () => {
    const source = `const run = (args: unknown) => args;
      export const tools = [{ type: "function", function: { name: "ping", parameters: {}, function: run, parse: JSON.parse, also() {} } }];`;
    const { tools, text } = await readFiles({ "tools.ts": source });
    expect(text).toBe("\n");
    expect(tools?.map(({ name }) => name)).toEqual(["ping"]);
  });

  it("stands beside functions and schemas, and beside what is none of them", async () => {
    const { tools, text } = await readFiles({
      "tools.ts": `import { z } from "zod";
        export function a(args: { x: string }) { return args; }
        export const b = z.object({ x: z.string() });
        export const c = { name: "c", parameters: { type: "object" } } as const;
        export const company = { name: "ACME", description: "Makes everything." };
        export const schemas = { x: { type: "object", properties: {} } };
        export const limits = [1, 2];
        export class Agent { tools = [c]; name = "agent" }
        export const agent = new Agent();`,
    });
    expect(text).toBe("\n");
    expect(tools?.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });
});

const refused: readonly string[] = [
  'const made_up = () => ({ type: "object" });\nexport const by_function = [{ name: "t", parameters: made_up() }];',
  'export const by_map = ["a", "b"].map((name) => ({ name, parameters: {} }));',
  'export const by_condition = [{ name: "t", parameters: process.env["X"] ? {} : { type: "object" } }];',
  'export const by_environment = [{ name: process.env["NAME"] ?? "", parameters: {} }];',
  'export let by_variable = [{ name: "t", parameters: {} }];',
  'export const by_number = [{ name: "t", parameters: { type: "object", maxProperties: 1 / 3 } }];',
  'export const by_getter = [{ name: "t", get parameters() { return {}; } }];',
  'export const by_prototype = [{ name: "t", parameters: { properties: { __proto__: { type: "string" } } } }];',
  'const part = JSON.parse("{}") as { type: "object" };\nexport const by_spread = [{ name: "t", parameters: { ...part } }];',
  'export const by_push = [{ name: "t", parameters: {} }];\nby_push.push({ name: "u", parameters: {} });',
  'const changed = { type: "object", minProperties: 1 };\nchanged.minProperties = 2;\nexport const by_change = [{ name: "t", parameters: changed }];',
  'const assigned = { type: "object" };\nObject.assign(assigned, { minProperties: 2 });\nexport const by_assign = [{ name: "t", parameters: assigned }];',
  'const names: Record<string, string> = { a: "t" };\nexport const by_index = [{ name: names.a ?? "", parameters: {} }];',
  'const twin = { a: { type: "object" } };\nconst made: typeof twin = JSON.parse("");\nexport const by_type = [{ name: "t", parameters: made.a }];',
  'let narrowed: "a" | "b" = "a";\nconst flip = () => { narrowed = "b"; };\nflip();\nexport const by_narrowing = [{ name: narrowed, parameters: {} }];',
  'const held: { name: "a" | "b" } = { name: "a" };\nheld.name = "a";\nexport const by_property = [{ name: held.name, parameters: {} }];',
  'export const misspelt = [{ name: "t", parametres: {}, parameters: {} }] as const;',
  'export const wrong_schema = [{ name: "t", parameters: { type: "object", properties: { x: { type: "text" } } } }] as const;',
  'export const twice = { a: { name: "b", parameters: {} } } as const;',
  'class Recursive { parameters = {} }\nexport const by_class = [{ name: "t", parameters: new Recursive() }];',
];

describe("a definition that cannot be read", () => {
  it("is refused with its place and the way out", async () => {
    const globals = "declare const process: { env: Record<string, string | undefined> };\n";
    const { tools, text } = await readFiles({
      "tools.ts": globals + refused.join("\n\n"),
    });
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/module-definitions.txt");
  });

  it("is refused where modules import from each other in a circle", async () => {
    const folder = project({
      "tools.ts":
        'import { b } from "./b.js";\nexport const a: object = b;\nexport const tools = [{ name: "t", parameters: b }];',
      "b.ts": 'import { a } from "./tools.js";\nexport const b: object = a;',
    });
    const { text } = await readIn(folder, ["tools.ts"]);
    expect(text).toContain("which is made of itself");
  });

  it("is read from JavaScript too", async () => {
    const source =
      'export const tools = /** @type {const} */ ([{ name: "t", parameters: { type: "object" } }]);\nexport const more = [{ name: "u", parameters: {} }];';
    const { tools, text } = await readFiles({ "tools.mjs": source });
    expect(text).toBe("\n");
    expect(tools?.map(({ name, origin }) => [name, origin.link?.form])).toEqual([
      ["t", "list"],
      ["u", undefined],
    ]);
  });
});
