// A shop whose tools run under a policy, and a log of what was recorded and what ran, in the order it happened.

import {
  type AuditSink,
  type DecisionRecord,
  type Permitted,
  SafeClaw,
} from "@authensor/safeclaw-runtime";
import {
  argumentSchema,
  atMost,
  type CompiledPolicy,
  definePolicies,
} from "@authensor/safeclaw-runtime/policy";
import * as z from "zod";

export interface ShopTools {
  readonly get_customer: { readonly customer_id: string };
  readonly refund_order: { readonly order_id: string; readonly amount: number };
  readonly delete_customer: { readonly customer_id: string };
  readonly toString: object;
}

const customer = z.object({ customer_id: z.string() });
const refund = z.object({ order_id: z.string(), amount: z.number() });

const tools = [
  { name: "get_customer", arguments: argumentSchema(z, customer) },
  { name: "refund_order", arguments: argumentSchema(z, refund) },
  { name: "delete_customer", arguments: argumentSchema(z, customer) },
  { name: "toString", arguments: argumentSchema(z, z.object({})) },
  { name: "code_interpreter", arguments: null },
];

function refundsUpTo(amount: number, name: string, assistants: readonly string[]): CompiledPolicy {
  const rule = `${name}/refund_order`;
  const limit = {
    rule: `${rule}/max_amount`,
    line: 7,
    path: "amount",
    text: `amount must be at most ${amount}`,
    holds: atMost("amount", amount),
  };
  return {
    name,
    digest: `sha256:${name}`,
    assistants,
    actions: [
      { rule: `${name}/get_customer`, line: 4, tool: "get_customer", effect: "allow" },
      { rule, line: 5, tool: "refund_order", effect: "allow", constraints: [limit] },
      { rule: `${name}/delete_customer`, line: 8, tool: "delete_customer", effect: "deny" },
      { rule: `${name}/toString`, line: 9, tool: "toString", effect: "allow" },
    ],
  };
}

/** Everybody may refund up to 500. */
export const shared = definePolicies<ShopTools, false>({
  tools,
  policies: [refundsUpTo(500, "shop", [])],
});

/** `asst_support` may refund up to 100, `asst_admin` up to 5000, and nobody else may do anything. */
export const perAssistant = definePolicies<ShopTools, true>({
  tools,
  policies: [
    refundsUpTo(100, "support", ["asst_support"]),
    refundsUpTo(5000, "admin", ["asst_admin"]),
  ],
});

/** Keeps decisions in memory. They are durable only some time after they were written, as on a disk. */
class SlowAudit implements AuditSink {
  readonly records: DecisionRecord[] = [];
  readonly #log: string[];
  #durable = 0;

  constructor(log: string[]) {
    this.#log = log;
  }

  write(record: DecisionRecord): void {
    if (record.outcome === undefined) this.records.push(record);
  }

  async flush(): Promise<void> {
    const written = this.records.length;
    await new Promise((resolve) => setTimeout(resolve, 2));
    for (const { tool, allowed } of this.records.slice(this.#durable, written)) {
      this.#log.push(`recorded ${tool} ${allowed ? "allowed" : "denied"}`);
    }
    this.#durable = Math.max(this.#durable, written);
  }

  close(): Promise<void> {
    return this.flush();
  }
}

/** A shop with nothing logged yet. */
export function openShop(policies: typeof shared | typeof perAssistant = shared) {
  const log: string[] = [];
  const audit = new SlowAudit(log);
  const handlers = {
    get_customer: async ({ customer_id }: Permitted<"get_customer", ShopTools["get_customer"]>) => {
      log.push(`ran get_customer ${customer_id}`);
      return { customer_id, name: "Ada" };
    },
    refund_order: ({ order_id, amount }: Permitted<"refund_order", ShopTools["refund_order"]>) => {
      log.push(`ran refund_order ${order_id} ${amount}`);
      return `refunded ${amount}`;
    },
    delete_customer: () => {
      log.push("ran delete_customer");
    },
  };
  const safeclaw = new SafeClaw<ShopTools, boolean>(policies, { audit });
  const ran = () => log.filter((line) => line.startsWith("ran "));
  return { safeclaw, handlers, log, records: audit.records, ran };
}

/** A call of the model, with its arguments as JSON text. */
export const call = (name: string, args: unknown, id?: string) => ({
  name,
  arguments: typeof args === "string" ? args : JSON.stringify(args),
  ...(id === undefined ? {} : { id }),
});

/** What the model is told of a call that did not run. */
export const refused = (code: string, message: string): string =>
  JSON.stringify({ error: { code, message, retry: false } });

/** A script of a model that never comes to an end. */
export const askForever = () => ({ calls: [call("get_customer", { customer_id: "c1" })] });

/** What a handler gives that hangs. */
export const never = new Promise<never>(() => {});
