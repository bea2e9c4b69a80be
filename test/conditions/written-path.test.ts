// What advice says of an argument is CEL, whatever the argument is called.

import fc from "fast-check";
import { expect, it } from "vitest";
import { parseCondition } from "../../compiler/conditions/parse-condition.js";
import { pathOf, pathTo } from "../../compiler/conditions/presence.js";
import { writtenPath } from "../../compiler/conditions/written-path.js";
import { folder } from "../cli/folder.js";
import { compileHere } from "../diagnostics/compile-here.js";

const name = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("in", "null", "true", "false", "a", "_a1", "1a", 'we"ird', "a b", "a\\", "a\nb"),
);

it("a path is read as it was meant", () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (path) => {
      const parsed = parseCondition(writtenPath("args", path));
      const read = "tree" in parsed ? pathOf(parsed.tree) : parsed.problem;
      expect(read).toBe(path.reduce(pathTo, "args"));
    }),
  );
});

it.each(["n", "a b", 'we"ird', "in"])("advice on an argument called %s compiles", async (key) => {
  const properties = { [key]: { type: ["number", "null"] } };
  const parameters = { type: "object", properties, required: [key], additionalProperties: false };
  const compiled = (constraints: object) => {
    const actions = [{ tool: "t", effect: "allow", constraints }];
    const policies = [{ name: "p", actions }];
    return compileHere(
      folder({
        "package.json": "{}",
        "tools.json": JSON.stringify([{ name: "t", parameters }]),
        "safeclaw.yaml": JSON.stringify({ version: 1, tools: "./tools.json", policies }),
      }),
    );
  };
  const { text } = await compiled({ [key]: { max: 3 } });
  const that = /say so with `require: \{ that: (.+) \}`/u.exec(text)?.[1];
  expect((await compiled({ [key]: { max: 3 }, require: { that } })).text).toMatch(/^\S+ wrote/u);
});
