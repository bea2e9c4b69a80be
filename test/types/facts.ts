// What tsc says to an application whose policies read facts. Checked by `tsc -b` alone: nothing here runs.

import {
  type CompiledPolicies,
  type Decision,
  type FactContext,
  type Permitted,
  SafeClaw,
} from "@authensor/safeclaw-runtime";
import { toolOutputs } from "@authensor/safeclaw-runtime/openai";
import type { FactSource } from "@authensor/safeclaw-runtime/policy";

interface Tools {
  readonly refund_order: { order_id: string; amount: number };
  readonly get_order: { order_id: string };
}

interface Order {
  status: "open" | "delivered";
}

/** As the compiler writes it: `user` is a fact that only the caller gives. */
interface PolicyFacts {
  readonly values: { readonly order: Order; readonly user: { id: string } };
  readonly sources: { readonly order: FactSource<{ order_id: string }, Order> };
  readonly needed: { readonly refund_order: "order" | "user" };
}

declare const scoped: CompiledPolicies<Tools, true, PolicyFacts>;
declare const shared: CompiledPolicies<Tools, false, PolicyFacts>;
declare const plain: CompiledPolicies<Tools, false>;
declare const args: unknown;
declare const name: string;
declare const order: (args: { order_id: string }, context: FactContext) => Promise<Order>;
declare const byNumber: (args: { order_id: number }) => Order;
const user = { id: "u1" };
const audit = false;

// Policies that need facts which are looked up need their functions, and no others.
// @ts-expect-error no facts
new SafeClaw(shared, { audit });
// @ts-expect-error not this one
new SafeClaw(shared, { audit, facts: {} });
// @ts-expect-error it takes something else than calls have
new SafeClaw(shared, { audit, facts: { order: byNumber } });
// @ts-expect-error it tells something else than conditions read
new SafeClaw(shared, { audit, facts: { order: () => ({ status: "lost" as const }) } });
new SafeClaw(shared, { audit, facts: { order: (): Order => ({ status: "open" }) } });
new SafeClaw(plain, { audit });

const safeclaw = new SafeClaw(scoped, { audit, facts: { order } });
const everybody = new SafeClaw(shared, { audit, facts: { order } });

// `evaluate` waits for nothing: what a tool needs must be given.
// @ts-expect-error no facts
everybody.evaluate("refund_order", args);
// @ts-expect-error not all of them
everybody.evaluate("refund_order", args, { facts: { user } });
// @ts-expect-error not all of them
everybody.for("asst_1").evaluate("refund_order", args);
// @ts-expect-error no assistant
safeclaw.evaluate("refund_order", args, { facts: { user, order: { status: "open" } } });
// @ts-expect-error another type
everybody.evaluate("refund_order", args, { facts: { user, order: { status: "lost" } } });
everybody.evaluate("refund_order", args, { facts: { user, order: { status: "open" } } });
everybody.for("asst_1").evaluate("refund_order", args, {
  facts: { user, order: { status: "open" } },
  runId: "run_1",
});
safeclaw.evaluate("refund_order", args, {
  assistantId: "asst_1",
  facts: { user, order: { status: "open" } },
});
// A tool that needs none, and one that is not known before run time.
everybody.evaluate("get_order", args);
everybody.evaluate("get_order", args, { threadId: "thread_1" });
everybody.evaluate(name, args);

// `decide` looks up what it is not given.
everybody.decide("refund_order", args);
everybody.decide("refund_order", args, { facts: { user } });
safeclaw.decide("refund_order", args, { assistantId: "asst_1", facts: { user } });
safeclaw.for("asst_1").decide("refund_order", args, { facts: { user } });
// @ts-expect-error misspelt
everybody.decide("refund_order", args, { facts: { usr: user } });
// @ts-expect-error another type
everybody.decide("refund_order", args, { facts: { user: "u1" } });
// @ts-expect-error no assistant
safeclaw.decide("refund_order", args, { facts: { user } });

const decision: Promise<Decision<Permitted<"refund_order", Tools["refund_order"]>>> =
  everybody.decide("refund_order", args);

export { decision };

// What takes any SafeClaw takes these.
interface AnySafeClaw {
  decide(
    tool: string,
    args: unknown,
    context: { assistantId: string; threadId?: string },
  ): Promise<Decision>;
}
export const any: readonly AnySafeClaw[] = [safeclaw, everybody, safeclaw.for("asst_1")];
export const policies: readonly CompiledPolicies<Tools>[] = [scoped, shared, plain];

declare const run: Parameters<typeof toolOutputs>[1];
toolOutputs(safeclaw, run, { refund_order: (call) => call.amount }, { facts: { user } });
// @ts-expect-error another type
toolOutputs(safeclaw, run, {}, { facts: { user: "u1" } });
// @ts-expect-error a handler of other arguments
toolOutputs(safeclaw, run, { refund_order: (call: { total: number }) => call.total });
