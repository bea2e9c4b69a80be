// Zod schemas as tools: read from their source, without running it.

import { describe, expect, it } from "vitest";
import { print } from "../../compiler/code/code.js";
import { zodSchema } from "../../compiler/emit/arguments/zod-schema.js";
import { project, readFiles, readIn } from "./support/read.js";

const preamble = `
import { z } from "zod";
const statuses = ["open", "closed"] as const;
const most = 500;
enum Color { Red = "red", Blue = "blue" }
const address = z.object({ zip: z.string() });
const shape = { a: z.string() };
`;

/** A schema as an application writes it, and as it is generated. */
const schemas: readonly (readonly [written: string, generated: string])[] = [
  ["z.string()", "z.string()"],
  ["z.string().min(1).max(5)", "z.string().min(1).max(5)"],
  ["z.string().length(2)", "z.string().min(2).max(2)"],
  ["z.string().nonempty()", "z.string().min(1)"],
  ["z.string().max(9).max(5).max(7)", "z.string().max(5)"],
  ["z.string().max(most)", "z.string().max(500)"],
  ['z.string({ error: "no" }).min(1, "too short")', "z.string().min(1)"],
  ["z.number()", "z.number()"],
  ["z.number().min(-1.5).max(5)", "z.number().gte(-1.5).lte(5)"],
  ["z.number().gt(0).lt(5).gt(1)", "z.number().gt(1).lt(5)"],
  ["z.number().gte(0).lte(5)", "z.number().gte(0).lte(5)"],
  ["z.number().positive()", "z.number().gt(0)"],
  ["z.number().nonnegative()", "z.number().gte(0)"],
  ["z.number().negative().nonpositive()", "z.number().lte(0).lt(0)"],
  ["z.number().int().min(1)", "z.int().gte(1)"],
  ["z.int()", "z.int()"],
  ["z.float32()", "z.number().gte(-3.4028234663852886e38).lte(3.4028234663852886e38)"],
  ["z.float64()", "z.number()"],
  ["z.boolean()", "z.boolean()"],
  ["z.null()", "z.null()"],
  ["z.unknown()", "z.unknown()"],
  ['z.literal("a")', 'z.literal("a")'],
  ['z.literal(["a", 1, null, false])', 'z.literal(["a", 1, null, false])'],
  ['z.enum(["a", "b"])', 'z.literal(["a", "b"])'],
  ["z.enum(statuses)", 'z.literal(["open", "closed"])'],
  ["z.enum(Color)", 'z.literal(["red", "blue"])'],
  ['z.enum({ A: "a", B: "b" } as const)', 'z.literal(["a", "b"])'],
  ["z.array(z.string()).min(1)", "z.array(z.string()).min(1)"],
  ["z.string().array().length(2)", "z.array(z.string()).min(2).max(2)"],
  ["z.string().optional()", "z.string().exactOptional()"],
  ["z.optional(z.string())", "z.string().exactOptional()"],
  ["z.string().exactOptional()", "z.string().exactOptional()"],
  ["z.string().nullable()", "z.union([z.string(), z.null()])"],
  ["z.nullable(z.string())", "z.union([z.string(), z.null()])"],
  ["z.string().nullish()", "z.union([z.string(), z.null()]).exactOptional()"],
  [
    "z.union([z.string(), z.number().optional()])",
    "z.union([z.string(), z.number()]).exactOptional()",
  ],
  ["z.string().or(z.number())", "z.union([z.string(), z.number()])"],
  ["z.object({})", "z.strictObject({})"],
  ["z.object(shape)", "z.strictObject({ a: z.string(), })"],
  ["z.strictObject({ a: z.string() })", "z.strictObject({ a: z.string(), })"],
  ["z.looseObject({ a: z.string() })", "z.looseObject({ a: z.string(), })"],
  ["z.object({ a: z.string() }).loose()", "z.looseObject({ a: z.string(), })"],
  ["z.looseObject({}).strict()", "z.strictObject({})"],
  ["address", "z.strictObject({ zip: z.string(), })"],
  ["(address)", "z.strictObject({ zip: z.string(), })"],
  ["z.object({ address })", "z.strictObject({ address: z.strictObject({ zip: z.string(), }), })"],
  ["z.record(z.string(), z.number())", "z.record(z.string(), z.number())"],
  [
    'z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b") })])',
    'z.union([ z.strictObject({ k: z.literal("a"), }), z.strictObject({ k: z.literal("b"), }), ])',
  ],
];

describe("a zod schema", () => {
  it("is generated as what it means", async () => {
    const tools = schemas.map(
      ([schema], index) => `export const t${index} = z.object({ x: ${schema} });`,
    );
    const read = await readFiles({ "tools.ts": preamble + tools.join("\n") });
    expect(read.text).toBe("\n");
    const generated = read.tools?.map(({ parameters }, index) => {
      const text = print(zodSchema(parameters)).replaceAll(/\s+/gu, " ");
      const schema = text.replace("z.strictObject({ x: ", "").replace(/, \}\)$/u, "");
      return [schemas[index]?.[0], schema.replaceAll(/ \./gu, ".").replaceAll("z.", "z.")];
    });
    expect(generated).toEqual(schemas);
  });

  it("has its descriptions from describe, else from the doc comment", async () => {
    const { tools = [] } = await readFiles({
      "tools.ts": `
        import { z } from "zod";
        /** From the comment. */
        export const a = z.object({ x: z.string().describe("The x.").optional() });
        /** From the comment. */
        export const b = z.object({}).describe("From the schema.");
      `,
    });
    expect(tools.map((tool) => tool.description)).toEqual([
      "From the comment.",
      "From the schema.",
    ]);
    expect(tools[0]?.parameters.properties.get("x")?.description).toBe("The x.");
    expect(tools.map((tool) => tool.origin.link?.name)).toEqual(["a", "b"]);
  });

  it("has descriptions on its parts, and those that zod 3 takes as options", async () => {
    const { tools = [], text } = await readFiles({
      "tools.ts": `
        import { z } from "zod";
        import { z as z3 } from "zod/v3";
        export const a = z.object({
          list: z.array(z.string().describe("An item.")).meta({ description: "A list.", title: "List" }),
          one: z.union([z.string().describe("A text."), z.number().register(z.globalRegistry, { description: "A number." })]),
        });
        export const b = z3.object({ x: z3.string({ description: "Said as an option." }) });
      `,
    });
    expect(text).toBe("\n");
    const said = [...(tools[0]?.parameters.properties ?? [])].map(
      ([name, { description, type }]) => {
        if (type.kind === "array") return [name, description, type.items.description];
        if (type.kind !== "union") return [name, description];
        return [name, description, ...type.members.map((member) => member.description)];
      },
    );
    expect(said).toEqual([
      ["list", "A list.", "An item."],
      ["one", null, "A text.", "A number."],
    ]);
    expect(tools[1]?.parameters.properties.get("x")?.description).toBe("Said as an option.");
  });

  it("may come from another file, and be zod under any name", async () => {
    const folder = project({
      "tools.ts": `
        import * as zod from "zod/v4";
        import { money } from "./money.js";
        export const pay = zod.object({ amount: money });
        export { refund } from "./money.js";
      `,
      "money.ts": `
        import z from "zod";
        export const money = z.number().positive();
        export const refund = z.object({ amount: money });
      `,
    });
    const { tools = [], text } = await readIn(folder, ["tools.ts"]);
    expect(text).toBe("\n");
    const amounts = tools.map(({ parameters }) => parameters.properties.get("amount")?.type);
    const money = { kind: "number", integer: false, exclusiveMinimum: 0 };
    expect(amounts).toEqual([money, money]);
  });
});

const refused: readonly string[] = [
  "export const is_transform = z.object({ x: z.string().transform((x) => x.length) });",
  "export const is_coerce = z.object({ x: z.coerce.number() });",
  "export const is_refine = z.object({ x: z.string().refine((x) => x > 'a') });",
  "export const is_default = z.object({ x: z.string().default('a') });",
  "export const is_pipe = z.object({ x: z.string().pipe(z.string()) });",
  "export const is_trim = z.object({ x: z.string().trim() });",
  "export const is_catch = z.object({ x: z.string().catch('a') });",
  "export const is_any = z.object({ x: z.any() });",
  "export const is_date = z.object({ x: z.date() });",
  "export const is_bigint = z.object({ x: z.bigint() });",
  "export const is_map = z.object({ x: z.map(z.string(), z.string()) });",
  "export const is_instance = z.object({ x: z.instanceof(URL) });",
  "export const is_custom = z.object({ x: z.custom<string>() });",
  "export const is_branded = z.object({ x: z.string().brand('x') });",
  "export const is_undefined = z.object({ x: z.string().or(z.undefined()) });",
  "export const is_caught = z.object({ x: address.catchall(z.number()) });",
  "export const is_json = z.object({ x: z.json() });",
  "export const is_template = z.object({ x: z.templateLiteral(['a', z.number()]) });",
  "export const is_loose_record = z.object({ x: z.looseRecord(z.string().min(2), z.number()) });",
  "export const is_numeric_record = z.object({ x: z.record(z.number(), z.string()) });",
  "export const is_url_of_host = z.object({ x: z.url({ hostname: /a/ }), y: z.url({ normalize: true }) });",
  "export const is_sticky = z.object({ x: z.string().regex(/a/gy) });",
  "export const is_made_pattern = z.object({ x: z.string().regex(new RegExp(String(most))) });",
  "export const is_xor = z.object({ x: z.xor([z.object({ a: z.string() }), z.object({})]) });",
  "export const is_list_of_maybe = z.object({ x: z.array(z.string().optional()) });",
  "export const is_merged_list = z.object({ x: z.array(address).and(z.array(z.object({}))) });",
  "const fixed = { coerce: true, error: 'no' };\nexport const is_optioned = z.object({ x: z.string({ ...fixed }) });",
  "export const is_enum = z.enum(['a']);",
  "export const is_optional = z.object({}).optional();",
  "export const is_computed = z.object({ ['x' + 'y']: z.string() });",
  "export const is_proto = z.object({ '__proto__': z.string() });",
  "export const is_made = make();\nfunction make() { return z.object({}); }",
  "export const is_made_in_part = z.object({ x: makePart(z.string()) });\nfunction makePart(part: z.ZodString) { return part.optional(); }",
  "export const is_looped = z.object(Object.fromEntries(statuses.map((name) => [name, z.string()])));",
  "export const is_conditional = z.object({ x: Math.random() > 0.5 ? z.string() : z.number() });",
  "export let is_variable = z.object({});",
  "let changing = z.string();\nexport const holds_variable = z.object({ x: changing });",
  "export const is_unknown_bound = z.object({ x: z.string().max(Math.random()), y: z.string().max(-1) });",
  "const wide: string[] = ['a'];\nexport const is_wide_enum = z.object({ x: z.enum(wide) });",
  "const options = [z.string()];\noptions.push(z.string());\nexport const is_changed = z.object({ x: z.union(options) });",
  "const loop: z.ZodType = z.lazy(() => loop).optional();\nexport const is_optional_in_itself = z.object({ loop });",
  "export default z.object({});",
];

const refusedIn3: readonly string[] = [
  "export const is_coerced = z.object({ x: z.string({ coerce: true }) });",
  "export const is_jwt = z.object({ x: z.string().jwt() });",
  "export const is_strict_and = z.object({ x: z.object({ a: z.string() }).strict().and(z.object({ b: z.string() })) });",
  "export const is_deep_partial = z.object({ x: z.object({}).deepPartial() });",
];

describe("a zod schema that cannot be read", () => {
  it("is one that something other than zod makes", async () => {
    const folder = project({
      "tools.ts":
        'import { z } from "./mine.js";\nexport const tool = z.object({ x: z.string() });',
      "mine.ts":
        'import * as zod from "zod";\nexport const z = { object: zod.looseObject, string: zod.coerce.string };',
    });
    const { tools, text } = await readIn(folder, ["tools.ts"]);
    expect(tools).toBeUndefined();
    expect(text).toContain("error[SC7009]");
  });

  it("is refused with its tool, the part and what to write instead", async () => {
    const { tools, text } = await readFiles({
      "tools.ts": `${preamble}\n${refused.join("\n\n")}\n`,
    });
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/zod.txt");
    const faults = text.match(/^error\[SC70(?:09|07)\]/gmu)?.length;
    expect(faults).toBeGreaterThanOrEqual(refused.length);
  });

  it("is refused in zod 3 and in zod/mini too", async () => {
    const { tools, text } = await readFiles({
      "tools.ts": `import { z } from "zod/v3";\n${refusedIn3.join("\n\n")}\n`,
      "mini.ts":
        'import * as z from "zod/mini";\nexport const mini = z.object({ x: z.optional(z.string()) });',
    });
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/zod-3.txt");
  });
});
