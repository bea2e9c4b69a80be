// What is emitted for argument types: stable under Prettier, and of the same meaning in zod, TypeScript and JSON Schema.

import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { lines, print } from "../../compiler/code/code.js";
import { typescriptDeclaration } from "../../compiler/emit/arguments/typescript-type.js";
import { zodDeclaration } from "../../compiler/emit/arguments/zod-schema.js";
import type { ObjectType } from "../../compiler/tools/argument-type.js";
import { objectTypes } from "./support/argument-types.js";

function emitted(type: ObjectType): string {
  return print(lines([typescriptDeclaration("Args", type), zodDeclaration("Args", type)]));
}

describe("emitted argument types", () => {
  it("are what Prettier prints", async () => {
    await fc.assert(
      fc.asyncProperty(objectTypes(3), async (type) => {
        const text = `${emitted(type)}\n`;
        expect(await format(text, { parser: "typescript", printWidth: 100 })).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });
});
