// What tsc says to an application that uses SafeClaw. Checked by `tsc -b` alone: nothing here runs.

import {
  type CompiledPolicies,
  type Decision,
  type Permitted,
  SafeClaw,
} from "@authensor/safeclaw-runtime";
import { type ArgumentSchema, argumentSchema } from "@authensor/safeclaw-runtime/policy";
import { z } from "zod";

interface Tools {
  readonly refund_order: { order_id: string; amount: number };
  readonly get_order: { order_id: string };
}

declare const scoped: CompiledPolicies<Tools, true>;
declare const shared: CompiledPolicies<Tools, false>;
declare const args: unknown;
declare const name: string;
declare const refundOrder: (args: Permitted<"refund_order", Tools["refund_order"]>) => void;
declare const getOrder: (args: Permitted<"get_order", Tools["get_order"]>) => void;

/** Holds where the types are the same. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
declare function same<A, B>(proof: Same<A, B>): void;

// Setting up: an audit, or false in so many words, and nothing that is not known.
// @ts-expect-error no word on the audit
new SafeClaw(scoped);
// @ts-expect-error no word on the audit
new SafeClaw(scoped, {});
// @ts-expect-error `true` is no place for records
new SafeClaw(scoped, { audit: true });
// @ts-expect-error a policy file is compiled first
new SafeClaw("./safeclaw.yaml", { audit: false });
// @ts-expect-error misspelt
new SafeClaw(scoped, { audit: false, onDecison: () => undefined });

const safeclaw = new SafeClaw(scoped, { audit: false });
const everybody = new SafeClaw(shared, { audit: false });
same<typeof safeclaw, SafeClaw<Tools, true>>(true);

// Where policies are for certain assistants, a call says whose it is.
// @ts-expect-error no context
safeclaw.evaluate("get_order", args);
// @ts-expect-error no assistant
safeclaw.evaluate("get_order", args, { threadId: "thread_1" });
// @ts-expect-error no assistant
safeclaw.decide("get_order", args, {});
// @ts-expect-error an assistant that may not be there
safeclaw.evaluate("get_order", args, { assistantId: undefined });
safeclaw.evaluate("get_order", args, { assistantId: "asst_1", threadId: "thread_1" });
// Where they are for all, two arguments are complete.
everybody.evaluate("get_order", args);
everybody.evaluate("get_order", args, { threadId: "thread_1", assistantId: undefined });
safeclaw.for("asst_1").evaluate("get_order", args);
// @ts-expect-error the assistant is settled already
safeclaw.for("asst_1").evaluate("get_order", args, { assistantId: "asst_2" });

// A tool's name: known, or not known before run time; but not misspelt.
// @ts-expect-error misspelt
everybody.evaluate("refund_ordr", args);
// @ts-expect-error misspelt
safeclaw.decide("refund_ordr", args, { assistantId: "asst_1" });
// @ts-expect-error misspelt
safeclaw.for("asst_1").evaluate("refund_ordr", args);
// @ts-expect-error misspelt
scoped.guard("asst_1").decide("refund_ordr", args);
same<ReturnType<typeof byName>, Decision<Permitted<string, unknown>>>(true);
const byName = () => everybody.evaluate(name, args);

// An allowed decision carries the arguments of its tool, and only those of its tool.
const refund = everybody.evaluate("refund_order", args);
same<typeof refund, Decision<Permitted<"refund_order", Tools["refund_order"]>>>(true);
// @ts-expect-error nobody has looked whether it is allowed
refundOrder(refund.args);
if (refund.allowed) {
  refundOrder(refund.args);
  same<typeof refund.args.amount, number>(true);
  same<typeof refund.code, null>(true);
  // @ts-expect-error they are frozen
  refund.args.amount = 5;
  // @ts-expect-error those of another tool
  getOrder(refund.args);
  // @ts-expect-error a copy that may have been changed has lost the permission
  refundOrder({ ...refund.args });
} else {
  same<typeof refund.args, undefined>(true);
  // @ts-expect-error a misspelt code
  refund.code === "unknown_tool";
}
// @ts-expect-error arguments that no guard has seen
refundOrder({ order_id: "ord_1", amount: 5 });

const either = everybody.evaluate(Math.random() > 0.5 ? "refund_order" : "get_order", args);
// @ts-expect-error it may be the other tool
if (either.allowed) refundOrder(either.args);

const unnamed = everybody.evaluate(name, args);
// @ts-expect-error nobody knows which tool this is
if (unnamed.allowed) refundOrder(unnamed.args);

// What takes any SafeClaw takes these.
interface AnySafeClaw {
  decide(
    tool: string,
    args: unknown,
    context: { assistantId: string; threadId?: string },
  ): Promise<Decision>;
}
export const any: readonly AnySafeClaw[] = [safeclaw, everybody, safeclaw.for("asst_1")];

// Real zod fits what generated code passes.
export const schema: ArgumentSchema = argumentSchema(z, z.strictObject({ a: z.array(z.string()) }));
// @ts-expect-error no schema
argumentSchema(z, {});
