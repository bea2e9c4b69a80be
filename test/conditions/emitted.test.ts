// The code of conditions: laid out as Prettier has it, well-typed by itself, and harmless whatever a policy says.

import fc from "fast-check";
import { format } from "prettier";
import { expect, test } from "vitest";
import type { ObjectType } from "../../compiler/tools/argument-type.js";
import { folder } from "../cli/folder.js";
import { conditionArbitrary } from "../property/expressions.js";
import { subject } from "../property/subject.js";
import { runtimeSources, strictest, typeCheck } from "../tools/support/type-check.js";
import { answerOf, conditionOf, noSubject } from "./condition-of.js";

/** Different ones, of which the compiler refuses none. */
const sound = fc
  .sample(conditionArbitrary, { numRuns: 400 })
  .map((text) => conditionOf(text, subject))
  .filter(({ holds }) => holds !== null);

test("it is what Prettier writes", async () => {
  for (const { module } of sound) {
    expect(await format(module, { parser: "typescript", printWidth: 100 })).toBe(module);
  }
});

test("its types fit by themselves", () => {
  const lines = sound.map(({ code }, index) => `export const c${index}: Holds = ${code};`);
  const path = folder({
    "package.json": '{ "type": "module" }',
    "conditions.ts": [
      'import { cel } from "@authensor/safeclaw-runtime/conditions";',
      "type Holds = ReturnType<typeof cel.condition>;",
      ...lines,
    ].join("\n"),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...strictest, paths: runtimeSources },
      files: ["conditions.ts"],
    }),
  });
  expect(typeCheck("typescript", path)).toBe("");
});

test("a text of the policy stays a text", () => {
  const parameters: ObjectType = {
    kind: "object",
    properties: new Map([["s", { type: { kind: "string" }, required: true, description: null }]]),
    additional: null,
  };
  const own = { ...noSubject, parameters };
  const hostile = fc.oneof(
    fc.constantFrom(
      '"); process.exit(1); ("',
      "${process}",
      "`",
      "\\",
      "*/",
      "\u2028\u2029",
      "</script>",
    ),
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary-ascii" }),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const compiled = conditionOf(`args.s == ${JSON.stringify(text)}`, own);
      expect(compiled.findings).toEqual([]);
      expect(answerOf(compiled, { args: { s: text } })).toBe(true);
      expect(answerOf(compiled, { args: { s: `${text}.` } })).toBe(false);
    }),
  );
});
