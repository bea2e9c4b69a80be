// A policy file with facts as the compiler would write it down, by hand: for tests of the runtime alone.

import { type FactContext, SafeClaw } from "@authensor/safeclaw-runtime";
import {
  argumentSchema,
  type CompiledAction,
  type CompiledCondition,
  type CompiledFact,
  type CompiledPolicies,
  type CompiledPolicy,
  definePolicies,
} from "@authensor/safeclaw-runtime/policy";
import { z } from "zod";
import { type MemoryAudit, memoryAudit } from "../runtime/memory-audit.js";

export interface DeskTools {
  readonly refund_order: typeof refund;
}

const tools = [
  {
    name: "refund_order",
    arguments: argumentSchema(
      z,
      z.strictObject({ order_id: z.string(), amount: z.number(), note: z.array(z.string()) }),
    ),
  },
];

/** `order` is looked up with the call's order, `user` once in a run, and `staff` only a caller knows. */
const facts: readonly CompiledFact[] = [
  {
    name: "order",
    arguments: ["order_id", "note"],
    result: argumentSchema(
      z,
      z.looseObject({ status: z.string(), total: z.number(), note: z.string().exactOptional() }),
    ),
  },
  {
    name: "user",
    arguments: ["order_id"],
    result: argumentSchema(z, z.looseObject({ id: z.string() })),
    perRun: true,
    log: "full",
  },
  { name: "staff", arguments: null, result: argumentSchema(z, z.boolean()) },
];

/** A condition that reads these facts, each of which must be there. */
export function reads(
  holds: (facts: Readonly<Record<string, unknown>>) => unknown,
  ...names: readonly string[]
): CompiledCondition {
  return { text: "a condition", facts: names, holds: (input) => holds(input.facts) === true };
}

export const delivered: CompiledCondition = reads(
  ({ order }) => Object(order).status === "delivered",
  "order",
);
export const known: CompiledCondition = reads(({ user }) => Object(user).id === "u1", "user");
export const isStaff: CompiledCondition = reads(({ staff }) => staff, "staff");

export type Step = Partial<CompiledAction> & Pick<CompiledAction, "effect">;

export interface DeskOptions {
  readonly deadlineMs?: number;
  readonly shadow?: readonly Step[];
}

export function policiesOf(
  steps: readonly Step[],
  options: DeskOptions = {},
): CompiledPolicies<DeskTools, false> {
  return definePolicies(tablesOf(steps, options));
}

export function tablesOf(
  steps: readonly Step[],
  { deadlineMs, shadow }: DeskOptions = {},
): Parameters<typeof definePolicies>[0] {
  const policies = [
    policyOf("desk", steps),
    ...(shadow === undefined ? [] : [{ ...policyOf("trial", shadow), mode: "shadow" as const }]),
  ];
  const deadline = deadlineMs === undefined ? {} : { factDeadlineMs: deadlineMs };
  return { tools, policies, facts, ...deadline };
}

function policyOf(name: string, steps: readonly Step[]): CompiledPolicy {
  const actions = steps.map((step, index) => ({
    rule: `${name}/refund_order#${index + 1}`,
    line: index + 1,
    tool: "refund_order",
    ...step,
  }));
  return { name, digest: `sha256:${name}`, assistants: [], actions };
}

type Source = (args: never, context: FactContext) => unknown;

/** Functions that look facts up, and how often each was asked. */
export function counted(sources: Readonly<Record<string, Source>>) {
  const calls: Record<string, number> = {};
  const facts: Record<string, Source> = {};
  const all: Readonly<Record<string, Source>> = { order: fine, user: someone, ...sources };
  for (const [name, source] of Object.entries(all)) {
    calls[name] = 0;
    facts[name] = (args, context) => {
      calls[name] = (calls[name] ?? 0) + 1;
      return source(args, context);
    };
  }
  return { calls, facts };
}

export const fine = async () => ({ status: "delivered", total: 20 });
export const someone = async () => ({ id: "u1" });

export interface Desk {
  readonly safeclaw: SafeClaw<DeskTools, false>;
  readonly calls: Readonly<Record<string, number>>;
  readonly audit: MemoryAudit;
}

export function deskOf(
  steps: readonly Step[],
  sources: Readonly<Record<string, Source>> = {},
  options?: DeskOptions,
): Desk {
  const { calls, facts: functions } = counted(sources);
  const audit = memoryAudit();
  const safeclaw = new SafeClaw(policiesOf(steps, options), { audit, facts: functions });
  return { safeclaw, calls, audit };
}

export const refund = { order_id: "ord_1", amount: 50, note: ["as", "asked"] };
