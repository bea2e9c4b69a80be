// What tsc says of an application's handlers: what is missing, too much, or takes other arguments than a guard lets through.

import { afterAll, beforeAll, expect, it } from "vitest";
import { typescripts } from "../support/typescripts.js";
import { strictest, typeCheck } from "../tools/support/type-check.js";
import { Application } from "./application.js";

const policy = `version: 1
tools: ./tools.ts
policies:
  - name: everybody
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          max_amount: 100
      - tool: update_order_status
        effect: allow
        constraints:
          allowed_statuses: processing|shipped
          order.channel: { in: [web, app], optional: true }
      - tool: delete_customer
        effect: deny
  - name: support
    assistant_id: asst_1
    actions:
      - tool: update_order_status
        effect: require_approval
        constraints:
          allowed_statuses: delivered
          order.channel: web
      - tool: close_account
        effect: allow
        constraints:
          reason: [fraud, wish]
  - name: admin
    assistant_id: asst_2
    actions:
      - tool: close_account
        effect: allow
`;

const tools = `export declare function refund_order(args: { order_id: string; amount: number }): void;
export declare function update_order_status(args: {
  status: "processing" | "shipped" | "delivered" | "lost";
  order: { id: string; channel?: "web" | "app" | "phone" };
}): void;
export declare function close_account(args: { reason: "fraud" | "wish" | "error" }): void;
export declare function delete_customer(args: { id: string }): void;
`;

const imports = `import { SafeClaw } from "@authensor/safeclaw-runtime";
import { type Permitted, policies, type ToolArgs, type ToolHandlers } from "../generated/index.js";
import * as tools from "../tools.js";
export const safeclaw = new SafeClaw(policies, { audit: false });
export declare const refund: Permitted<"refund_order">;
export declare const args: ToolArgs["refund_order"];
export declare const text: string;
export declare const { refund_order, update_order_status, close_account }: ToolHandlers;
export type Used = typeof tools;
`;

/** What an application writes, and what tsc says of it first. */
const cases: Readonly<Record<string, readonly [written: string, says: string]>> = {
  "the tools' own functions": ["export const handlers: ToolHandlers = tools;", ""],
  "handlers with inferred arguments": [
    `export const handlers: ToolHandlers = {
      refund_order: ({ amount }) => amount.toFixed(2),
      update_order_status: async ({ order }) => order.id,
      close_account: () => undefined,
    };`,
    "",
  ],
  "a class of handlers": [
    `export class Handlers implements ToolHandlers {
      refund_order(args: Permitted<"refund_order">): number { return args.amount; }
      update_order_status(): void {}
      close_account(args: { readonly reason: string }): string { return args.reason; }
    }`,
    "",
  ],
  "a handler missing": [
    "export const handlers: ToolHandlers = { refund_order, update_order_status };",
    `but required in type 'HandlerOf<"safeclaw.yaml:25", "close_account", PermittedArgs>'.`,
  ],
  "a handler for a tool that is unknown": [
    "export const handlers: ToolHandlers = { refund_order, update_order_status, close_account, ping: () => 1 };",
    `Object literal may only specify known properties, and 'ping' does not exist in type 'KnownHandlers<"safeclaw.yaml:2">'.`,
  ],
  "a handler for a tool that nobody may call": [
    "export const handlers: ToolHandlers = { refund_order, update_order_status, close_account, delete_customer: () => 1 };",
    `Object literal may only specify known properties, and 'delete_customer' does not exist in type 'KnownHandlers<"safeclaw.yaml:2">'.`,
  ],
  "a handler with arguments of another type": [
    "export const handlers: ToolHandlers = { refund_order: (args: { amount: string }) => args, update_order_status, close_account };",
    `Type '(args: { amount: string; }) => { amount: string; }' is not assignable to type 'Handler<"safeclaw.yaml:6", Permitted<"refund_order", RefundOrderArgs>>'.`,
  ],
  "a handler with an argument more": [
    "export const handlers: ToolHandlers = { refund_order: (args: { amount: number; currency: string }) => args, update_order_status, close_account };",
    `Type '(args: { amount: number; currency: string; }) => { amount: number; currency: string; }' is not assignable to type 'Handler<"safeclaw.yaml:6", Permitted<"refund_order", RefundOrderArgs>>'.`,
  ],
  "a switch without default, over what all who may call it are allowed": [
    `export const label: ToolHandlers["update_order_status"] = ({ status, order }): string => {
      const channel: "web" | "app" | undefined = order.channel;
      switch (status) {
        case "processing": return channel ?? "";
        case "shipped": return "on its way";
        case "delivered": return "there";
      }
    };`,
    "",
  ],
  "a switch that forgets one of these": [
    `export const label: ToolHandlers["update_order_status"] = ({ status }): string => {
      switch (status) {
        case "processing": return "in the making";
        case "shipped": return "on its way";
      }
    };`,
    "Function lacks ending return statement and return type does not include 'undefined'.",
  ],
  "a switch over what some who may call it are not kept from": [
    `export const label: ToolHandlers["close_account"] = ({ reason }): string => {
      switch (reason) {
        case "fraud": return "we are sorry";
        case "wish": return "as you like";
      }
    };`,
    "Function lacks ending return statement and return type does not include 'undefined'.",
  ],
  "what a decision holds": [
    `const decision = safeclaw.evaluate("update_order_status", text, { assistantId: "asst_1" });
    export const ran = decision.allowed ? update_order_status(decision.args) : decision.reason;
    export const status: "processing" | "shipped" | "delivered" | undefined = decision.args?.status;`,
    "",
  ],
  "what a decision on another tool holds": [
    `const decision = safeclaw.evaluate("close_account", text, { assistantId: "asst_1" });
    export const ran = decision.allowed && refund_order(decision.args);`,
    `Argument of type 'Permitted<"close_account", CloseAccountArgs>' is not assignable to parameter of type 'Permitted<"refund_order", RefundOrderArgs>'.`,
  ],
  "arguments made by hand": [
    `refund_order({ order_id: "ord_1", amount: 5 });`,
    `Argument of type '{ order_id: string; amount: number; }' is not assignable to parameter of type 'Permitted<"refund_order", RefundOrderArgs>'.`,
  ],
  "arguments that no guard has seen": [
    "refund_order(args);",
    `Argument of type 'RefundOrderArgs' is not assignable to parameter of type 'Permitted<"refund_order", RefundOrderArgs>'.`,
  ],
  "arguments by spread": [
    "refund_order({ ...refund, amount: 5000 });",
    `is not assignable to parameter of type 'Permitted<"refund_order", RefundOrderArgs>'.`,
  ],
  "arguments with the brand in them": [
    `refund_order({ order_id: "ord_1", amount: 5, permitted: "refund_order" });`,
    "Property 'permitted' is protected but type '{ order_id: string; amount: number; permitted: \"refund_order\"; }' is not a class derived from 'Brand<Tool>'.",
  ],
  "arguments from JSON": [
    "const parsed: unknown = JSON.parse(text);\nrefund_order(parsed);",
    `Argument of type 'unknown' is not assignable to parameter of type 'Permitted<"refund_order", RefundOrderArgs>'.`,
  ],
  "arguments by a cast to their plain type": [
    "refund_order(JSON.parse(text) as { order_id: string; amount: number });",
    `Argument of type '{ order_id: string; amount: number; }' is not assignable to parameter of type 'Permitted<"refund_order", RefundOrderArgs>'.`,
  ],
  // TypeScript takes `any` for everything, and lets every value be called one of a narrower type.
  "what no type can keep from anyone: any, and a cast to the permission itself": [
    `refund_order(JSON.parse(text));\nrefund_order(args as Permitted<"refund_order">);`,
    "",
  ],
};

const names = Object.keys(cases);
const compilerOptions = { ...strictest, isolatedDeclarations: false };
const application = new Application({
  "safeclaw.yaml": policy,
  "tools.ts": tools,
  "tsconfig.json": JSON.stringify({ compilerOptions }),
});

beforeAll(async () => {
  for (const { path, text } of await application.compile("safeclaw.yaml")) {
    application.write({ [`generated/${path}`]: text });
  }
  for (const [number, name] of names.entries()) {
    application.write({ [`cases/case${number}.ts`]: `${imports}${cases[name]?.[0]}\n` });
  }
});

afterAll(() => application.remove());

it.each(typescripts)("%s", (version) => {
  const errors = typeCheck(version, application.folder).split(/\n(?=\S)/u);
  const said = names.map((name, number) => {
    const own = errors.filter((error) => error.includes(`case${number}.ts`));
    const wanted = cases[name]?.[1] ?? "";
    const isSaid = wanted === "" ? own.length === 0 : own.length === 1 && own[0]?.includes(wanted);
    return [name, isSaid ? wanted : own.join("\n")];
  });
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(Object.entries(cases).map(([name, [, says]]) => [name, says])),
  );
  expect(errors.filter((error) => !error.includes("cases/") && error !== "")).toEqual([]);
});
