// What the model is told of a limit: keywords of its schema where the API takes them, and else words.

import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { compileAllInMemory } from "../support/compile-in-memory.js";

const order = {
  type: "object",
  properties: {
    amount: { type: "number", description: "In euros" },
    note: { type: ["string", "null"], description: "Shown to the customer." },
    status: { type: "string", enum: ["open", "shipped", "delivered", "lost"] },
    currency: { type: "string" },
    express: { type: "boolean" },
    address: {
      anyOf: [
        {
          type: "object",
          properties: { city: { type: "string" }, zip: { type: ["string", "null"] } },
          required: ["city", "zip"],
          additionalProperties: false,
        },
        { type: "null" },
      ],
    },
    start_date: { type: "string" },
    end_date: { type: "string" },
  },
  additionalProperties: false,
};
const { amount, note, currency } = order.properties;
const everything = Object.keys(order.properties);

const policyOf = (action: object, more: object = {}) =>
  stringify({
    version: 1,
    ...more,
    policies: [{ name: "p", actions: [{ tool: "set_order", effect: "allow", ...action }] }],
  });

/** The arguments as the model sees them, with these constraints on the one tool. */
async function narrowed(constraints: object | null, definition: object): Promise<typeof order> {
  const yaml = policyOf(constraints === null ? {} : { constraints }, { tools: "./tools.json" });
  const toolsJson = JSON.stringify([{ name: "set_order", ...definition }]);
  const { definitions } = await compileAllInMemory({ yaml, toolsJson });
  const [tool] = definitions.toolsFor(null, "responses");
  if (tool?.type !== "function") throw new Error("there is no such tool");
  // INVARIANT: these are the parameters above, narrowed.
  return tool.parameters as typeof order;
}

const loose = { parameters: order };
const strict = { strict: true, parameters: { ...order, required: everything } };

const said = (text: string) => ({ description: text });

describe.each<[argument: string, constraints: object, inStrict: object, inLoose?: object]>([
  ["amount", { max_amount: 100 }, { ...amount, maximum: 100 }],
  ["amount", { amount: { min: 1, max: 100 } }, { ...amount, minimum: 1, maximum: 100 }],
  ["status", { allowed_statuses: "open|shipped" }, { type: "string", enum: ["open", "shipped"] }],
  [
    "status",
    { denied_statuses: ["lost"] },
    { type: "string", enum: ["open", "shipped", "delivered"] },
  ],
  ["currency", { currency: "EUR" }, { type: "string", enum: ["EUR"] }],
  ["express", { express: true }, { type: "boolean", enum: [true] }],
  ["currency", { currency_pattern: "[A-Z]{3}" }, { type: "string", pattern: "^(?:[A-Z]{3})$" }],
  ["currency", { denied_currencies: "USD" }, { ...currency, ...said('Must not be one of "USD".') }],
  [
    "currency",
    { max_currency_length: 3, min_currency_length: 1 },
    {
      ...currency,
      ...said("Must have at most 3 characters. Must have at least 1 character."),
    },
    { ...currency, minLength: 1, maxLength: 3 },
  ],
  // Null satisfies no constraint, and is not offered.
  [
    "note",
    { max_note_length: 5 },
    { type: "string", ...said("Shown to the customer. Must have at most 5 characters.") },
    { type: "string", maxLength: 5, description: note.description },
  ],
  [
    "start_date",
    { date_range_max_days: 90 },
    { type: "string", ...said("`start_date` to `end_date` must span at most 90 days.") },
  ],
])("%s with %j", (argument, constraints, inStrict, inLoose = inStrict) => {
  test("in a strict tool", async () => {
    const { properties } = await narrowed(constraints, strict);
    expect(properties).toEqual({ ...properties, [argument]: inStrict });
  });

  test("in any other tool, where the argument is required then", async () => {
    const { properties, ...rest } = await narrowed(constraints, loose);
    expect(properties).toEqual({ ...properties, [argument]: inLoose });
    expect(rest).toMatchObject({ required: expect.arrayContaining([argument]) });
  });
});

test("nothing changes but what is constrained", async () => {
  const before = await narrowed(null, loose);
  const after = await narrowed({ max_amount: 100 }, loose);
  expect(before).not.toHaveProperty("required");
  expect(after).toEqual({
    ...before,
    properties: { ...before.properties, amount: { ...amount, maximum: 100 } },
    required: ["amount"],
  });
});

describe("an argument in another one", () => {
  const city = { type: "string", enum: ["Rome"] };

  test("makes that one required, and more than null", async () => {
    const { properties, ...rest } = await narrowed({ "address.city": "Rome" }, loose);
    expect(rest).toMatchObject({ required: ["address"] });
    expect(properties.address).toMatchObject({ type: "object", properties: { city } });
  });

  test("leaves that one as it may be, where it may be absent", async () => {
    const constraints = { "address.city": { equals: "Rome", optional: true } };
    const { properties, ...rest } = await narrowed(constraints, loose);
    expect(rest).not.toHaveProperty("required");
    expect(properties.address.anyOf).toMatchObject([
      { type: "object", properties: { city }, required: ["city", "zip"] },
      { type: "null" },
    ]);
  });
});

test("an argument that may be absent is not null all the same", async () => {
  const { properties, ...rest } = await narrowed(
    { note: { equals: "gift", optional: true } },
    loose,
  );
  expect(rest).not.toHaveProperty("required");
  expect(properties.note).toEqual({ ...note, type: "string", enum: ["gift"] });
});

test("a pair of dates need not be there where arguments of any name may be", async () => {
  const { start_date, end_date } = order.properties;
  const parameters = { type: "object", properties: { start_date, end_date } };
  expect(await narrowed({ date_range_max_days: 90 }, { parameters })).not.toHaveProperty(
    "required",
  );
});

test("the tool's own limits stay", async () => {
  const parameters = {
    type: "object",
    properties: { amount: { type: "integer", minimum: 1, exclusiveMaximum: 1000, maximum: 900 } },
  };
  const { properties } = await narrowed({ amount: { min: 0, max: 500 } }, { parameters });
  expect(properties.amount).toEqual({
    type: "integer",
    minimum: 1,
    exclusiveMaximum: 1000,
    maximum: 500,
  });
});

test("what contains itself is still found", async () => {
  const parameters = {
    type: "object",
    properties: { tree: { $ref: "#/$defs/tree" }, amount },
    $defs: { tree: { type: "array", items: { $ref: "#/$defs/tree" } } },
  };
  const schema = await narrowed({ max_amount: 100 }, { parameters });
  expect(schema).toMatchObject({
    properties: {
      tree: { type: "array", items: { $ref: "#/$defs/tree" } },
      amount: { ...amount, maximum: 100 },
    },
    $defs: parameters.$defs,
  });
});

describe("a list of values that is too long for a strict schema", () => {
  const currencies = Array.from({ length: 1001 }, (_, index) => `C${index}`);

  test("is said in words", async () => {
    const { properties } = await narrowed({ allowed_currencies: currencies }, strict);
    expect(properties.currency).toEqual({
      ...currency,
      description: expect.stringMatching(/^Must be one of "C0", .*, "C1000"\.$/u),
    });
  });

  test("stands in any other schema", async () => {
    const { properties } = await narrowed({ allowed_currencies: currencies }, loose);
    expect(properties.currency).toEqual({ ...currency, enum: currencies });
  });
});

describe("without a tools module", () => {
  async function toolFor(action: object) {
    const { definitions } = await compileAllInMemory({ yaml: policyOf(action) });
    return definitions.toolsFor(null, "chat")[0]?.function;
  }

  test("the model sees the constrained arguments", async () => {
    expect(await toolFor({ constraints: { max_amount: 100 } })).toEqual({
      name: "set_order",
      parameters: {
        type: "object",
        properties: { amount: { type: "number", maximum: 100 } },
        required: ["amount"],
      },
    });
  });

  test("and reads what no argument is known for", async () => {
    expect(await toolFor({ constraints: { date_range_max_days: 90 } })).toEqual({
      name: "set_order",
      description: "`date_range` must span at most 90 days.",
      parameters: { type: "object", properties: {} },
    });
  });
});

test("what needs an approval is narrowed too, each assistant's tool by its own policy", async () => {
  const action = (effect: string, max_amount: number) => [
    { tool: "set_order", effect, constraints: { max_amount } },
  ];
  const yaml = stringify({
    version: 1,
    policies: [
      { name: "boss", assistant_id: ["a", "b"], actions: action("require_approval", 5000) },
      { name: "desk", assistant_id: "c", actions: action("allow", 100) },
      { name: "rest", actions: action("allow", 10) },
    ],
  });
  const { definitions } = await compileAllInMemory({ yaml });
  const limits = ["a", "b", "c", "d"].map((assistant) => {
    const [tool] = definitions.toolsFor(assistant, "chat");
    return tool?.function.parameters?.["properties"];
  });
  const amounts = [5000, 5000, 100, 10];
  expect(limits).toEqual(amounts.map((maximum) => ({ amount: { type: "number", maximum } })));
});
