// Argument types as JSON Schema: ajv and the reader of definitions take it for what the type means.

import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonSchema } from "../../compiler/emit/arguments/json-schema.js";
import type { ObjectType } from "../../compiler/tools/argument-type.js";
import { accepts } from "./support/accepts.js";
import { allObjects, definitions } from "./support/all-types.js";
import { argumentValues } from "./support/argument-values.js";
import { readFiles } from "./support/read.js";

/** JSON Schema has neither flags of patterns nor zod's formats, and to ajv a quotient of 1e21 is not whole. */
function isSayable(type: ObjectType): boolean {
  const text = JSON.stringify(type, (_, part: unknown) => (part instanceof Map ? [...part] : part));
  return !/"of":"zod"|"flags":"i"|"multiplesOf":\[[^\]]*0\.000001/u.test(text);
}

const pairs = allObjects(2)
  .filter(isSayable)
  .chain((type) =>
    fc.tuple(
      fc.constant(type),
      fc.array(argumentValues(type, definitions), { minLength: 1, maxLength: 8 }),
    ),
  );

describe("the printed schema", () => {
  it("means the same to ajv", () => {
    // Without allErrors, ajv takes a missing property of the name "" for no error.
    const options = { validateSchema: false, ownProperties: true, allErrors: true } as const;
    const ajv = new Ajv.default({ strict: false, ...options });
    formats.default(ajv);
    let accepted = 0;
    fc.assert(
      fc.property(pairs, ([type, values]) => {
        const validate = ajv.compile(jsonSchema(type, definitions));
        for (const value of values) {
          const expected = accepts(type, value, definitions);
          // ajv compares items of a list by `valueOf`, which objects without a prototype lack.
          expect([validate(structuredClone(value)), value]).toEqual([expected, value]);
          accepted += Number(expected);
        }
      }),
      { numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it("means the same when it is read again", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([type, values]) => {
        const parameters = jsonSchema(type, definitions);
        const { tools } = await readFiles({
          "tools.json": JSON.stringify([{ name: "tool", parameters }]),
        });
        const [tool] = tools ?? [];
        for (const value of values) {
          const expected = accepts(type, value, definitions);
          const again = tool !== undefined && accepts(tool.parameters, value, tool.definitions);
          expect([again, value]).toEqual([expected, value]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("holds all that several parts of a definition ask of one pattern", async () => {
    const part = (type: object) => ({ type: "object", patternProperties: { "^n_": type } });
    const allOf = [part({ type: "number", minimum: 1 }), part({ type: "number", maximum: 5 })];
    const { tools } = await readFiles({
      "tools.json": JSON.stringify([{ name: "tool", parameters: { type: "object", allOf } }]),
    });
    const [tool] = tools ?? [];
    const validate = new Ajv.default().compile(
      tool === undefined ? {} : jsonSchema(tool.parameters),
    );
    expect([0, 3, 9].map((n_a) => validate({ n_a }))).toEqual([false, true, false]);
  });
});
