// Typed functions as tools: what their parameters mean, and which of them cannot be tools.

import { describe, expect, it } from "vitest";
import { print } from "../../compiler/code/code.js";
import { typescriptType } from "../../compiler/emit/arguments/typescript-type.js";
import type { ToolSignature } from "../../compiler/tools/tool-signature.js";
import { project, readFiles, readIn } from "./support/read.js";
import { preamble, types } from "./support/typescript-sources.js";

/** The type that is generated for an argument, on one line. */
function generated(tool: ToolSignature): string {
  const property = tool.parameters.properties.get("x");
  if (property === undefined) return "no argument x";
  return print(typescriptType(property.type, "argument"))
    .replaceAll(/\s+/gu, " ")
    .replace(/^\| /u, "");
}

describe("the type of an argument", () => {
  it("is generated as what it means", async () => {
    const functions = types.map(
      ([type], index) => `export function t${index}(args: { x: ${type} }) { return args; }`,
    );
    const { tools, text } = await readFiles({ "tools.ts": preamble + functions.join("\n") });
    expect(text).toBe("\n");
    const read = tools?.map((tool, index) => [types[index]?.[0], generated(tool)]);
    expect(read).toEqual(types);
  });

  it("does not depend on what else the module needs", async () => {
    const tool =
      'export function t(args: { x: "long" | "short" | "numeric" | "2-digit" }) { return args; }';
    const config = '{ "compilerOptions": { "strict": true } }';
    const read = async (source: string) => {
      const { tools = [] } = await readIn(
        project({ "tools.ts": source, "tsconfig.json": config }),
        ["tools.ts"],
      );
      return tools.map(generated);
    };
    // `fetch` is none of the language's own: the module is looked at with the DOM's types too.
    expect(await read(`${tool}\nvoid fetch("");`)).toEqual(await read(tool));
  });

  it("comes from other files and from zod", async () => {
    const folder = project({
      "tools.ts": `
        import { z } from "zod";
        import type { Order } from "./types.js";
        const schema = z.object({ n: z.number() });
        export function a(args: { x: Order }) { return args; }
        export function b(args: { x: z.infer<typeof schema> }) { return args; }
      `,
      "types.ts": "export interface Order { id: string; parent?: Order['id'] }",
    });
    const { tools, text } = await readIn(folder, ["tools.ts"]);
    expect(text).toBe("\n");
    expect(tools?.map(generated)).toEqual(["{ id: string; parent?: string; }", "{ n: number; }"]);
  });
});

const allForms = {
  "tools.ts": `
    /** Says what it does. */
    export function declared(args: { a: string }) { return args; }
    export async function asynchronous(args: { a: string }) { return args; }
    /** An arrow.
     *  On two lines. */
    export const arrow = (args: { a: string }) => args;
    export const destructured = async ({ a }: { a: string }): Promise<string> => a;
    export const expression = function (args: { a: string }) { return args; };
    export const typed: (args: { a: string }) => void = () => {};
    export function with_default(args: { a: string } = { a: "" }) { return args; }
    function later(args: { a: string }) { return args; }
    export { later, later as renamed };
    export { elsewhere } from "./elsewhere.js";
    export * from "./more.js";
    export function hidden_type(args: Args) { return args; }
    export function no_arguments() { return 1; }
    interface Args {
      /** The first letter. */
      a: string;
      /** More of them. */
      more?: Letter[];
    }
    interface Letter {
      /** How it sounds. */
      sound: string;
    }
    function internal(when: Date, other: unknown) { return [when, other]; }
    export type Ignored = typeof internal;
    export interface AlsoIgnored { when: Date }
    export class IgnoredToo { private run(when: Date) { return when; } static limit = this.prototype.run.length; }
    export enum Color { Red }
    export const limit = 5;
    export const list = [1, 2];
  `,
  "elsewhere.ts":
    "/** Elsewhere. */ export function elsewhere(args: { a: string }) { return args; }",
  "more.ts": "export const more = (args: { a: string }) => args;",
};

describe("a function", () => {
  it("is a tool by its export name, in every form", async () => {
    const { tools = [], text } = await readIn(project(allForms), ["tools.ts"]);
    expect(text).toBe("\n");
    expect(
      tools.map((tool) => [tool.name, [...tool.parameters.properties.keys()].join()]).toSorted(),
    ).toEqual([
      ["arrow", "a"],
      ["asynchronous", "a"],
      ["declared", "a"],
      ["destructured", "a"],
      ["elsewhere", "a"],
      ["expression", "a"],
      ["hidden_type", "a,more"],
      ["later", "a"],
      ["more", "a"],
      ["no_arguments", ""],
      ["renamed", "a"],
      ["typed", "a"],
      ["with_default", "a"],
    ]);
    expect(tools.every((tool) => tool.parameters.additional === null)).toBe(true);
  });

  it("has its descriptions and its place from the source", async () => {
    const { tools = [] } = await readIn(project(allForms), ["tools.ts"]);
    const byName = new Map(tools.map((tool) => [tool.name, tool]));
    expect(byName.get("declared")?.description).toBe("Says what it does.");
    expect(byName.get("arrow")?.description).toBe("An arrow.\nOn two lines.");
    expect(byName.get("typed")?.description).toBeNull();
    const property = byName.get("hidden_type")?.parameters.properties.get("a");
    expect(property?.description).toBe("The first letter.");
    const more = byName.get("hidden_type")?.parameters.properties.get("more")?.type;
    const letter = more?.kind === "array" && more.items.kind === "object" ? more.items : undefined;
    expect(letter?.properties.get("sound")?.description).toBe("How it sounds.");
    const places = ["declared", "elsewhere"].map((name) => {
      const origin = byName.get(name)?.origin;
      return [
        origin?.link?.form,
        origin?.file.path,
        origin?.file.text.slice(origin.range.start, origin.range.end),
      ];
    });
    expect(places).toEqual([
      ["value", "tools.ts", "declared"],
      ["value", "elsewhere.ts", "elsewhere"],
    ]);
  });

  it("is read from JavaScript with JSDoc, and from every kind of module", async () => {
    const { tools, text } = await readFiles({
      "a.js": "/** @param {{ x: string }} args */\nexport function a(args) { return args; }",
      "b.mjs": "/** @param {{ x?: number[] }} args */\nexport const b = (args) => args;",
      "c.cts": "export function c(args: { x: boolean }) { return args; }",
      "e.mts": "export function e(args: { x: 1 }) { return args; }",
    });
    expect(text).toBe("\n");
    expect(tools?.map(generated)).toEqual(["string", "number[]", "boolean", "1"]);
  });
});

const refused: readonly string[] = [
  "export function is_any(args: { x: any }) { return args; }",
  "export function is_date(args: { when: Date }) { return args; }",
  "export function is_map(args: { x: Map<string, string>; y?: Set<string> | null }) { return args; }",
  "export function is_function(args: { x: () => void; y(): string }) { return args; }",
  "export function is_bigint(args: { x: bigint; y: 5n }) { return args; }",
  "export function is_symbol(args: { x: symbol; [Symbol.iterator]: string }) { return args; }",
  "class Money { amount = 1 }\nexport function is_class(args: { x: Money }) { return args; }",
  "export function is_generic<T extends string>(args: { x: T }) { return args; }",
  "export function is_template(args: { x: `ord_${string}`; y: Uppercase<string> }) { return args; }",
  "type Endless<T> = { of: Endless<T[]> };\nexport function is_endless(args: { x: Endless<string> }) { return args; }",
  "export function is_odd_tuple(args: { x: [...string[], number] }) { return args; }",
  "export function is_object(args: { x: object }) { return args; }",
  "export function is_undefined(args: { x: undefined; y: string | undefined; z: void }) { return args; }",
  "export function is_never(args: { x: never }) { return args; }",
  "export function is_branded(args: { x: string & { readonly brand: 1 } }) { return args; }",
  "enum Computed { A = 'a'.length }\nexport function is_computed(args: { x: Computed }) { return args; }",
  "export function is_indexed(args: { x: Record<number, string> }) { return args; }",
  'export function is_proto(args: { "__proto__": string }) { return args; }',
  "export function is_deep(args: { list: { inner: Record<string, { when: Date }> }[] }) { return args; }",
  "export function no_object(id: string) { return id; }",
  "export function no_object_array(ids: string[]) { return ids; }",
  "export function no_object_union(args: { a: string } | { b: string }) { return args; }",
  "export function no_object_known(args: unknown) { return args; }",
  "export function untyped(args = JSON.parse('')) { return args; }",
  "export function two_parameters(id: string, amount: number) { return [id, amount]; }",
  "export function rest_parameter(...ids: { a: string }[]) { return ids; }",
  "export function overloaded(args: { a: string }): string;\nexport function overloaded(args: { b: string }): string;\nexport function overloaded(args: object) { return String(args); }",
  "export default function (args: { a: string }) { return args; }",
  "interface Link { href: string; print(): string }\ndeclare const Link: { new (href: string): Link };\nexport function is_constructed(args: { to: Link }) { return args; }",
];

describe("what cannot be a tool", () => {
  it("is said with its tool, its argument and what to write instead", async () => {
    const { tools, text } = await readFiles({ "tools.ts": refused.join("\n\n") });
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/functions.txt");
  });

  it("is refused one by one", async () => {
    for (const source of refused) {
      const { tools } = await readFiles({ "tools.ts": source });
      expect(tools, source).toBeUndefined();
    }
  });
});
