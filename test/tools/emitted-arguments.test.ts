// What is emitted for argument types: stable under Prettier, and of the same meaning in zod and in TypeScript.

import { argumentSchema } from "@authensor/safeclaw-runtime/policy";
import * as checks from "@authensor/safeclaw-runtime/schema";
import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { lines, print } from "../../compiler/code/code.js";
import { typescriptDeclaration } from "../../compiler/emit/arguments/typescript-type.js";
import {
  zodDeclaration,
  zodDefinition,
  zodSchema,
} from "../../compiler/emit/arguments/zod-schema.js";
import type { ArgumentType, ObjectType } from "../../compiler/tools/argument-type.js";
import { typescripts } from "../support/typescripts.js";
import { accepts } from "./support/accepts.js";
import { allObjects, allTypes, declaredNames, definitions } from "./support/all-types.js";
import { argumentTypes, objectTypes } from "./support/argument-types.js";
import { argumentValues } from "./support/argument-values.js";
import { project } from "./support/read.js";
import { runtimeSources, strictest, typeCheck } from "./support/type-check.js";

/** The schema that the emitted text makes. */
function evaluate(type: ArgumentType): z.ZodType {
  const declared = [...definitions].map(
    ([name, definition]) =>
      `const ${declaredNames.get(name)} = z.lazy(() => ${schemaText(definition)});`,
  );
  const body = [...declared, `return ${schemaText(type)};`].join("\n");
  const make: (...checks: readonly unknown[]) => z.ZodType = Object(
    new Function("z", ...Object.keys(checks), body),
  );
  return make(z, ...Object.values(checks));
}

function schemaText(type: ArgumentType): string {
  return print(zodSchema(type, declaredNames));
}

/** A type, and a value that may or may not fit it. */
const pairs = fc
  .oneof(argumentTypes(3), allTypes(2))
  .chain((type) => fc.tuple(fc.constant(type), argumentValues(type, definitions)));

const pair: ArgumentType = {
  kind: "array",
  prefix: [{ kind: "string" }, { kind: "number", integer: true }],
  items: { kind: "boolean" },
};

const matching: ArgumentType = {
  kind: "object",
  properties: new Map(),
  patterns: [{ pattern: { source: "^n_", flags: "u" }, type: { kind: "number", integer: false } }],
  additional: { kind: "unknown" },
};

describe("the emitted schema", () => {
  it("accepts what the type means, and nothing else", { timeout: 300_000 }, () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(pairs, ([type, value]) => {
        const expected = accepts(type, value, definitions);
        const schema = evaluate(type);
        expect(schema.safeParse(value).success).toBe(expected);
        const args = z.strictObject({ value: schema });
        expect(argumentSchema(z, args).accepts({ value })).toBe(expected);
        if (expected) accepted += 1;
        else refused += 1;
      }),
      { numRuns: 1000 },
    );
    // Both sides must have been tried, or the property says little.
    expect(Math.min(accepted, refused)).toBeGreaterThan(300);
  });

  it("does not change what it accepts", () => {
    fc.assert(
      fc.property(pairs, ([type, value]) => {
        const result = evaluate(type).safeParse(value);
        if (result.success) expect(result.data).toEqual(value);
      }),
      { numRuns: 400 },
    );
  });

  it.each<readonly [string, ArgumentType, unknown, boolean]>([
    ["code points, not UTF-16 units", { kind: "string", maxLength: 2 }, "💩💩", true],
    ["code points, not UTF-16 units", { kind: "string", minLength: 2 }, "💩", false],
    ["integers in any notation", { kind: "number", integer: true }, 1.0, true],
    ["integers only", { kind: "number", integer: true }, 1.5, false],
    ["no numbers in strings", { kind: "number", integer: false }, "5", false],
    ["no infinity", { kind: "number", integer: false }, Number.POSITIVE_INFINITY, false],
    ["no NaN", { kind: "number", integer: false }, Number.NaN, false],
    ["null where anything may be", { kind: "unknown" }, null, true],
    ["first items as far as they are there", pair, ["a"], true],
    ["first items that must be there", { ...pair, minItems: 2 }, ["a"], false],
    ["items behind the first", pair, ["a", 1, true], true],
    ["items behind the first by their type", pair, ["a", 1, "b"], false],
    ["items that must follow", { ...pair, minItems: 3 }, ["a", 1], false],
    ["items that are too many", { ...pair, maxItems: 3 }, ["a", 1, true, true], false],
    ["first items that are too many", { ...pair, maxItems: 1 }, ["a", 1], false],
    ["properties by pattern", matching, { n_a: 1 }, true],
    ["properties by pattern", matching, { n_a: "x" }, false],
    ["properties that no pattern matches", matching, { a: "x" }, true],
    ["properties that no pattern matches", { ...matching, additional: null }, { a: 1 }, false],
    [
      "names of properties",
      { ...matching, names: { kind: "string", maxLength: 3 } },
      { n_ab: 1 },
      false,
    ],
    ["no items behind the first", { ...pair, items: { kind: "never" } }, ["a", 1, true], false],
  ])("counts %s", (_, type, value, expected) => {
    expect(evaluate(type).safeParse(value).success).toBe(expected);
  });
});

function declarations(type: ObjectType, name = "Args"): string {
  return print(
    lines([
      typescriptDeclaration(name, type, declaredNames),
      zodDeclaration(name, type, declaredNames),
    ]),
  );
}

function definition(name: string, type: ArgumentType): string {
  return print(
    lines([
      typescriptDeclaration(name, type, declaredNames),
      zodDefinition(name, type, declaredNames),
    ]),
  );
}

const printed = fc.oneof(
  fc.oneof(objectTypes(3), allObjects(2)).map((type) => declarations(type)),
  fc
    .tuple(fc.constantFrom("TreeNode", `A${"a".repeat(80)}`), allTypes(2))
    .map(([name, type]) => definition(name, type)),
);

describe("the emitted text", () => {
  it("is what Prettier prints", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(printed, async (text) => {
        expect(await format(text, { parser: "typescript", printWidth: 100 })).toBe(`${text}\n`);
      }),
      { numRuns: 300 },
    );
  });

  it("is what Prettier prints of numbers with an exponent", async () => {
    const text = definition("Huge", {
      kind: "number",
      integer: false,
      minimum: -1e-7,
      maximum: 1e21,
    });
    expect(await format(text, { parser: "typescript", printWidth: 100 })).toBe(`${text}\n`);
  });

  it("is the same every time", () => {
    fc.assert(
      fc.property(fc.oneof(objectTypes(3), allObjects(2)), (type) => {
        expect(declarations(type)).toBe(declarations(type));
      }),
      { numRuns: 50 },
    );
  });
});

/** Whether TypeScript's index signature must be wider than zod's: it has to cover the named properties. */
function isWidened(type: ArgumentType): boolean {
  if (type.kind === "array") return isWidened(type.items);
  if (type.kind === "union") return type.members.some(isWidened);
  if (type.kind !== "object") return false;
  const { properties, additional } = type;
  const inside = [...properties.values()].some((property) => isWidened(property.type));
  if (additional === null || additional.kind === "unknown") return inside;
  return inside || properties.size > 0 || isWidened(additional);
}

/** A type of any kind with a value that it accepts. TypeScript takes names that all objects inherit for their own. */
const fitting = allObjects(2)
  .filter((type) => !/constructor|hasOwnProperty|toString/u.test(schemaText(type)))
  .chain((type) => fc.tuple(fc.constant(type), argumentValues(type, definitions)))
  .filter(([type, value]) => accepts(type, value, definitions));

const head = `import { z } from "zod";
import {
  ${Object.keys(checks).join(", ")},
} from "@authensor/safeclaw-runtime/schema";
type Ok<T extends true> = T;
type Fits<A, B> = [A] extends [B] ? true : false;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;`;

/** One module of all of that, so that tsc starts once. */
function typed(): string {
  const plain = fc.sample(objectTypes(3), { numRuns: 25 }).map((type, index) => {
    const name = `Args${index}`;
    const check = isWidened(type) ? "Fits" : "Equal";
    return [
      declarations(type, name),
      `const inferred${index} = ${schemaText(type)};`,
      `export type Check${index} = Ok<${check}<z.infer<typeof ${name}>, ${name}>>;`,
      `type Exact${index} = Ok<Equal<typeof inferred${index}, typeof ${name}>>;`,
    ].join("\n");
  });
  const all = fc.sample(fitting, { numRuns: 60 }).map(([type, value], index) => {
    const name = `All${index}`;
    return [
      declarations(type, name),
      `const all${index} = ${schemaText(type)};`,
      `type ExactAll${index} = Ok<Equal<typeof all${index}, typeof ${name}>>;`,
      `export const value${index}: ${name} = ${JSON.stringify(value)};`,
    ].join("\n");
  });
  const recursive = [...definitions].map(([name, type]) =>
    definition(declaredNames.get(name) ?? "", type),
  );
  return [head, ...recursive, ...plain, ...all].join("\n");
}

describe.each(typescripts)("under %s", (version) => {
  it("the emitted types are those of the schema", { timeout: 120_000 }, () => {
    const folder = project({
      "args.ts": typed(),
      "package.json": '{ "type": "module" }',
      "tsconfig.json": JSON.stringify({
        compilerOptions: { ...strictest, paths: runtimeSources },
      }),
    });
    expect(typeCheck(version, folder)).toBe("");
  });
});
