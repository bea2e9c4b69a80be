// Drift between generated code and the application's tools, found by tsc alone.

import { describe, expect, it } from "vitest";
import { lines, print } from "../../compiler/code/code.js";
import { linkChecks } from "../../compiler/emit/arguments/link-checks.js";
import { typescriptDeclaration } from "../../compiler/emit/arguments/typescript-type.js";
import { project, readIn } from "./support/read.js";
import { runtimeSources, strictest, typeCheck } from "./support/type-check.js";

const functions = `
  enum Color { Red = "red", Blue = "blue" }
  interface Line { readonly sku: string; readonly tags?: readonly string[] }
  export async function refund_order(args: {
    readonly order_id: string;
    amount: number;
    reason?: "late" | "broken" | undefined;
    lines: readonly Line[];
    color?: Color;
    extra: Record<string, unknown>;
    nothing: string | null;
    anything: unknown;
  }): Promise<string> { return args.order_id; }
  export const ping = () => "pong";
`;

const schemas = `
  import { z } from "zod";
  export const refund_order = z.object({
    order_id: z.string(),
    amount: z.number().positive(),
    reason: z.enum(["late", "broken"]).optional(),
    extra: z.looseObject({ a: z.string() }),
    nothing: z.string().nullish(),
  });
`;

/** Compiles the tools' part of the generated code, then changes the application, and asks tsc. */
async function drift(source: string, changed: string, version = "typescript"): Promise<string> {
  const folder = project({ "tools.ts": source, "package.json": '{ "type": "module" }' });
  const { tools = [] } = await readIn(folder, ["tools.ts"]);
  const named = tools.map((tool, index) => ({ ...tool, argsName: `Args${index}` }));
  const body = lines([
    ...named.map(({ argsName, parameters }) => typescriptDeclaration(argsName, parameters)),
    ...linkChecks(named, () => "./tools.js"),
  ]);
  const generated = `import type { Fits, Ok } from "@authensor/safeclaw-runtime/policy";\n${print(body)}\n`;
  const application = project({
    "tools.ts": changed,
    "generated.ts": generated,
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...strictest, isolatedDeclarations: false, paths: runtimeSources },
    }),
  });
  return typeCheck(version, application);
}

describe.each(["typescript55", "typescript59", "typescript6", "typescript"])(
  "under %s",
  (version) => {
    it("unchanged tools fit what was generated of them", async () => {
      expect(await drift(functions, functions, version)).toBe("");
      expect(await drift(schemas, schemas, version)).toBe("");
    });

    it("a changed tool does not, and is named", async () => {
      const changed = functions
        .replace("amount: number", "amount: string")
        .replace("const ping", "const pong");
      const output = await drift(functions, changed, version);
      expect(output.split("\n").filter((line) => line.includes("error"))).toEqual([
        expect.stringContaining(
          "the arguments of tool refund_order have changed: run safeclaw compile",
        ),
        expect.stringContaining("tool ping is not in the tools module: run safeclaw compile"),
      ]);
    });
  },
);

const changes: readonly (readonly [from: string, to: string])[] = [
  ["order_id: string", "order_id: number"],
  ["order_id: string", "id: string"],
  ["order_id: string", "order_id: any"],
  ["readonly order_id: string;", ""],
  ["order_id: string", "order_id?: string"],
  ["order_id: string", "order_id: string | null"],
  ["amount: number", "amount: number; more: string"],
  ["amount: number", "amount: number; more?: string"],
  ["reason?:", "cause?:"],
  ["tags?: readonly string[]", "tags: readonly string[]"],
  ['"late" | "broken"', '"late"'],
  ['"late" | "broken"', '"late" | "broken" | "lost"'],
  ["sku: string", "sku: number"],
  ["tags?: readonly string[]", "tags?: readonly number[]"],
  ["anything: unknown", "anything: any"],
  ["anything: unknown", "anything: string"],
  ['Blue = "blue"', 'Blue = "navy"'],
  ["string | null", "string"],
];

describe("a function with other arguments", () => {
  it.each(changes)("%s → %s", async (from, to) => {
    expect(functions).toContain(from);
    const output = await drift(
      functions,
      functions.replace(from, to).replace("return args.order_id", "return ''"),
    );
    expect(output).toContain("the arguments of tool refund_order have changed");
  });

  it.each([
    [
      "another order",
      "order_id: string;\n    amount: number;",
      "amount: number;\n    order_id: string;",
    ],
    [
      "another return type",
      "Promise<string> { return args.order_id; }",
      "Promise<number> { return 1; }",
    ],
    ["another name of a type", "Line", "Item"],
  ])("but not %s", async (_, from, to) => {
    expect(await drift(functions, functions.replaceAll(from, to))).toBe("");
  });
});

describe("a zod schema with other arguments", () => {
  it.each([
    ["z.number().positive()", "z.string()"],
    ['"late", "broken"', '"late"'],
    ["z.string().nullish()", "z.string()"],
    ["amount:", "sum:"],
  ])("%s → %s", async (from, to) => {
    expect(schemas).toContain(from);
    const output = await drift(schemas, schemas.replace(from, to));
    expect(output).toContain("the arguments of tool refund_order have changed");
  });
});

describe("a tool in JSON", () => {
  it("is said to be out of tsc's sight", async () => {
    const { tools = [] } = await readIn(project({ "a.json": '[{ "name": "ping" }]' }), ["a.json"]);
    const named = tools.map((tool) => ({ ...tool, argsName: "PingArgs" }));
    expect(print(lines(linkChecks(named, () => "../a.json")))).toBe(
      "// tsc cannot see into ../a.json; `safeclaw compile --check` finds changes there.",
    );
  });
});
