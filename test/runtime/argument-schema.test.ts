// A zod schema as guards ask it: compiled, it must answer as zod's own `safeParse` does.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { argumentSchema } from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";

interface Tree {
  value: number;
  children: Tree[];
}
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.strictObject({ value: z.number(), children: z.array(tree) }),
);

/** The kinds of schema that the compiler emits, and two that zod does not compile: one with a cycle, one with `lazy`. */
const schemas = {
  strict: z.strictObject({ a: z.string(), b: z.number() }),
  loose: z.looseObject({ a: z.string() }),
  stripping: z.object({ a: z.string() }),
  optional: z.strictObject({ a: z.string().exactOptional(), b: z.number().exactOptional() }),
  literals: z.strictObject({ a: z.literal(["x", "y", 1, true]), b: z.literal(null) }),
  numbers: z.strictObject({ a: z.int().min(0).max(5), b: z.number().multipleOf(0.5) }),
  strings: z.strictObject({ a: z.string().min(1).max(3), b: z.string().regex(/^x+$/u) }),
  nested: z.strictObject({ a: z.strictObject({ b: z.array(z.string()).min(1) }) }),
  union: z.strictObject({ a: z.union([z.string(), z.number(), z.strictObject({ b: z.null() })]) }),
  intersection: z.intersection(z.looseObject({ a: z.string() }), z.looseObject({ b: z.number() })),
  record: z.strictObject({ a: z.record(z.string(), z.number()) }),
  catchall: z.object({ a: z.string() }).catchall(z.number()),
  tuple: z.strictObject({ a: z.tuple([z.string(), z.number()]) }),
  unknown: z.strictObject({ a: z.unknown(), b: z.never().exactOptional() }),
  lazy: z.strictObject({ a: tree }),
  recursive: z.strictObject({
    a: z.string(),
    get b() {
      return schemas.recursive.exactOptional();
    },
  }),
};

const key = fc.constantFrom("a", "a", "a", "b", "b", "c", "value", "children");
const leaf = fc.constantFrom("x", "y", "xx", "", 0, 1, 2.5, 6, -1, true, false, null);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
}));

describe.each(Object.entries(schemas))("%s", (_kind, schema) => {
  const args = fc.dictionary(key, value, { maxKeys: 3 });

  test("answers as safeParse does, and explains what it refuses", () => {
    const checked = argumentSchema(z, schema);
    fc.assert(
      fc.property(args, (given) => {
        const { success, error } = schema.safeParse(given);
        expect(checked.accepts(given)).toBe(success);
        if (error !== undefined) {
          const [issue] = error.issues;
          expect(checked.explain(given)).toEqual({
            path: issue?.path.join(".") || null,
            message: issue?.message,
          });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("changes nothing", () => {
    const checked = argumentSchema(z, schema);
    fc.assert(
      fc.property(args, (given) => {
        const before = structuredClone(given);
        checked.accepts(given);
        expect(given).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

test("works where code generation is forbidden", () => {
  const runtime = fileURLToPath(new URL("../../runtime/policy.ts", import.meta.url));
  const script = `
    import { argumentSchema } from ${JSON.stringify(runtime)};
    import { z } from "zod";
    try { new Function("return 1")(); console.log("not forbidden"); } catch {}
    const schema = argumentSchema(z, z.strictObject({ amount: z.number() }));
    const given = [{ amount: 1 }, { amount: "1" }, {}, { amount: 1, more: 1 }];
    console.log(JSON.stringify([...given, ...given].map((args) => schema.accepts(args))));
  `;
  const options = ["--disallow-code-generation-from-strings", "--import=tsx"];
  const output = execFileSync(process.execPath, [...options, "--input-type=module", "-e", script], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    encoding: "utf8",
  });
  const once = [true, false, false, false];
  expect(JSON.parse(output)).toEqual([...once, ...once]);
});

test("is compiled when it is first asked, and once", () => {
  let compiled = 0;
  const counting = {
    compile: (schema: never, options: { readonly strict: true }) => {
      compiled += 1;
      return z.compile(schema, options);
    },
    validate: z.validate,
  };
  const schema = argumentSchema(counting, schemas.strict);
  expect(compiled).toBe(0);
  for (const args of [{ a: "x", b: 1 }, { a: 1 }, {}]) schema.accepts(args);
  expect(compiled).toBe(1);
});
