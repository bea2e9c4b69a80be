// Methods as tools: of classes, of their instances, and of objects of functions.

import { describe, expect, it } from "vitest";
import { describeSignature } from "../../compiler/tools/describe-signature.js";
import { readFiles } from "./support/read.js";

/** A module's text, and the tools in it, each with its arguments and how tsc reaches it. */
const modules: readonly (readonly [source: string, ...tools: readonly string[]])[] = [
  [
    "export class OrderTools { refund_order(args: { amount: number }) { return args; } }",
    "refund_order(amount: number) method OrderTools",
  ],
  [
    "export class A { one = (args: { x: string }) => args; async two() {} }",
    "one(x: string) method A",
    "two() method A",
  ],
  [
    "export class A { private hidden(id: string) { return id; } protected inner(id: string) { return id; } #secret(id: string) { return id; } constructor(id: string) { this.#secret(this.hidden(this.inner(id))); } }",
  ],
  [
    "export class A { static one(args: { x: string }) { return args; } two(args: { y: string }) { return args; } }",
    "one(x: string) map A",
    "two(y: string) method A",
  ],
  [
    "class Base { one(args: { x: string }) { return args; } }\nexport class A extends Base { two() {} }",
    "two() method A",
    "one(x: string) method A",
  ],
  [
    "class Base<T> { one(args: T) { return args; } }\nexport class A extends Base<{ x: string }> {}",
    "one(x: string) method A",
  ],
  [
    "abstract class Base { abstract one(args: { x: string }): void }\nexport { Base as A };",
    "one(x: string) method A",
  ],
  [
    "export const A = class { one(args: { x: string }) { return args; } };",
    "one(x: string) method A",
  ],
  [
    "class Orders { readonly limit = 5; one(args: { x: string }) { return args; } }\nexport const orders = new Orders();",
    "one(x: string) map orders",
  ],
  [
    "export class Orders { one(args: { x: string }) { return args; } }\nexport const orders = new Orders();",
    "one(x: string) method Orders",
  ],
  [
    "export default class { one(args: { x: string }) { return args; } }",
    "one(x: string) method default",
  ],
  [
    "export const tools = { one(args: { x: string }) { return args; }, two: (args: { y?: number }) => args };",
    "one(x: string) map tools",
    "two(y?: number) map tools",
  ],
  [
    "function one(args: { x: string }) { return args; }\nexport const tools = { one } as const;",
    "one(x: string) map tools",
  ],
  [
    "interface Tools { one(args: { x: string }): unknown }\nexport const tools: Tools = { one: (args) => args };",
    "one(x: string) map tools",
  ],
  [
    "export function one(args: { x: string }) { return args; }\nexport const handlers = { one };",
    "one(x: string) value one",
  ],
  ["export const tools = { 'refund-order': () => 1 };", "refund-order() map tools"],
  // What is no tool.
  ["export const settings = { retries: 3, onError: (error: Error) => error };"],
  [
    "export class Failure extends Error { constructor(readonly reason: string) { super(reason); } }",
  ],
  [
    "export const known = new Map<string, number>();\nexport const when = new Date();\nexport const list = ['a'];",
  ],
  [
    "export class A { get limit() { return 5; } [Symbol.iterator]() { return [][Symbol.iterator](); } }",
  ],
  ["export const handlers: Record<string, (args: { x: string }) => void> = {};"],
  ["export const nothing = {};"],
];

describe("methods", () => {
  it.each(modules)("%s", async (source, ...expected) => {
    const { tools = [], text } = await readFiles({ "tools.ts": source });
    const found = tools.map((tool) => {
      const said = [...describeSignature(tool).values()].map((words) => words.slice(1, -1));
      const { form, name } = tool.origin.link ?? {};
      return `${tool.name}(${said.join(", ")}) ${form} ${name}`;
    });
    expect(found).toEqual(expected);
    if (expected.length > 0) expect(text).toBe("\n");
    expect(text).not.toContain("error[");
  });

  it("have their words and their place from the source", async () => {
    const source = `export class Orders {
      /**
       * Refunds an order.
       * @param args.amount - How much.
       * @param args.note Not these words.
       */
      refund_order(args: {
        amount: number;
        /** Why. */
        note?: string;
        other?: string;
      }) { return args; }
    }
    /** @param args.x The x.
     *  @param args What goes in. */
    export function plain(args: { x: string }) { return args; }`;
    const { tools = [] } = await readFiles({ "tools.ts": source });
    // TypeScript lists functions first.
    const [plain, refund] = tools;
    expect(refund?.description).toBe("Refunds an order.");
    expect(plain?.description).toBeNull();
    const words = tools.map((tool) =>
      [...tool.parameters.properties.values()].map(({ description }) => description),
    );
    expect(words).toEqual([["The x."], ["How much.", "Why.", null]]);
    const { start, end } = refund?.origin.range ?? { start: 0, end: 0 };
    expect(source.slice(start, end)).toBe("refund_order");
  });
});

const refused: readonly string[] = [
  "export class A { by_value(id: string) { return id; } }",
  "export class B { two_parameters(args: { x: string }, context: object) { return [args, context]; } }",
  "export class C { get getter() { return (args: { x: string }) => args; } }",
  "export class D { generic<T>(args: { x: T }) { return args; } }",
  "export class E<T> { generic_class(args: { x: T }) { return args; } }",
  "export class F { static by_date(args: { when: Date }) { return args; } }",
  "export const tools = { by_any: (args: any) => args, good: () => 1 };",
  "export class H { overloaded(args: { a: string }): void; overloaded(args: { b: string }): void; overloaded(args: object) { return void args; } }",
];

describe("methods that cannot be tools", () => {
  it("are refused one by one", async () => {
    const texts = await Promise.all(
      refused.map(async (source) => {
        const { tools, text } = await readFiles({ "tools.ts": source });
        expect(tools, source).toBeUndefined();
        return text;
      }),
    );
    await expect(texts.join("\n")).toMatchFileSnapshot("golden/methods.txt");
  });
});
