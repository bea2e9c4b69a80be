// A zod schema as guards ask it: compiled, it must answer as zod's own `safeParse` does.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { argumentSchema } from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { tellingIssue } from "../../runtime/telling-issue.js";

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
          const issue = tellingIssue(error.issues);
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

const order = z.strictObject({ total: z.number(), paid: z.boolean() });
const card = z.strictObject({ by: z.literal("card"), number: z.string() });
const transfer = z.strictObject({ by: z.literal("transfer"), iban: z.string().min(3) });
const unions = argumentSchema(
  z,
  z.strictObject({
    order: z.union([order, z.null()]).exactOptional(),
    sizes: z.union([z.array(z.union([z.string(), z.number()])), z.string()]).exactOptional(),
    pay: z.union([z.discriminatedUnion("by", [card, transfer]), z.null()]).exactOptional(),
    state: z.union([z.literal("open"), z.number()]).exactOptional(),
    mail: z.union([order, z.union([z.string(), z.null()])]).exactOptional(),
  }),
);

test.each([
  [{ order: { total: "9", paid: true } }, "order.total", "expected number, received string"],
  [{ order: { total: 9 } }, "order.paid", "expected boolean, received undefined"],
  [{ order: "9" }, "order", "expected object or null, received string"],
  [{ sizes: ["s", null] }, "sizes.1", "expected string or number, received null"],
  [{ sizes: 7 }, "sizes", "expected array or string, received number"],
  [{ pay: { by: "card", number: 7 } }, "pay.number", "expected string, received number"],
  [{ pay: { by: "cash" } }, "pay.by", "Invalid discriminator value. Expected 'card' | 'transfer'"],
  [{ state: "shut" }, "state", "Invalid input"],
  [{ mail: 7 }, "mail", "expected object or string or null, received number"],
])("of a union, says what the member lacks that is nearest: %j", (args, path, message) => {
  const said = unions.explain(args);
  expect([said.path, said.message.replace("Invalid input: ", "")]).toEqual([path, message]);
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

/** Zod's module, of which is noted what it is asked; the compiled form of a schema is a word. */
function noting({ compiles }: { readonly compiles: boolean }) {
  const asked: unknown[] = [];
  const module = {
    compile(schema: never, options: { readonly strict: true }) {
      asked.push(["compile", schema, options]);
      if (!compiles) throw new Error("not this one");
      return "compiled";
    },
    validate(schema: never, value: unknown) {
      asked.push(["validate", schema, value]);
      return true;
    },
  };
  return { asked, module };
}

test("is compiled strictly when it is first asked, and once", () => {
  const { asked, module } = noting({ compiles: true });
  const schema = argumentSchema(module, schemas.strict);
  expect(asked).toEqual([]);
  const calls = [{ a: "x", b: 1 }, { a: 1 }, {}];
  expect(calls.map((args) => schema.accepts(args))).toEqual([true, true, true]);
  expect(asked).toEqual([
    ["compile", schemas.strict, { strict: true }],
    ...calls.map((args) => ["validate", "compiled", args]),
  ]);
});

test("is asked itself where zod does not compile it, which is tried once", () => {
  const { asked, module } = noting({ compiles: false });
  const schema = argumentSchema(module, schemas.strict);
  expect([{ a: "x", b: 1 }, { a: 1 }].map((args) => schema.accepts(args))).toEqual([true, false]);
  expect(asked).toHaveLength(1);
});

test("sees the call's own arguments, or copies that inherit nothing where a name asks for it", () => {
  const { asked, module } = noting({ compiles: true });
  const args = { a: { b: 1 } };
  argumentSchema(module, schemas.strict).accepts(args);
  argumentSchema(module, schemas.strict, { inheritedNames: true }).accepts(args);
  const seen = asked.flatMap((call) =>
    Array.isArray(call) && call[0] === "validate" ? [call[2]] : [],
  );
  expect(seen).toEqual([args, args]);
  expect(seen.map((value) => value === args)).toEqual([true, false]);
  expect(seen.map((value) => Object.getPrototypeOf(value))).toEqual([Object.prototype, null]);
});

test("an inherited name is not an argument", () => {
  const schema = z.looseObject({ constructor: z.function() });
  const own = Object.assign(Object.create(null), { constructor: () => 1 });
  const checked = argumentSchema(z, schema, { inheritedNames: true });
  expect([{}, own].map((args) => checked.accepts(args))).toEqual([false, true]);
  expect(checked.explain({}).path).toBe("constructor");
  const list = z.looseObject({ a: z.array(z.array(z.number())) });
  const calls = [{ a: [[1], []] }, { a: [{}] }, { a: [1] }];
  expect(
    calls.map((args) => argumentSchema(z, list, { inheritedNames: true }).accepts(args)),
  ).toEqual([true, false, false]);
});

test("of what fits there is nothing to explain", () => {
  const { explain, names } = argumentSchema(z, schemas.strict);
  expect(explain({ a: "x", b: 1 })).toEqual({ path: null, message: "they do not fit the tool" });
  expect(explain(null)).toMatchObject({ path: null });
  expect(names).toEqual(["a", "b"]);
  expect(argumentSchema(z, z.unknown()).names).toEqual([]);
});
