// The schema that editors use says what the compiler says, as far as JSON Schema can.

import { describe, expect, it } from "vitest";
import { z } from "zod";
import { each } from "../../compiler/constraints/each.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { effects } from "../../compiler/policy/policy.js";
import { policy, project, toolsJson } from "../cli/samples.js";
import { badNames, misspelt, senseless, wrongValues } from "../diagnostics/bad-policies.js";
import { compiled, readerOf, schemaOf } from "./verdict.js";

const level = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

describe("it knows the compiler's words", async () => {
  const { properties, definitions } = z
    .object({
      properties: level.shape.properties,
      definitions: z.looseObject({ policy: level, action: level, "kinds-any": level }),
    })
    .parse(await schemaOf({ "safeclaw.yaml": "version: 1\npolicies: []\n" }));

  /** The keys that the compiler says it knows, where a key is not one of them. */
  async function keysAt(yaml: string): Promise<readonly string[]> {
    const { help } = await compiled({ "safeclaw.yaml": yaml });
    const [, keys = ""] = /the (?:keys here|constraints) are (.*)/u.exec(help) ?? [];
    return Array.from(keys.matchAll(/`(\w+)`/gu), ([, key = ""]) => key).sort();
  }

  it.each([
    ["the file", properties, "bogus: 1\npolicies: []\n"],
    ["a policy", definitions.policy.properties, "policies: [{ bogus: 1 }]\n"],
    [
      "an action",
      definitions.action.properties,
      "policies: [{ name: a, actions: [{ bogus: 1 }] }]\n",
    ],
  ])("in %s", async (_, known, yaml) => {
    expect(Object.keys(known).sort()).toEqual(await keysAt(`version: 1\n${yaml}`));
  });

  it.each(["string", "number", "boolean", "array"])("in a constraint on a %s", async (type) => {
    const parameters = { type: "object", properties: { a: { type } }, required: ["a"] };
    const head = "version: 1\ntools: ./tools.json\npolicies:";
    const files = (policies: string) => ({
      "tools.json": JSON.stringify([{ name: "t", parameters }]),
      "safeclaw.yaml": `${head} [${policies}]\n`,
    });
    const constrained = (key: string) =>
      `{ name: p, actions: [{ tool: t, effect: allow, constraints: { a: { ${key}: {} } } }] }`;
    const { help } = await compiled(files(constrained("bogus")));
    const red = readerOf(await schemaOf(files("")));
    const all = [...constraintKinds, each].map(({ key }) => key);
    const unknown = all.filter((key) =>
      red(files(constrained(key))["safeclaw.yaml"])?.includes("additional properties"),
    );
    expect(all.filter((key) => help.includes(`\`${key}\``))).toEqual(
      all.filter((key) => !unknown.includes(key)),
    );
  });

  it("for kinds of constraint and effects", () => {
    const keys = constraintKinds.map(({ key }) => key);
    expect(Object.keys(definitions["kinds-any"].properties)).toEqual([...keys, "each", "optional"]);
    expect(definitions.action.properties["effect"]).toMatchObject({ enum: effects });
  });
});

describe("what the compiler accepts is never red", () => {
  // What SC7 is about stands in the tools' own files.
  const examples = Object.entries(catalog).flatMap(([code, { good }]) =>
    "situation" in good || code.startsWith("SC7") ? [] : [{ code, files: good }],
  );
  it.each(examples)("the good example of $code", async ({ files }) => {
    const red = readerOf(await schemaOf(files));
    expect(red(files["safeclaw.yaml"] ?? "")).toBeNull();
  });

  it("a file of policies alone, as the published example has it", async () => {
    const yaml = "policies: []\n";
    expect(readerOf(await schemaOf({ "safeclaw.yaml": yaml }))(yaml)).toBeNull();
  });
});

describe("what the compiler refuses is red", async () => {
  const red = readerOf(await schemaOf(project));

  it("and its project's own policy is not", () => expect(red(policy)).toBeNull());

  /** What no schema can say: of files, of numbers against each other, of two places, of a pattern's speed. */
  const unseen = [
    "values-twice",
    "pattern-exponential",
    "pattern-bounds-overlap",
    "pattern-lookahead",
    "pattern-unclosed",
    "pattern-of-a-part",
    "not-pattern-polynomial",
    "host-in-another-form",
    "date-that-is-none",
    "bounds-open",
    "dates-crossed",
    "prefix-too-long",
    "bounds-crossed",
    "bounds-crossed-in-the-long-form",
    "no-integer-between-the-bounds",
    "values-excluded",
    "policy-twice",
    "names-collide",
    "names-of-one-constant",
    "unreachable",
    "unmentioned-tool",
    "name-reserved-word",
    "name-taken-by-us",
    "name-of-modules",
    "name-of-a-file-of-ours",
    "name-no-system-has",
    "name-digits",
    "name-symbols",
    "name-too-long",
  ];
  const inputs = [...misspelt, ...wrongValues, ...senseless, ...badNames];
  const textOf = ({ files }: (typeof inputs)[number]) => String(files["safeclaw.yaml"]);

  it.each(inputs.filter(({ name }) => !unseen.includes(name)))("$name: $code", (input) => {
    expect(red(textOf(input))).not.toBeNull();
  });

  it("but for what no schema can say", () => {
    const passing = inputs.filter((input) => red(textOf(input)) === null);
    expect(passing.map(({ name }) => name)).toEqual(unseen);
  });
});

describe("each tool has its own constraints", async () => {
  const red = readerOf(await schemaOf(project));
  const constrained = (constraints: string) => red(policy.replace("max_amount: 100", constraints));

  it.each([
    "max_amount: 100",
    "min_amounts: 1",
    "amount: 5",
    "amount: [5, 6]",
    "amount: { max: 100, min: 0.5, optional: true }",
    "max_order_id_length: 10",
    'order_id_pattern: "[0-9]+"',
    "order_id: { pattern: x, min_length: 1, max_length: 2, not_in: [a] }",
    "status: open",
    "status: [open, shipped]",
    "status: { equals: open }",
    'allowed_statuses: "open|shipped"',
    "allowed_statuses: shipped",
    "allowed_status: [shipped]",
    'denied_notes: "a b|c"',
  ])("%s", (constraints) => expect(constrained(constraints)).toBeNull());

  it.each([
    "max_customer_id_length: 5",
    "amount: { max_length: 5 }",
    "amount: five",
    "amount: { in: [a] }",
    "status: { equals: closed }",
    "status: { max: 5 }",
    "status: [open, open]",
    "status: 1",
    "order_id: { max_length: 1.5 }",
    "order_id: { max_length: -1 }",
    'denied_notes: "a |c"',
    'denied_notes: ""',
    "max_amount: { max: 5 }",
  ])("not %s", (constraints) => expect(constrained(constraints)).not.toBeNull());

  it("by the path of an argument within another", async () => {
    const address = { type: "object", properties: { city: { enum: ["Rome", "Oslo"] } } };
    const parameters = { type: "object", properties: { address } };
    const tools = { "tools.json": JSON.stringify([{ name: "send", parameters }]) };
    const send = (constraints: string) =>
      policy.replace("refund_order", "send").replace("max_amount: 100", constraints);
    const files = { ...tools, "safeclaw.yaml": send("address.city: Rome") };
    const nested = readerOf(await schemaOf(files));
    const verdicts = ["address.city: Oslo", "address.city: { in: [Rome] }", "address.city: Paris"];
    expect(verdicts.map((constraints) => nested(send(constraints)) === null)).toEqual([
      true,
      true,
      false,
    ]);
    expect(nested(send("address.town: Oslo"))).not.toBeNull();
    expect(nested(send("address: Oslo"))).not.toBeNull();
  });

  it("and none that could mean two things", async () => {
    const properties = { item: { type: "number" }, items: { type: "number" } };
    const parameters = { type: "object", properties };
    const tools = { "tools.json": JSON.stringify([{ name: "pack", parameters }]) };
    const pack = (constraints: string) =>
      policy.replace("refund_order", "pack").replace("max_amount: 100", constraints);
    const clear = pack("item: { max: 5 }");
    const twofold = pack("max_items: 5");
    const { errors } = await compiled({ ...tools, "safeclaw.yaml": twofold });
    expect(errors.join("\n")).toContain("SC3003");
    const nothingTwice = readerOf(await schemaOf({ ...tools, "safeclaw.yaml": clear }));
    expect([nothingTwice(clear), nothingTwice(twofold)]).toEqual([null, expect.any(String)]);
  });

  it("none where it is denied, and none for a built-in tool", () => {
    expect(red(policy.replace("allow", "deny"))).toContain("boolean schema is false");
    expect(red(policy.replace("refund_order", "file_search"))).toContain("is false");
  });
});

describe("whatever a tool is called and described as", () => {
  it.each(["a.b", "a-b", "größe", "a%20b", "~1", "a/b", "constructor"])("%s", async (name) => {
    const parameters = {
      type: "object",
      properties: { [name]: { type: "string", enum: [name, "|", " ", "(["] } },
    };
    const description = '"*/\u202e\u2028</script>';
    const { schema, errors } = await compiled({
      "tools.json": JSON.stringify([{ name, description, parameters }]),
      "safeclaw.yaml": "version: 1\ntools: ./tools.json\npolicies: []\n",
    });
    // What may be a tool's name is for others to say.
    if (schema === undefined) return expect(errors.join("\n")).toContain("tool");
    const red = readerOf(schema);
    const yaml = policy
      .replace("refund_order", JSON.stringify(name))
      .replace("max_amount: 100", `${JSON.stringify(name)}: ${JSON.stringify(name)}`);
    expect(red(yaml)).toBeNull();
    expect(red(yaml.replace("allow", "alow"))).not.toBeNull();
  });
});

it("is the same whatever the order of the tools", async () => {
  const reversed = JSON.stringify(JSON.parse(toolsJson).reverse());
  const [one, other] = await Promise.all(
    [toolsJson, reversed].map((tools) => schemaOf({ ...project, "tools.json": tools })),
  );
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});
