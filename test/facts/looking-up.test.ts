// Facts are looked up only where a decision needs them, together, once, and what is not clearly there denies.

import { type FactContext, SafeClaw } from "@authensor/safeclaw-runtime";
import {
  type CompiledCondition,
  type CompiledConstraint,
  type CompiledRequirement,
  definePolicies,
  examineGiven,
} from "@authensor/safeclaw-runtime/policy";
import { describe, expect, it } from "vitest";
import { readFact } from "../../runtime/facts/read-fact.js";
import {
  type Desk,
  type DeskTools,
  delivered,
  deskOf,
  fine,
  isStaff,
  known,
  policiesOf,
  reads,
  refund,
  type Step,
  tablesOf,
} from "./facts-desk.js";

const byOrder: readonly Step[] = [{ effect: "allow", when: delivered }];
const failing: CompiledConstraint = {
  rule: "desk/refund_order/max_amount",
  line: 9,
  path: "amount",
  text: "amount must be at most 10",
  holds: () => false,
};
const required = (requires: CompiledCondition): CompiledRequirement => ({
  rule: "desk/refund_order/require#1",
  line: 9,
  text: "it must be so",
  requires,
});
const never = () => new Promise<never>(() => undefined);

async function answerOf({ safeclaw }: Desk, context: object = {}): Promise<string> {
  const { code, effect, rule } = await safeclaw.decide("refund_order", refund, context);
  return `${code ?? effect} ${rule}`;
}

describe("a fact that a rule reads", () => {
  it("decides", async () => {
    expect(await answerOf(deskOf(byOrder))).toBe("allow desk/refund_order#1");
    const lost = deskOf(byOrder, { order: async () => ({ status: "lost", total: 1 }) });
    expect(await answerOf(lost)).toBe("no-rule null");
  });

  it("may come at once, without a promise", async () => {
    const desk = deskOf(byOrder, { order: () => ({ status: "delivered", total: 20 }) });
    expect(await answerOf(desk)).toBe("allow desk/refund_order#1");
  });

  it("is asked with the arguments that it takes, and with who calls", async () => {
    const asked: unknown[] = [];
    const order = (args: object, { signal, ...context }: FactContext) => {
      asked.push(args, context, signal.aborted);
      return fine();
    };
    const { safeclaw } = deskOf(byOrder, { order });
    const who = { assistantId: "asst_1", threadId: "thread_1", runId: "run_1", callId: "call_1" };
    await safeclaw.decide("refund_order", refund, who);
    await safeclaw.decide("refund_order", JSON.stringify(refund));
    const args = { order_id: "ord_1", note: ["as", "asked"] };
    const nobody = { assistantId: null, threadId: null, runId: null, callId: null };
    expect(asked).toEqual([args, who, false, args, nobody, false]);
  });

  it("gets frozen arguments, so that nothing of the call changes after it was checked", async () => {
    const faults: unknown[] = [];
    const order = (args: { order_id: string; note: string[] }) => {
      for (const change of [() => (args.order_id = "ord_2"), () => args.note.push("more")]) {
        try {
          change();
        } catch (error) {
          faults.push(error);
        }
      }
      return fine();
    };
    const decision = await deskOf(byOrder, { order }).safeclaw.decide("refund_order", refund);
    expect(faults).toEqual([expect.any(TypeError), expect.any(TypeError)]);
    expect(decision.args).toEqual(refund);
  });

  it("is asked with no argument that the call does not have, not even one that all objects have", async () => {
    const asked: unknown[] = [];
    const tables = tablesOf(byOrder);
    const anything = { accepts: () => true, explain: trap };
    const policies = definePolicies<{ refund_order: object }, false>({
      ...tables,
      tools: [{ name: "refund_order", arguments: anything }],
      facts: [{ name: "order", arguments: ["order_id", "toString"], result: anything }],
    });
    const order = async (args: object) => void asked.push(args);
    await new SafeClaw(policies, { audit: false, facts: { order } }).decide("refund_order", {
      order_id: "ord_1",
    });
    expect(asked).toStrictEqual([{ order_id: "ord_1" }]);
  });

  it("belongs to the arguments as they were read at first", async () => {
    const call = { ...refund };
    const order = async () => {
      call.amount = 1_000_000;
      call.order_id = "ord_2";
      return fine();
    };
    const decision = await deskOf(byOrder, { order }).safeclaw.decide("refund_order", call);
    expect(decision.args).toEqual(refund);
  });
});

describe("a fact is looked up once, and only where it is needed", () => {
  const later: Step = { effect: "allow", when: known };
  const rows: Readonly<
    Record<string, readonly [steps: readonly Step[], asked: Desk["calls"], answer: string]>
  > = {
    "two rules read the same one": [
      [{ effect: "deny", when: reads(() => false, "order") }, ...byOrder],
      { order: 1, user: 0 },
      "allow desk/refund_order#2",
    ],
    "one condition reads two": [
      [{ effect: "allow", when: reads(() => true, "order", "user") }],
      { order: 1, user: 1 },
      "allow desk/refund_order#1",
    ],
    "an earlier denial decides": [
      [{ effect: "deny" }, ...byOrder],
      { order: 0, user: 0 },
      "denied desk/refund_order#1",
    ],
    "an earlier denial with a condition on the arguments decides": [
      [{ effect: "deny", when: reads(() => true) }, ...byOrder],
      { order: 0, user: 0 },
      "denied desk/refund_order#1",
    ],
    "an earlier grant without facts decides": [
      [{ effect: "allow" }, later],
      { order: 0, user: 0 },
      "allow desk/refund_order#1",
    ],
    "a constraint before it fails": [
      [{ effect: "allow", constraints: [failing, required(delivered)] }],
      { order: 0, user: 0 },
      "constraint desk/refund_order/max_amount",
    ],
    "a rule that comes into question later reads another": [
      [...byOrder, later],
      { order: 1, user: 1 },
      "allow desk/refund_order#1",
    ],
    "nothing reads one": [
      [{ effect: "allow" }],
      { order: 0, user: 0 },
      "allow desk/refund_order#1",
    ],
  };

  it.each(Object.entries(rows))("%s", async (_, [steps, asked, answer]) => {
    const desk = deskOf(steps);
    expect(await answerOf(desk)).toBe(answer);
    expect(desk.calls).toEqual(asked);
  });

  it("not for arguments that are refused", async () => {
    const desk = deskOf(byOrder);
    for (const args of ["{", {}, { ...refund, amount: "50" }]) {
      await desk.safeclaw.decide("refund_order", args);
    }
    expect(desk.calls["order"]).toBe(0);
  });

  it("side by side", async () => {
    const begun: string[] = [];
    let meet = (): void => undefined;
    const meeting = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const wait = (name: string) => async () => {
      begun.push(name);
      if (begun.length === 2) meet();
      await meeting;
      return name === "order" ? await fine() : { id: "u1" };
    };
    const steps: Step[] = [{ effect: "allow", when: reads(() => true, "order", "user") }];
    const desk = deskOf(steps, { order: wait("order"), user: wait("user") });
    expect(await answerOf(desk)).toBe("allow desk/refund_order#1");
  });

  it("once for each of 256 decisions at the same time", async () => {
    const desk = deskOf(byOrder);
    const answers = await Promise.all(Array.from({ length: 256 }, () => answerOf(desk)));
    expect(new Set(answers)).toEqual(new Set(["allow desk/refund_order#1"]));
    expect(desk.calls["order"]).toBe(256);
    expect(desk.audit.records).toHaveLength(256);
  });
});

class Row {
  readonly status = "delivered";
  readonly total = 20;
}

const trap = (): never => {
  throw new Error("trap");
};

/** What a function does, instead of telling an order. */
const odd: Readonly<Record<string, () => unknown>> = {
  throws: trap,
  rejects: async () => trap(),
  "rejects with nothing": () => Promise.reject(),
  "throws an error that cannot be looked at": () => {
    throw new Proxy(new Error("no"), { get: trap, getPrototypeOf: trap });
  },
  "tells nothing": () => undefined,
  "tells null": () => null,
  "tells a text": () => "delivered",
  "tells the wrong type": () => ({ status: 1, total: 20 }),
  "tells too little": () => ({ status: "delivered" }),
  "tells a number that is none": () => ({ status: "delivered", total: Number.NaN }),
  "tells an optional part of another type": () => ({ status: "delivered", total: 1, note: 1 }),
  "tells a date for text": () => ({ status: "delivered", total: 1, note: new Date() }),
  "tells a list": () => [{ status: "delivered", total: 20 }],
  "tells the instance of a class": () => new Row(),
  "tells what it inherits": () => Object.create({ status: "delivered", total: 20 }),
  "tells with a getter": () => ({
    get status() {
      return "delivered";
    },
    total: 20,
  }),
  "tells a proxy that throws": () => new Proxy({}, { ownKeys: trap }),
  "tells a function": () => () => "delivered",
  "tells a thenable that throws": () => ({
    get then() {
      return trap();
    },
  }),
  "tells what holds itself": () => {
    const loop = { status: "delivered", total: 20, loop: {} };
    loop.loop = loop;
    return { ...loop, status: loop };
  },
  "tells megabytes": () => ({ status: "delivered", total: 20, more: "x".repeat(2 ** 21) }),
};

describe("denied is a call whose fact", () => {
  it.each(Object.entries(odd))("%s", async (_, order) => {
    expect(await answerOf(deskOf(byOrder, { order }))).toBe("fact-failed desk/refund_order#1");
  });

  it("is late", async () => {
    const desk = deskOf(byOrder, { order: never }, { deadlineMs: 10 });
    expect(await answerOf(desk)).toBe("fact-failed desk/refund_order#1");
  });

  it("is late because it holds up the process", async () => {
    const order = () => {
      const end = performance.now() + 40;
      while (performance.now() < end);
      return { status: "delivered", total: 20 };
    };
    const desk = deskOf(byOrder, { order }, { deadlineMs: 10 });
    expect(await answerOf(desk)).toBe("fact-failed desk/refund_order#1");
  });

  it("is late, while the others are in time", async () => {
    const steps: Step[] = [{ effect: "allow", when: known }, ...byOrder];
    const desk = deskOf(steps, { order: never }, { deadlineMs: 1000 });
    expect(await answerOf(desk)).toBe("allow desk/refund_order#1");
  });

  it("is asked for by `evaluate`, which waits for nothing", () => {
    const { safeclaw, calls } = deskOf(byOrder);
    const { code, rule, reason } = safeclaw.evaluate("refund_order", refund);
    expect({ code, rule }).toEqual({ code: "fact-failed", rule: "desk/refund_order#1" });
    expect(reason).toBe("what the policy must know is not known");
    expect(calls["order"]).toBe(0);
  });

  it("is there, where the context throws when it is looked at again", async () => {
    let looks = 0;
    const context = Object.defineProperty({}, "runId", {
      get: () => {
        looks += 1;
        return looks === 1 ? "run_1" : trap();
      },
    });
    expect(await answerOf(deskOf(byOrder), context)).toBe("internal null");
  });

  it("only a caller could give, and none did", async () => {
    const steps: Step[] = [{ effect: "allow", when: reads(() => true, "order", "staff") }];
    const desk = deskOf(steps);
    expect(await answerOf(desk)).toBe("fact-failed desk/refund_order#1");
    // What is certain to be denied looks nothing up.
    expect(desk.calls["order"]).toBe(0);
  });
});

describe("a fact may hold more than its type says", () => {
  const row = {
    status: "delivered",
    total: 20,
    created: new Date(),
    lines: new Map(),
    save: () => undefined,
    owner: new Row(),
    big: 2n,
    nothing: undefined,
    note: undefined,
    nested: [{ at: new Date() }],
  };

  it("which does not matter", async () => {
    expect(await answerOf(deskOf(byOrder, { order: () => row }))).toBe("allow desk/refund_order#1");
  });

  it("and is not there for conditions, unless it is plain data", async () => {
    let seen: unknown;
    const look = reads(({ order }) => {
      seen = order;
      return true;
    }, "order");
    await answerOf(
      deskOf([{ effect: "allow", when: look }], {
        order: () => ({ ...row, a: [1, new Date(), 2] }),
      }),
    );
    expect(seen).toStrictEqual({
      status: "delivered",
      total: 20,
      created: undefined,
      lines: undefined,
      save: undefined,
      owner: undefined,
      big: undefined,
      nested: [{ at: undefined }],
      a: [1, undefined, 2],
    });
    expect(Object.isFrozen(seen) && Object.isFrozen(Object(seen).a)).toBe(true);
  });

  it("and cannot be changed from outside once it was checked", async () => {
    const live = { status: "delivered", total: 20 };
    const look = reads(({ order }) => {
      live.status = "lost";
      return Object(order).status === "delivered";
    }, "order");
    const desk = deskOf([{ effect: "allow", when: look }], { order: () => live });
    expect(await answerOf(desk)).toBe("allow desk/refund_order#1");
  });
});

describe("a fact may hold 1 MiB", () => {
  const mebibyte = 2 ** 20;
  const known = (told: unknown) => {
    const result = { accepts: () => true, explain: trap };
    return readFact({ name: "order", arguments: null, result }, told).failed;
  };

  it("of text, or of what is in it with 4 for each key and 2 for each text", () => {
    expect(known("x".repeat(mebibyte))).toBeNull();
    expect(known({ a: "x".repeat(mebibyte - 7) })).toBeNull();
  });

  it("and not more", () => {
    expect(known("x".repeat(mebibyte + 1))).toBe("longer than 1 MiB");
    expect(known({ a: "x".repeat(mebibyte - 6) })).toBe("longer than 1 MiB");
  });
});

describe("a fact that a caller gives", () => {
  it("is not looked up", async () => {
    const desk = deskOf(byOrder);
    const facts = { order: { status: "delivered", total: 1 } };
    expect(await answerOf(desk, { facts })).toBe("allow desk/refund_order#1");
    const lost = { order: { status: "lost", total: 1 } };
    expect(await answerOf(desk, { facts: lost })).toBe("no-rule null");
    expect(desk.calls["order"]).toBe(0);
  });

  it("is enough for `evaluate`", () => {
    const { safeclaw } = deskOf([{ effect: "allow", when: isStaff }]);
    const allowed = (staff: unknown) =>
      safeclaw.evaluate("refund_order", refund, { facts: { staff } }).code;
    expect([true, false, "true", undefined].map(allowed)).toEqual([
      null,
      "no-rule",
      "fact-failed",
      "fact-failed",
    ]);
  });

  it("must be of its type, and is not looked up instead", async () => {
    const desk = deskOf(byOrder);
    const given = [{ order: {} }, { order: null }, { order: undefined }, { order: new Row() }];
    for (const facts of given) {
      expect(await answerOf(desk, { facts })).toBe("fact-failed desk/refund_order#1");
    }
    const getter = Object.defineProperty({}, "order", { enumerable: true, get: trap });
    expect(await answerOf(desk, { facts: getter })).toBe("fact-failed desk/refund_order#1");
    expect(desk.calls["order"]).toBe(0);
  });

  it("must be its own", async () => {
    const desk = deskOf(byOrder, { order: async () => ({ status: "lost", total: 1 }) });
    const facts = Object.create({ order: { status: "delivered", total: 1 } });
    expect(await answerOf(desk, { facts })).toBe("no-rule null");
    expect(desk.calls["order"]).toBe(1);
  });
});

describe("a trial, by nothing but the facts that it is given", () => {
  const later: CompiledCondition = {
    text: "now",
    holds: ({ now }) => now === 5,
  };
  it.each<[string, CompiledCondition, object, string]>([
    ["those that decide", delivered, { order: { status: "delivered", total: 1 } }, "allow"],
    ["those that decide otherwise", delivered, { order: { status: "lost", total: 1 } }, "no-rule"],
    ["none", delivered, {}, "fact-failed"],
    ["at its time", later, {}, "allow"],
  ])("%s", (_what, when, facts, answer) => {
    const trial = { assistantId: null, tool: "refund_order", args: refund, facts, now: 5 } as const;
    const { decision } = examineGiven(policiesOf([{ effect: "allow", when }]), trial);
    expect(decision.code ?? decision.effect).toBe(answer);
  });

  it("at its time, where no policy has facts", () => {
    const tables = { ...tablesOf([{ effect: "allow", when: later }]), facts: [] };
    const trial = { assistantId: null, tool: "refund_order", args: refund, facts: {} } as const;
    const allowed = (now: number) =>
      examineGiven(definePolicies<DeskTools, false>(tables), { ...trial, now }).decision.allowed;
    expect([allowed(5), allowed(6)]).toEqual([true, false]);
  });
});

describe("facts of shadow policies", () => {
  const shadow: readonly Step[] = [{ effect: "deny", when: known }];

  it("are looked up with the others", async () => {
    const { safeclaw, calls } = deskOf(byOrder, {}, { shadow });
    const { allowed, shadow: said } = await safeclaw.decide("refund_order", refund);
    expect(allowed).toBe(true);
    expect(said).toEqual({ effect: "deny", code: "denied", rule: "trial/refund_order#1" });
    expect(calls).toEqual({ order: 1, user: 1 });
  });

  it("change nothing where they fail", async () => {
    for (const user of [trap, never]) {
      const { safeclaw } = deskOf([{ effect: "allow" }], { user }, { shadow, deadlineMs: 10 });
      const { allowed, shadow: said } = await safeclaw.decide("refund_order", refund);
      expect(allowed).toBe(true);
      expect(said?.code).toBe("fact-failed");
    }
  });
});

describe("what is needed to look facts up", () => {
  const policies = policiesOf([{ effect: "allow", when: delivered }]);
  const setUp = (facts?: unknown) => () => {
    // INVARIANT: what an application might pass without types.
    new SafeClaw(policies, { audit: false, facts } as { audit: false; facts: object });
  };

  it("is said when SafeClaw is set up", () => {
    expect(setUp()).toThrow(
      'SafeClaw needs the facts `order`, `user`: pass their functions, as in `import * as facts from "./facts.js"` and `new SafeClaw(policies, { audit, facts })`.',
    );
    expect(setUp({ order: fine })).toThrow("SafeClaw needs the fact `user`: pass its function");
    expect(setUp({ order: fine, user: "u1" })).toThrow("`user`");
    expect(setUp(null)).toThrow("`order`, `user`");
    expect(setUp({ order: fine, user: fine })).not.toThrow();
  });

  it("is nothing that all objects have, but may be called like it", () => {
    const facts = ["toString"].map((name) => ({
      name,
      arguments: [],
      result: { accepts: () => true, explain: () => ({ path: null, message: "" }) },
    }));
    const named = definePolicies<object, false>({ tools: [], policies: [], facts });
    const options = (given: object) => ({ audit: false as const, facts: given });
    expect(() => new SafeClaw(named, options({}))).toThrow("`toString`");
    expect(() => new SafeClaw(named, options({ toString: fine }))).not.toThrow();
  });

  it("may be the methods of an object", async () => {
    class Facts {
      readonly #status = "delivered";
      order() {
        return { status: this.#status, total: 20 };
      }
      user() {
        return { id: "u1" };
      }
    }
    const safeclaw = new SafeClaw(policies, { audit: false, facts: new Facts() });
    expect((await safeclaw.decide("refund_order", refund)).allowed).toBe(true);
  });
});
