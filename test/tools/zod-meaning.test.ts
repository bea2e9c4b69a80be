// What is read of a zod schema accepts what the schema itself accepts and leaves as it is, and nothing else.

import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { accepts } from "./support/accepts.js";
import { emittedSchema } from "./support/emitted-schema.js";
import { project, readIn } from "./support/read.js";
import { formattedTexts, preamble, zodSources } from "./support/zod-sources.js";

const anything: readonly unknown[] = [
  ...formattedTexts,
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
    const emitted = emittedSchema(tool.parameters);
    for (const value of [{}, ...anything.map((x) => ({ x }))]) {
      const expected = isAccepted(made[`t${index}`], value);
      const found = accepts(tool.parameters, value, tool.definitions);
      expect({ source, value, found: emitted.safeParse(value).success }).toEqual({
        source,
        value,
        found,
      });
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

describe("what is read of a schema means what the schema means", () => {
  it.each([...zodSources])("in %s", { timeout: 120_000 }, compare);
});
