// What is read of a zod schema accepts what the schema itself accepts and leaves as it is, and nothing else.

import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { accepts } from "./support/accepts.js";
import { project, readIn } from "./support/read.js";

const preamble = `
const statuses = ["open", "closed"] as const;
enum Color { Red = "red", Blue = "blue" }
enum Level { Low, High = 5 }
const base = z.object({ a: z.string(), b: z.number().optional() });
const shape = { a: z.string(), "c-d": z.boolean() };
const kinds = z.enum(["a", "b", "c"]);
`;

/** Schemas that both zods can make. */
const shared = `
z.string()
z.string().min(2)
z.string().max(2)
z.string().length(2)
z.string().nonempty()
z.string().regex(/^a/)
z.string().regex(/^A/i).regex(/b$/)
z.string().regex(new RegExp("^\\\\w+$", "u"))
z.string().startsWith("a").endsWith("c")
z.string().startsWith("a.b(/")
z.string().includes("$")
z.string().includes("b", { position: 2 })
z.number()
z.number().int()
z.number().min(1).max(3)
z.number().gt(1).lt(3)
z.number().positive()
z.number().nonpositive()
z.number().multipleOf(2)
z.number().step(0.5)
z.number().finite()
z.boolean()
z.null()
z.undefined()
z.undefined().or(z.string())
z.unknown()
z.never()
z.never().optional()
z.literal("a")
z.literal(5)
z.literal(null)
z.enum(["a", "b"])
z.enum(statuses)
kinds.exclude(["a"])
kinds.extract(["a", "b"])
z.nativeEnum(Color)
z.nativeEnum(Level)
z.array(z.string())
z.array(z.string()).min(1).max(2)
z.number().array().length(1)
z.array(z.string()).nonempty()
z.array(z.unknown())
z.array(z.string()).element
z.tuple([z.string(), z.number()])
z.tuple([z.string()]).rest(z.number())
z.tuple([])
z.string().optional()
z.string().nullable()
z.string().nullish()
z.string().optional().nullable()
z.string().optional().unwrap()
z.string().nullable().optional().unwrap()
z.string().nullable().unwrap()
z.union([z.string(), z.number()])
z.union([z.string(), z.number().optional()])
z.string().or(z.null())
z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b"), n: z.number() })])
z.object({})
z.object(shape)
z.object({ ...shape, a: z.number() })
z.object({ ...base.shape, c: z.string() })
z.object({ a: base.shape.a, b: base.shape["b"] })
base
base.strict()
base.passthrough()
base.passthrough().strip()
base.catchall(z.number())
z.object({ a: z.string() }).catchall(z.number())
base.extend({ b: z.string(), k: z.literal("a").optional() })
base.merge(z.object({ a: z.number() }).passthrough())
base.pick({ a: true })
base.omit({ a: true })
base.partial()
base.partial({ a: true })
base.required()
base.partial().required({ b: true })
base.keyof()
z.object({ a: z.string() }).and(z.object({ b: z.number() }))
z.intersection(z.object({ a: z.string() }), z.object({ a: z.string().min(2), b: z.number().optional() }))
z.object({ a: z.string() }).and(z.object({ b: z.number() }).passthrough())
z.object({ a: z.string() }).and(z.record(z.string(), z.string()))
z.object({ a: z.string() }).and(z.union([z.object({ b: z.number() }), z.object({ k: z.literal("a") })]))
z.string().min(2).and(z.string().max(2))
z.union([z.string(), z.number(), z.null()]).and(z.union([z.number().int(), z.string(), z.boolean()]))
z.enum(["a", "b"]).and(z.enum(["b", "c"]))
z.record(z.string(), z.number())
z.record(z.string().min(2), z.number())
z.record(z.string().regex(/^a/), z.unknown())
z.record(z.enum(["a", "b"]), z.unknown())
z.string().brand("x")
z.object({ a: z.string() }).readonly()
z.lazy(() => z.string())
z.lazy(() => base)
z.string().describe("A text.")
`;

/** Zod 4 alone has these, or means something else by them. */
const own4 = `
z.int()
z.int32()
z.uint32()
z.float32()
z.float64()
z.number().safe()
z.string().lowercase()
z.string().uppercase()
z.literal(["a", 5, null, true])
z.enum(Color)
z.enum(Level)
z.enum(Color).exclude(["Red"])
z.enum({ A: "a", B: "b" } as const).extract(["B"])
z.optional(z.string())
z.exactOptional(z.string())
z.nullable(z.string())
z.nullish(z.string())
z.tuple([z.string()], z.number())
z.nonoptional(z.string().optional())
z.string().optional().nonoptional()
z.readonly(z.array(z.string()))
z.array(z.string()).unwrap()
z.tuple([z.string(), z.number().optional()])
z.tuple([z.string().optional(), z.number().optional()], z.boolean())
z.strictObject({ a: z.string() })
z.looseObject({ a: z.string() })
base.loose()
base.safeExtend({ c: z.string() })
base.exactPartial()
z.keyof(base)
z.strictObject({ a: z.string() }).and(z.strictObject({ b: z.number() }))
z.object({ o: z.object({ a: z.string() }) }).and(z.object({ o: z.object({ b: z.number() }) }))
z.xor([z.string().min(2), z.string().max(2), z.number()])
z.xor([z.looseObject({ a: z.string() }), z.looseObject({ b: z.number() })])
z.record(z.enum(["a", "b"]), z.number().or(z.string()))
z.record(z.literal([1, 2]), z.string())
z.record(z.union([z.literal("a"), z.literal("b")]), z.unknown())
z.record(z.union([z.literal("b"), z.string().min(2)]), z.unknown())
z.partialRecord(z.enum(["a", "b"]), z.unknown())
z.object({ get a() { return z.string(); } })
z.string().meta({ description: "A text.", title: "Text" })
z.string().register(z.globalRegistry, { description: "A text." })
z.stringFormat("two", /^..$/)
`;

const own3 = `
z.number().safe()
z.strictObject({ a: z.string() })
z.record(z.number())
z.record(z.enum(["a", "b"]), z.number())
z.string().optional().nullable().and(z.string().optional())
z.object({ a: z.string().optional().nullable(), b: z.string().optional().describe("B") }).required()
`;

const anything: readonly unknown[] = [
  ...[null, true, 0, -1, 1, 1.5, 2, 3, 5, 6, 3_000_000_000, 5_000_000_000],
  ..."|a|b|c|ab|abc|aab|A|red|Red|Blue|blue|open|5|💩|💩💩|$|a.b(/|xyb|bbb|a\nc".split("|"),
  ...[[], ["a"], ["a", 1], ["a", 1, 2], ["a", "b", "c"], ["a", 1, true], [1], [1, 2], [null]],
  ...[
    {},
    { a: "x" },
    { a: 1 },
    { a: "xy" },
    { a: "xy", b: 1 },
    { a: "x", b: 1 },
    { b: 1 },
    { b: "x" },
  ],
  ...[
    { a: "x", b: "y" },
    { a: "x", c: "y" },
    { a: "x", z: 1 },
    { a: "x", z: "y" },
    { a: "x", k: "a" },
  ],
  ...[{ a: null }, { a: "x", b: null }, { k: "a" }, { k: "b" }, { k: "b", n: 1 }, { k: "a", n: 1 }],
  ...[{ a: 1, "c-d": true }, { a: "x", "c-d": true }, { ab: 1 }, { 1: "x", 2: "y" }, { 1: "x" }],
  ...[{ o: { a: "x", b: 1 } }, { o: { a: "x" } }, { a: 1, b: 2 }, { aa: 1, b: 2 }, { z: 1 }],
];

async function compare(zod: string, sources: readonly string[]): Promise<void> {
  const exports = sources.map(
    (source, index) => `export const t${index} = z.object({ x: ${source} });`,
  );
  const module = `import { z } from "${zod}";\n${preamble}\n${exports.join("\n")}`;
  const folder = project({ "tools.ts": module });
  const { tools = [], text } = await readIn(folder, ["tools.ts"]);
  expect(text).toBe("\n");
  const made: Record<string, unknown> = await import(join(folder, "tools.ts"));
  let accepted = 0;
  const wrong: unknown[] = [];
  for (const [index, source] of sources.entries()) {
    const tool = tools.find(({ name }) => name === `t${index}`);
    if (tool === undefined) throw new Error(`${source} was not read`);
    for (const value of [{}, ...anything.map((x) => ({ x }))]) {
      const expected = isAccepted(made[`t${index}`], value);
      const found = accepts(tool.parameters, value, tool.definitions);
      if (found !== expected) wrong.push({ source, value, expected, found });
      if (expected) accepted += 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(accepted).toBeGreaterThan(sources.length);
}

/** Accepted as it is: what zod would drop of a value or change in it, no handler would get to see. */
function isAccepted(schema: unknown, value: unknown): boolean {
  const parse: unknown = Reflect.get(Object(schema), "safeParse");
  const result: unknown = typeof parse === "function" ? parse(value) : undefined;
  const { success, data } = Object(result);
  return success === true && isDeepStrictEqual(data, value);
}

const lines = (text: string): readonly string[] => text.trim().split("\n");

describe("what is read of a schema means what the schema means", () => {
  it("in zod 4", { timeout: 120_000 }, async () => {
    await compare("zod", [...lines(shared), ...lines(own4)]);
  });

  it("in zod 3", { timeout: 120_000 }, async () => {
    await compare("zod/v3", [...lines(shared), ...lines(own3)]);
  });
});
