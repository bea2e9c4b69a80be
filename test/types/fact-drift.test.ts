// Drift between the policy and the facts, found by tsc alone: one error for each fault, which says the line and the fault.

import { format } from "prettier";
import { afterAll, beforeAll, expect, it } from "vitest";
import { typescripts } from "../support/typescripts.js";
import { strictest, typeCheck } from "../tools/support/type-check.js";
import { Application } from "./application.js";

const policy = `version: 1
tools: ./tools.ts
facts: ./facts.ts
policies:
  - name: support
    actions:
      - tool: refund_order
        effect: allow
        when: facts.order.status == "delivered"
        constraints:
          require:
            - that: facts.order.owner.id == facts.user.id
      - tool: close_account
        effect: allow
        when: "!facts.holiday"
`;

const tools = `export declare function refund_order(args: { order_id: string; amount: number }): void;
export declare function close_account(args: { reason: string }): void;
`;

const order = `export declare function order(args: { order_id: string; amount?: number }): Promise<Order>;`;
const orderType = `export interface Order {
  status: "open" | "delivered";
  owner: { id: string; note?: string };
  lines: { sku: string }[];
  parent: Order | null;
}`;
const holiday = "export declare const holiday: () => boolean;";
const user = "export interface CallerFacts { user: { id: string } }";
const facts = `${order}\n${orderType}\n${holiday}\n${user}\n`;

const replaced = (from: string, to: string): string => {
  if (!facts.includes(from)) throw new Error(`the facts have no ${from}`);
  return facts.replace(from, to);
};

/** What becomes of the facts, and what tsc says of it. */
const drifts: Readonly<Record<string, readonly [facts: string, says: string]>> = {
  "no drift": [facts, ""],
  "another function beside it": [`${facts}export declare const other: () => Date;`, ""],
  "a context taken as well": [
    replaced("amount?: number }", "amount?: number }, context: { readonly runId: string | null }"),
    "",
  ],
  "an answer without a promise": [replaced("Promise<Order>", "Order"), ""],
  "a fact removed": [replaced(order, ""), "7 fact order is not in the facts module"],
  "a fact renamed": [
    replaced("function order", "function orders"),
    "7 fact order is not in the facts module",
  ],
  "a fact that is any": [
    replaced(holiday, "export declare const holiday: any;"),
    "13 fact holiday is any, so nothing checks it",
  ],
  "a fact that is no function": [
    replaced(holiday, "export declare const holiday: boolean;"),
    "13 fact holiday is no function",
  ],
  "an argument renamed": [
    replaced("order_id: string", "id: string"),
    "7 fact order has no argument order_id",
  ],
  "an argument of another type": [
    replaced("order_id: string", "order_id: number"),
    "7 fact order.order_id is a number now",
  ],
  "an argument required": [replaced("amount?:", "amount:"), "7 fact order.amount is required now"],
  "an argument more": [
    replaced("{ order_id", "{ tenant: string; order_id"),
    "7 fact order needs an argument tenant now",
  ],
  "a first argument": [
    replaced("() => boolean", "(args: { country: string }) => boolean"),
    "13 fact holiday needs an argument country now",
  ],
  "a member gone": [
    replaced('status: "open" | "delivered"', 'state: "open" | "delivered"'),
    "7 facts has no member order.status",
  ],
  "a member within another gone": [
    replaced("owner: { id: string; note?", "owner: { key: string; note?"),
    "7 facts has no member order.owner.id",
  ],
  "a member of another type": [
    replaced("owner: { id: string", "owner: { id: number"),
    "7 facts.order.owner.id is a number now",
  ],
  "a value gone": [
    replaced('"open" | "delivered"', '"delivered"'),
    "7 facts.order.status never takes 'open'",
  ],
  "a value more": [
    replaced('"open" | "delivered"', '"open" | "delivered" | "lost"'),
    "7 facts.order.status takes 'lost' now",
  ],
  "a member optional": [
    replaced("owner: { id: string", "owner: { id?: string"),
    "7 facts.order.owner.id is optional now",
  ],
  "a member more": [
    replaced("lines: {", "currency: string; lines: {"),
    "7 facts needs a member order.currency now",
  ],
  "an item of another type": [
    replaced("sku: string", "sku: number"),
    "7 facts.order.lines[].sku is a number now",
  ],
  "null, too": [
    replaced("Promise<Order>", "Promise<Order | null>"),
    "7 facts.order may be null now",
  ],
  "undefined, too": [
    replaced("Promise<Order>", "Promise<Order | undefined>"),
    "7 fact order may be undefined now",
  ],
  "any instead": [
    replaced("Promise<Order>", "Promise<any>"),
    "7 facts.order is any, so nothing checks it",
  ],
  "another scalar": [replaced("() => boolean", "() => string"), "13 facts.holiday is a string now"],
  "a fact of the caller gone": [
    replaced(user, "export interface CallerFacts { staff: { id: string } }"),
    "12 fact user is not in CallerFacts",
  ],
  "a fact of the caller of another type": [
    replaced(user, "export interface CallerFacts { user: { id: number } }"),
    "12 facts.user.id is a number now",
  ],
  "a fact of the caller that it may leave out": [
    replaced(user, "export interface CallerFacts { user?: { id: string } }"),
    "",
  ],
};

const application = new Application();

beforeAll(async () => {
  application.write({
    "0/safeclaw.yaml": policy,
    "0/tools.ts": tools,
    "0/facts.ts": facts,
    "0/tsconfig.json": JSON.stringify({ compilerOptions: strictest }),
  });
  const files = await application.compile("0/safeclaw.yaml");
  const textOf = (name: string) => files.find(({ path }) => path === name)?.text ?? "";
  for (const name of ["tools.ts", "facts.ts"]) {
    application.write({ [`0/generated/${name}`]: textOf(name) });
  }
  for (const [number, [changed]] of Object.values(drifts).entries()) {
    const checks = textOf("checks.ts")
      .replace('"./tools.js"', '"../../0/generated/tools.js"')
      .replace('"./facts.js"', '"../../0/generated/facts.js"');
    application.write({
      [`${number}/tools.ts`]: tools,
      [`${number}/facts.ts`]: changed,
      [`${number}/generated/checks.ts`]: checks,
    });
  }
});

afterAll(() => application.remove());

const app = `import { SafeClaw } from "@authensor/safeclaw-runtime";
import * as facts from "../facts.js";
import { type Facts, type FactSources, policies, type PolicyFacts } from "./index.js";

export const given: Facts["user"] = { id: "u1" };
export const sources: FactSources = { ...facts, order: facts.order };
export type All = PolicyFacts["needed"]["refund_order"];
new SafeClaw(policies, { audit: false, facts }).decide("refund_order", {}, { facts: { user: given } });
// @ts-expect-error \`evaluate\` waits for nothing
new SafeClaw(policies, { audit: false, facts }).evaluate("refund_order", {});
`;

it.each(typescripts)(
  "%s has nothing to say about what is generated, and neither has Prettier",
  async (version) => {
    const files = await application.compile("0/safeclaw.yaml");
    const whole = Object.fromEntries(files.map(({ path, text }) => [`0/whole/${path}`, text]));
    application.write({ ...whole, "0/whole/app.ts": app });
    const tsconfig = JSON.stringify({ compilerOptions: strictest, include: ["0/whole"] });
    application.write({ "tsconfig.json": tsconfig.replace('"types":[]', '"types":["node"]') });
    expect(typeCheck(version, application.folder)).toBe("");
    for (const { path, text } of files.filter((each) => each.path.endsWith(".ts")))
      expect(await format(text, { filepath: path, printWidth: 100 })).toBe(text);
  },
  180_000,
);

const expected = Object.fromEntries(
  Object.entries(drifts).map(([name, [, says]]) => [
    name,
    says === ""
      ? []
      : [`error TS2344: Type '"safeclaw.yaml:${says}"' does not satisfy the constraint 'true'.`],
  ]),
);

it.each(typescripts)(
  "%s names each drift",
  (version) => {
    const compilerOptions = { ...strictest, isolatedDeclarations: false, declaration: false };
    const tsconfig = JSON.stringify({ compilerOptions, include: ["*/generated"] });
    application.write({ "tsconfig.json": tsconfig });
    const lines = typeCheck(version, application.folder).trimEnd().split("\n");
    const errors = lines.filter((line) => line.includes("error"));
    const found = Object.keys(drifts).map((name, number) => {
      const own = errors.filter((line) => line.includes(`/${number}/generated/`));
      return [name, own.map((line) => line.slice(line.indexOf("error")))];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  },
  180_000,
);
