// How conditions, facts at hand and shadow policies take part in a decision.

import {
  type CompiledAction,
  type CompiledCondition,
  type CompiledFact,
  type CompiledPolicy,
  type CompiledRequirement,
  definePolicies,
} from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { constraint, tools } from "./order-desk.js";

type Holds = CompiledCondition["holds"];

const yes: Holds = () => true;
const no: Holds = () => false;
const odd = (answer: unknown): Holds => {
  // INVARIANT: a condition that answers anything else is what these tests are about.
  return (() => answer) as Holds;
};
const broken: Holds = () => {
  throw new Error("no answer");
};
const amount: Holds = ({ args }) => Number(Object(args).amount) < 100;

function when(holds: Holds, ...facts: string[]): Pick<CompiledAction, "when"> {
  return { when: { text: "a condition", holds, ...(facts.length > 0 ? { facts } : {}) } };
}

function requirement(holds: Holds, ...facts: string[]): CompiledRequirement {
  const requires = { text: "a condition", holds, facts };
  return { rule: "desk/refund_order/require#1", line: 9, text: "it must be so", requires };
}

type Step = Partial<CompiledAction> & Pick<CompiledAction, "effect">;

/** A policy of actions on refunds, numbered from 1. */
function desk(steps: readonly Step[], more: Partial<CompiledPolicy> = {}): CompiledPolicy {
  const name = more.name ?? "desk";
  const actions = steps.map((step, index) => ({
    rule: `${name}/refund_order#${index + 1}`,
    line: index + 1,
    tool: "refund_order",
    ...step,
  }));
  return { name, digest: `sha256:${name}`, assistants: [], ...more, actions };
}

const fact = (name: string): CompiledFact => ({
  name,
  arguments: ["order_id"],
  result: { accepts: () => true, explain: () => ({ path: null, message: "" }) },
});
const facts = [fact("order"), fact("user")];

function examine(
  policies: readonly CompiledPolicy[],
  known: Record<string, unknown> = {},
  failed: readonly string[] = [],
) {
  const { guard } = definePolicies<{ refund_order: object }, false>({ tools, policies, facts });
  const args = { order_id: "ord_1", amount: 50 };
  const { decision, lacking } = guard("asst_1").examine("refund_order", args, {
    facts: { values: known, failed: new Set(failed) },
    now: 0,
  });
  const answer = `${decision.code ?? decision.effect} ${decision.rule}`;
  return { answer, lacking, shadow: decision.shadow };
}

type Row = readonly [promise: string, steps: readonly Step[], answer: string];

const rows: readonly Row[] = [
  ["a true `when` applies", [{ effect: "allow", ...when(yes) }], "allow desk/refund_order#1"],
  ["a false one does not", [{ effect: "allow", ...when(no) }], "no-rule null"],
  [
    "the next one is asked",
    [{ effect: "allow", ...when(no) }, { effect: "require_approval" }],
    "approval-required desk/refund_order#2",
  ],
  [
    "the first that applies decides",
    [{ effect: "require_approval", ...when(amount) }, { effect: "allow" }],
    "approval-required desk/refund_order#1",
  ],
  [
    "a denial goes before what is written before it",
    [{ effect: "allow" }, { effect: "deny", ...when(yes) }],
    "denied desk/refund_order#2",
  ],
  [
    "where none of the conditions of denials applies, one without a condition does",
    [{ effect: "deny", ...when(no) }, { effect: "deny" }, { effect: "allow" }],
    "denied desk/refund_order#2",
  ],
  [
    "a denial reads the arguments",
    [{ effect: "deny", ...when(amount) }, { effect: "allow" }],
    "denied desk/refund_order#1",
  ],
  [
    "so does a requirement",
    [{ effect: "allow", constraints: [requirement(amount)] }],
    "allow desk/refund_order#1",
  ],
  [
    "the first denial is named",
    [{ effect: "deny", ...when(no) }, { effect: "deny", ...when(yes) }, { effect: "deny" }],
    "denied desk/refund_order#2",
  ],
  [
    "a denial that does not apply says nothing",
    [{ effect: "deny", ...when(no) }, { effect: "allow" }],
    "allow desk/refund_order#2",
  ],
  ["only denials allow nothing", [{ effect: "deny", ...when(no) }], "no-rule null"],
  [
    "a condition of a denial that throws denies",
    [{ effect: "deny", ...when(broken) }, { effect: "allow" }],
    "condition-failed desk/refund_order#1",
  ],
  [
    "one that throws denies there and then",
    [{ effect: "allow", ...when(broken) }, { effect: "allow" }],
    "condition-failed desk/refund_order#1",
  ],
  [
    "one that is not reached does not",
    [{ effect: "allow" }, { effect: "allow", ...when(broken) }],
    "allow desk/refund_order#1",
  ],
  [
    "a failed constraint does not fall through",
    [
      {
        effect: "allow",
        ...when(yes),
        constraints: [constraint("desk/max", "amount", "must be", () => false)],
      },
      { effect: "allow" },
    ],
    "constraint desk/max",
  ],
  [
    "a requirement that holds",
    [{ effect: "allow", constraints: [requirement(yes)] }],
    "allow desk/refund_order#1",
  ],
  [
    "a requirement that does not",
    [{ effect: "allow", constraints: [requirement(no)] }],
    "constraint desk/refund_order/require#1",
  ],
  [
    "a requirement without an answer",
    [{ effect: "allow", constraints: [requirement(broken)] }],
    "condition-failed desk/refund_order/require#1",
  ],
];

describe("conditions", () => {
  test.each(rows)("%s", (_promise, steps, answer) => {
    expect(examine([desk(steps)])).toEqual({ answer, lacking: [], shadow: null });
  });

  test.each([[1], ["true"], [null], [undefined], [{}], [Promise.resolve(true)], [Object(true)]])(
    "%j is neither true nor false",
    (answer) => {
      const denied = "condition-failed desk/refund_order#1";
      expect(examine([desk([{ effect: "deny", ...when(odd(answer)) }])]).answer).toBe(denied);
      expect(examine([desk([{ effect: "allow", ...when(odd(answer)) }])]).answer).toBe(denied);
    },
  );

  test("they are told who calls, for which policy, and when", () => {
    const seen: unknown[] = [];
    const look: Holds = ({ assistant, now, args }) => seen.push({ assistant, now, args }) > 0;
    examine([desk([{ effect: "allow", ...when(look) }])]);
    expect(seen).toEqual([
      {
        assistant: { id: "asst_1", policy: "desk" },
        now: 0,
        args: { order_id: "ord_1", amount: 50 },
      },
    ]);
  });

  const isAnn: Holds = ({ assistant }) => assistant.id === "ann";
  const small = constraint("desk/max", "amount", "must be", () => true);
  const elsewhere = desk([{ effect: "allow", tool: "get_order" }], { name: "other" });
  test.each<[string, readonly CompiledPolicy[]]>([
    ["by an action", [desk([{ effect: "allow", ...when(isAnn) }])]],
    [
      "by one of its actions",
      [
        desk([
          { effect: "allow", ...when(isAnn) },
          { effect: "allow", tool: "get_order" },
        ]),
      ],
    ],
    ["by a requirement", [desk([{ effect: "allow", constraints: [requirement(isAnn)] }])]],
    ["beside a limit", [desk([{ effect: "allow", constraints: [small, requirement(isAnn)] }])]],
    ["by one of several policies", [elsewhere, desk([{ effect: "allow", ...when(isAnn) }])]],
  ])("each stranger is asked about by name: %s", (_where, policies) => {
    const { guard } = definePolicies<{ refund_order: object }, false>({ tools, policies });
    const ask = (id?: string) => guard(id).decide("refund_order", { order_id: "o", amount: 1 });
    expect([ask("ann"), ask("bob"), ask(), ask("ann")].map(({ allowed }) => allowed)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test("an assistant that a policy names keeps its guard", () => {
    const { guard } = definePolicies<{ refund_order: object }, true>({
      tools,
      policies: [desk([{ effect: "allow", ...when(isAnn) }], { assistants: ["ann"] })],
    });
    expect(guard("ann")).toBe(guard("ann"));
  });

  test("where nobody says when it is, it is the clock's time, the same throughout a decision", () => {
    const seen: number[] = [];
    const look: Holds = ({ now }) => seen.push(now) === 0;
    const policies = [
      desk([
        { effect: "deny", ...when(look) },
        { effect: "allow", ...when(look) },
      ]),
    ];
    const { guard } = definePolicies<{ refund_order: object }, false>({ tools, policies });
    const before = Date.now();
    guard().decide("refund_order", { order_id: "o", amount: 1 });
    expect(seen).toEqual([seen[0], seen[0]]);
    expect(seen[0]).toBeGreaterThanOrEqual(before);
  });

  test.each<[string, readonly Step[], string, string]>([
    [
      "one without an answer",
      [{ effect: "allow", ...when(broken) }],
      "condition-failed",
      "a condition of the policy has no answer",
    ],
    [
      "one that lacks a fact",
      [{ effect: "allow", ...when(yes, "order") }],
      "fact-failed",
      "what the policy must know is not known",
    ],
    [
      "a requirement that does not hold",
      [{ effect: "allow", reason: "Why.", constraints: [requirement(no)] }],
      "constraint",
      "it must be so",
    ],
  ])("what the model is told of %s", (_what, steps, code, reason) => {
    const policies = [desk(steps)];
    const { guard } = definePolicies<{ refund_order: object }, false>({ tools, policies, facts });
    const decision = guard().decide("refund_order", { order_id: "o", amount: 1 });
    expect(decision).toMatchObject({ code, reason, path: null });
  });
});

const paid: Holds = ({ facts: { order } }) => Object(order).paid;
const gold: Holds = ({ facts: { user } }) => Object(user).tier === "gold";

describe("facts", () => {
  const both = desk([
    { effect: "deny", ...when(gold, "user") },
    { effect: "allow", constraints: [requirement(paid, "order")] },
  ]);

  test("those that are lacking are asked for together, and without them the call is denied", () => {
    expect(examine([both])).toEqual({
      answer: "fact-failed desk/refund_order#1",
      lacking: ["user", "order"],
      shadow: null,
    });
  });

  test("with them the call is decided", () => {
    const order = { paid: true };
    expect(examine([both], { user: { tier: "tin" }, order })).toMatchObject({
      answer: "allow desk/refund_order#2",
      lacking: [],
    });
    expect(examine([both], { user: { tier: "gold" }, order }).answer).toBe(
      "denied desk/refund_order#1",
    );
  });

  test("one that failed denies where it is read", () => {
    expect(examine([both], { order: { paid: true } }, ["user"])).toMatchObject({
      answer: "fact-failed desk/refund_order#1",
      lacking: [],
    });
    expect(examine([both], { user: { tier: "tin" } }, ["order"]).answer).toBe(
      "fact-failed desk/refund_order/require#1",
    );
  });

  test.each<[string, readonly Step[], readonly string[]]>([
    [
      "a denial that needs none comes first",
      [
        { effect: "deny", ...when(yes) },
        { effect: "deny", ...when(gold, "user") },
      ],
      [],
    ],
    [
      "nor does what comes after a denial that is certain",
      [
        { effect: "deny", ...when(gold, "user") },
        { effect: "deny", ...when(yes) },
        { effect: "allow", ...when(paid, "order") },
      ],
      ["user"],
    ],
    [
      "nor does an action that does not apply",
      [
        {
          effect: "allow",
          when: { text: "no", holds: no },
          constraints: [requirement(paid, "order")],
        },
        { effect: "allow", constraints: [requirement(gold, "user")] },
      ],
      ["user"],
    ],
    [
      "nor what stands after a constraint that fails",
      [
        {
          effect: "allow",
          constraints: [
            requirement(gold, "user"),
            constraint("desk/max", "amount", "must be", () => false),
            requirement(paid, "order"),
          ],
        },
      ],
      ["user"],
    ],
    [
      "but what an action needs that may apply",
      [
        { effect: "allow", ...when(gold, "user"), constraints: [requirement(paid, "order")] },
        { effect: "allow" },
      ],
      ["user", "order"],
    ],
    [
      "and what the next action needs where one may not apply",
      [
        { effect: "allow", ...when(gold, "user") },
        { effect: "allow", ...when(paid, "order") },
      ],
      ["user", "order"],
    ],
  ])("%s: no look-up for it", (_what, steps, lacking) => {
    expect(examine([desk(steps)]).lacking).toEqual(lacking);
  });
});

describe("shadow policies", () => {
  const shadow = (steps: readonly Step[]) => desk(steps, { name: "trial", mode: "shadow" });

  test.each<[string, readonly Step[], unknown]>([
    [
      "a denial",
      [{ effect: "deny" }],
      { effect: "deny", code: "denied", rule: "trial/refund_order#1" },
    ],
    [
      "an allow",
      [{ effect: "allow" }],
      { effect: "allow", code: null, rule: "trial/refund_order#1" },
    ],
    [
      "one that breaks",
      [{ effect: "allow", ...when(broken) }],
      { effect: "deny", code: "condition-failed", rule: "trial/refund_order#1" },
    ],
    [
      "one that needs a fact",
      [{ effect: "allow", ...when(paid, "order") }],
      { effect: "deny", code: "fact-failed", rule: "trial/refund_order#1" },
    ],
    ["none for this tool", [], null],
  ])("%s stands beside the decision", (_what, steps, beside) => {
    const allowed = examine([desk([{ effect: "allow" }]), shadow(steps)]);
    expect(allowed).toMatchObject({ answer: "allow desk/refund_order#1", shadow: beside });
    const denied = examine([desk([{ effect: "deny" }]), shadow(steps)]);
    expect(denied).toMatchObject({ answer: "denied desk/refund_order#1", shadow: beside });
    expect(examine([shadow(steps)])).toMatchObject({ answer: "no-rule null", shadow: beside });
  });

  test("its facts are looked up with the others", () => {
    const policies = [
      desk([{ effect: "allow", ...when(gold, "user") }]),
      shadow([{ effect: "allow", ...when(paid, "order") }]),
    ];
    expect(examine(policies).lacking).toEqual(["user", "order"]);
    expect(examine(policies, { user: { tier: "gold" } }, ["order"])).toMatchObject({
      answer: "allow desk/refund_order#1",
      shadow: { code: "fact-failed" },
    });
  });

  test("a tool that nobody knows is one to it as well", () => {
    const policies = [desk([{ effect: "allow" }]), shadow([{ effect: "deny" }])];
    const { guard } = definePolicies<object, false>({ tools, policies });
    const tool: string = "drop_tables";
    expect(guard().decide(tool, {})).toMatchObject({ code: "unknown-tool", shadow: null });
  });

  test("the arguments that it read are known, though the name was enough to decide", () => {
    const policies = [desk([{ effect: "deny" }]), shadow([{ effect: "allow" }])];
    const { guard } = definePolicies<{ refund_order: object }, false>({ tools, policies });
    const args = { order_id: "o", amount: 1 };
    expect(guard().examine("refund_order", args)).toMatchObject({ args, lacking: [] });
  });

  test("it does not make callers say who they are", () => {
    const trial = desk([{ effect: "deny" }], {
      name: "trial",
      mode: "shadow",
      assistants: ["ann"],
    });
    const { guard, scoped } = definePolicies<{ refund_order: object }, false>({
      tools,
      policies: [desk([{ effect: "allow" }]), trial],
    });
    const args = { order_id: "o", amount: 1 };
    expect(scoped).toBe(false);
    expect(guard().decide("refund_order", args)).toMatchObject({ allowed: true, shadow: null });
    expect(guard("ann").decide("refund_order", args)).toMatchObject({
      allowed: true,
      args,
      shadow: { code: "denied" },
    });
  });
});
