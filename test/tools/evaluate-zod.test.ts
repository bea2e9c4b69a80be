// Zod 4 schemas of a module that is run: they mean what zod means, or are refused by name.

import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { accepts } from "./support/accepts.js";
import { project, readIn } from "./support/read.js";
import { formattedTexts, preamble, zodSources } from "./support/zod-sources.js";

const withU = (pattern: string) => `z.string().regex(new RegExp(${JSON.stringify(pattern)}, "u"))`;

const more: readonly string[] = [
  "z.array(z.string()).min(1).min(2).max(3)",
  "z.number().multipleOf(2).multipleOf(3)",
  "z.any()",
  "z.string().regex(/^[a-c]{2}$/g)",
  "z.string().regex(/^[^a-z]*$/)",
  "z.string().regex(/^(?!a)[^b]*$/)",
  "z.string().regex(/^.+$/)",
  withU("^.$"),
  withU("^[^a]{2}$"),
  "z.lazy(() => z.object({ a: z.string() }))",
  "z.object({ get z() { return z.number().optional(); }, a: z.string().optional() })",
  'z.string().meta({ type: "number", enum: [] } as object)',
];

/** What zod says and no schema: each is refused, with a way out. */
const refused: readonly string[] = [
  'z.string().refine((text) => text === "a")',
  "z.string().superRefine(() => {})",
  "z.string().check((payload) => { payload.issues.pop(); })",
  "z.string().trim()",
  "z.string().transform((text) => text.length)",
  'z.string().default("a")',
  'z.string().prefault("a")',
  'z.string().catch("a")',
  "z.string().pipe(z.string())",
  "z.coerce.number()",
  "z.preprocess((value) => value, z.string())",
  "z.stringbool()",
  "z.date()",
  "z.bigint()",
  "z.map(z.string(), z.string())",
  "z.set(z.string())",
  "z.undefined()",
  "z.nan()",
  "z.instanceof(Date)",
  "z.custom<string>()",
  "z.file()",
  "z.promise(z.string())",
  "z.templateLiteral([z.string()])",
  "z.looseRecord(z.string().regex(/^a/), z.string())",
  "z.record(z.number(), z.string())",
  "z.string().regex(/^a/i)",
  "z.string().regex(/^.$/)",
  "z.string().regex(/^[^a]$/)",
  "z.string().regex(/^.{2}$/s)",
  "z.string().regex(/^\\S$/)",
  "z.string().regex(/^(?!.+b$)/)",
  "z.string().regex(/💩/)",
  'z.stringFormat("email", () => true)',
  'z.stringFormat("email", () => true, { pattern: /^a/ } as object)',
  "z.number().refine((value) => value > 1)",
  "z.object({ a: z.string() }).refine(() => true)",
  "z.object({ a: z.object({ b: z.string().trim() }) })",
  "z.array(z.string().trim())",
  "z.union([z.string(), z.string().trim()])",
];

const values: readonly unknown[] = [
  ...formattedTexts,
  ...[null, true, 0, -1, 1, 1.5, 2, 3, 5, 6, 3_000_000_000, 5_000_000_000],
  ..."|a|b|c|ab|abc|aab|A|red|Red|blue|open|5|💩|💩💩|$|a.b(/|bbb|a\nc|x💩|b💩b".split("|"),
  ...[[], ["a"], ["a", 1], ["a", 1, 2], ["a", "b", "c"], ["a", 1, true], [1], [null]],
  ...[{}, { a: "x" }, { a: 1 }, { a: "xy" }, { a: "xy", b: 1 }, { b: 1 }, { b: "x" }, { z: 1 }],
  ...[{ a: "x", b: "y" }, { a: "x", z: 1 }, { k: "a" }, { k: "b" }, { k: "b", n: 1 }, { 1: "x" }],
  ...[{ a: null }, { a: "x", b: null }, { a: 1, "c-d": true }, { a: "x", "c-d": true }, { ab: 1 }],
];

async function read(sources: readonly string[]) {
  const exports = sources.map((source, at) => `export const t${at} = z.object({ x: ${source} });`);
  const module = `import { z } from "zod";\n${preamble}\n${exports.join("\n")}\n`;
  const folder = project({ "tools.ts": module });
  const { tools, text } = await readIn(folder, ["tools.ts"], { evaluate: true });
  const faults = [...text.matchAll(/^error\[SC7009\]: tool `t(\d+)`[^\n]*/gmu)];
  return { folder, tools, text, faults: new Set(faults.map(([, at]) => Number(at))) };
}

it("refuses what no JSON Schema says", async () => {
  const { faults, text, tools } = await read(refused);
  expect(refused.filter((_, at) => !faults.has(at))).toEqual([]);
  expect(tools).toBeUndefined();
  await expect(text).toMatchFileSnapshot("golden/evaluate-zod.txt");
});

describe("what is not refused", () => {
  it("means what the schema means", { timeout: 120_000 }, async () => {
    const all = [...(zodSources.get("zod") ?? []), ...more];
    const { faults } = await read(all);
    const notRead = all.filter((_, at) => faults.has(at)).join("\n");
    await expect(`${notRead}\n`).toMatchFileSnapshot("golden/evaluate-zod-refused.txt");
    const sources = all.filter((_, at) => !faults.has(at));
    const { folder, tools = [], text } = await read(sources);
    expect(text).not.toContain("error");
    const made: Readonly<Record<string, unknown>> = await import(join(folder, "tools.ts"));
    const wrong: unknown[] = [];
    let accepted = 0;
    for (const [at, source] of sources.entries()) {
      const tool = tools.find(({ name }) => name === `t${at}`);
      if (tool === undefined) throw new Error(`${source} was not read`);
      for (const value of [{}, ...values.map((x) => ({ x }))]) {
        const expected = isAccepted(made[`t${at}`], value);
        const found = accepts(tool.parameters, value, tool.definitions);
        if (found !== expected) wrong.push({ source, value, expected, found });
        if (expected) accepted += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(accepted).toBeGreaterThan(sources.length);
  });
});

/** Accepted as it is: what zod would drop of a value, no handler would get to see. */
function isAccepted(schema: unknown, value: unknown): boolean {
  const parse: unknown = Reflect.get(Object(schema), "safeParse");
  const result: unknown = typeof parse === "function" ? parse(value) : undefined;
  const { success, data } = Object(result);
  return success === true && isDeepStrictEqual(data, value);
}

it("reads schemas that contain themselves", async () => {
  const source = `import { z } from "zod";
const node = z.object({ name: z.string(), get children() { return z.array(node); } });
export const grow = node;
export const plant = z.object({ root: node, other: z.lazy(() => node).optional() });`;
  const folder = project({ "tools.ts": source });
  const { tools = [], text } = await readIn(folder, ["tools.ts"], { evaluate: true });
  expect(text).toBe("\n");
  const leaf = { name: "a", children: [] };
  for (const { name, parameters, definitions } of tools) {
    const wrap = (value: unknown) => (name === "grow" ? value : { root: value, other: value });
    expect(accepts(parameters, wrap({ name: "b", children: [leaf, leaf] }), definitions)).toBe(
      true,
    );
    expect(accepts(parameters, wrap({ name: "b", children: [leaf, {}] }), definitions)).toBe(false);
  }
  expect(tools).toHaveLength(2);
});
