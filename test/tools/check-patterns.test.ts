// A pattern in a tool's own schema that can keep the guard busy is warned of, whatever the tool is written in.

import { expect, it } from "vitest";
import { project, readFiles, readIn } from "./support/read.js";

const slow = "^(a+)+$";

const ping = (type: object): string =>
  JSON.stringify({ name: "ping", parameters: { type: "object", properties: { code: type } } });

/** Where the warnings say that the pattern stands. */
function pointers(text: string): readonly string[] {
  const found = text.matchAll(
    /^warning\[SC7041\]: the pattern `(.*)` takes more than linear time, for example on `"a"\.repeat\(32\) \+ "\\u0000"` \(tool `ping` at `(.*)`\)$/gmu,
  );
  return [...found].map(([, pattern, pointer]) => {
    expect(pattern).toBe(slow);
    return pointer ?? "";
  });
}

const definition = ping({ type: "string", pattern: slow });

it.each([
  ["tools.json", definition, false],
  ["tools.ts", `export const tools = [${definition}] as const;`, false],
  [
    "tools.ts",
    `import { z } from "zod"; export const ping = z.object({ code: z.string().regex(/${slow}/) });`,
    false,
  ],
  ["tools.ts", `export const tools = [${definition}];`, true],
])("in %s: %s", async (path, source, evaluate) => {
  const { tools, text } = await readIn(project({ [path]: source }), [path], { evaluate });
  expect(tools).toHaveLength(1);
  expect(pointers(text)).toEqual(["/properties/code/pattern"]);
});

it.each([
  [{ type: "array", items: { pattern: slow, type: "string" } }, "/items/pattern"],
  [{ type: "array", contains: { pattern: slow, type: "string" } }, "/contains/pattern"],
  [
    { type: "object", patternProperties: { [slow]: { type: "null" } } },
    `/patternProperties/${slow}`,
  ],
  [{ type: "object", propertyNames: { pattern: slow, maxLength: 9 } }, "/propertyNames/pattern"],
  [
    { type: "object", additionalProperties: { pattern: slow, type: "string" } },
    "/additionalProperties/pattern",
  ],
  [{ type: ["string", "null"], pattern: slow }, "/anyOf/0/pattern"],
  [{ type: "string", not: { pattern: slow, type: "string" } }, "/not/pattern"],
  [
    { type: "object", properties: { "a/b": { pattern: slow, type: "string" } } },
    "/properties/a~1b/pattern",
  ],
])("in %j", async (type, pointer) => {
  const { text } = await readFiles({ "tools.json": ping(type) });
  expect(pointers(text)).toEqual([`/properties/code${pointer}`]);
});

it("once for each tool, and not for one that is linear", async () => {
  const twice = { type: "object", properties: { a: { type: "string", pattern: slow } } };
  const both = { ...twice, additionalProperties: { type: "string", pattern: slow } };
  expect(pointers((await readFiles({ "tools.json": ping(both) })).text)).toHaveLength(1);
  const fast = { type: "string", pattern: "^[a-z]+(-[a-z]+)*$" };
  expect((await readFiles({ "tools.json": ping(fast) })).text).toBe("\n");
});

it("also of a module that was remembered from the last time", async () => {
  const folder = project({ "tools.ts": `export const tools = [${definition}] as const;` });
  const first = await readIn(folder, ["tools.ts"], { cache: true });
  const second = await readIn(folder, ["tools.ts"], { cache: true });
  expect(pointers(second.text)).toHaveLength(1);
  expect(second.text).toBe(first.text);
});
