// What is recorded and told of a call, and that no decision gets out unrecorded.

import { runInNewContext } from "node:vm";
import {
  type DecidedCall,
  type Decision,
  type DecisionRecord,
  SafeClaw,
  type SafeClawOptions,
} from "@authensor/safeclaw-runtime";
import { describe, expect, test } from "vitest";
import { TakenError } from "../../runtime/audit/audit-sink.js";
import { desk, fails, memoryAudit, refund } from "./memory-audit.js";
import { orderDesk } from "./order-desk.js";

describe("the record of a call", () => {
  const recordOf = (tool: string, args: unknown, ids: object = {}): DecisionRecord => {
    const audit = memoryAudit();
    const context = Object.assign({ ...desk }, ids);
    new SafeClaw(orderDesk, { audit }).evaluate(tool, args, context);
    const [record] = audit.records;
    if (record === undefined || audit.records.length > 1) throw new Error("not one record");
    return record;
  };

  test("says who asked for what, and what came of it", () => {
    const record = recordOf("refund_order", '{ "order_id": "ord_1", "amount": 500 }');
    expect(record).toStrictEqual({
      assistant: "asst_desk",
      thread: "thread_1",
      run: "run_1",
      call: "call_1",
      tool: "refund_order",
      args: { order_id: "ord_1", amount: 500 },
      effect: "deny",
      allowed: false,
      code: "constraint",
      rule: "desk/refund_order/max_amount",
      line: expect.any(Number),
      reason: "amount must be at most 100",
      shadow: null,
      policy: "sha256:desk",
    });
  });

  test.each<[string, string, unknown, unknown]>([
    ["the arguments that were allowed", "refund_order", refund, refund],
    [
      "the arguments of a call that its name denies",
      "delete_order",
      '{"order_id":"1"}',
      { order_id: "1" },
    ],
    ["the arguments of an unknown tool", "drop_tables", { all: true }, { all: true }],
    ["the arguments of a built-in tool", "code_interpreter", '{"code":"1"}', { code: "1" }],
    ["arguments that do not fit", "refund_order", { amount: "1" }, { amount: "1" }],
    ["text that is no JSON", "refund_order", '{"amount":', '{"amount":'],
    ["text with a key twice", "refund_order", '{"a":1,"a":2}', '{"a":1,"a":2}'],
    ["nothing of a value that cannot be read", "refund_order", { amount: 1n }, null],
    ["nothing of nothing", "refund_order", undefined, null],
  ])("holds %s", (_what, tool, args, kept) => {
    const record = recordOf(tool, args);
    expect(record.args).toEqual(kept);
    expect(record).not.toHaveProperty("redacted");
  });

  test("cuts text of which nobody knows what it is", () => {
    const { args, redacted, code } = recordOf("refund_order", "x".repeat(100_000));
    expect([code, redacted]).toEqual(["malformed-arguments", [":cut"]]);
    expect(args).toBe(`${"x".repeat(65_536)} … (34464 more characters)`);
    const whole = "x".repeat(65_536);
    expect(recordOf("refund_order", whole).args).toBe(whole);
  });

  test.each<[unknown, string]>([
    ["x".repeat(70_000), `${"x".repeat(65_536)} … (4464 more characters)`],
    [7, "(number)"],
    [undefined, "(undefined)"],
  ])("has a name for a tool that has none or too long a one", (tool, name) => {
    const audit = memoryAudit();
    const safeclaw = new SafeClaw(orderDesk, { audit });
    Reflect.apply(safeclaw.evaluate, safeclaw, [tool, refund, desk]);
    expect(audit.records.map((record) => record.tool === name)).toEqual([true]);
  });

  test("has null for ids that are none", () => {
    const ids = { threadId: 7, runId: {}, callId: null };
    expect(recordOf("refund_order", refund, ids)).toMatchObject({
      thread: null,
      run: null,
      call: null,
    });
  });

  test("stands for every decision, in the order of the calls", () => {
    const audit = memoryAudit();
    const safeclaw = new SafeClaw(orderDesk, { audit });
    for (const amount of [1, 1000, 2]) {
      safeclaw.evaluate("refund_order", { order_id: "ord_1", amount }, desk);
    }
    safeclaw.evaluate("delete_order", {}, desk);
    expect(audit.records.map(({ allowed }) => allowed)).toEqual([true, false, true, false]);
  });

  test("is of what was decided on, not of what a second look would have shown", () => {
    let looks = 0;
    const shifty = new Proxy(refund, {
      getOwnPropertyDescriptor: (target, key) => {
        looks += 1;
        const property = Reflect.getOwnPropertyDescriptor(target, key);
        return key === "amount" && looks > 6 ? { ...property, value: 5000 } : property;
      },
    });
    const audit = memoryAudit();
    const decision = new SafeClaw(orderDesk, { audit }).evaluate("refund_order", shifty, desk);
    expect(audit.records[0]?.args).toBe(decision.args);
  });
});

describe("an audit that fails", () => {
  const failed = { allowed: false, effect: "deny", code: "audit-failed" };

  test("while writing: the call is denied", () => {
    const audit = memoryAudit({ write: fails });
    const safeclaw = new SafeClaw(orderDesk, { audit });
    expect(safeclaw.evaluate("refund_order", refund, desk)).toMatchObject(failed);
    expect(safeclaw.for("asst_desk").evaluate("refund_order", refund)).toMatchObject(failed);
  });

  test.each<[string, () => unknown]>([
    // TypeScript lets an async function stand for one that returns nothing.
    ["a promise", async () => fails()],
    ["a promise of another realm", () => runInNewContext("Promise.reject(new Error('late'))")],
  ])(
    "by answering with %s: the call is denied, and nothing is left to reject",
    async (_what, write) => {
      const audit = memoryAudit({ write });
      const safeclaw = new SafeClaw(orderDesk, { audit });
      expect(safeclaw.evaluate("refund_order", refund, desk)).toMatchObject(failed);
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
  );

  test.each([
    ["rejects", async () => fails()],
    ["throws", () => fails()],
  ])("while flushing, as it %s: `decide` denies, `flush` rejects", async (_how, flush) => {
    const safeclaw = new SafeClaw(orderDesk, { audit: memoryAudit({ flush }) });
    expect(await safeclaw.decide("refund_order", refund, desk)).toMatchObject(failed);
    expect(await safeclaw.for("asst_desk").decide("refund_order", refund)).toMatchObject(failed);
    await expect(safeclaw.flush()).rejects.toThrow("disk full");
  });

  /** A sink whose first step fails, and what it and the listener come to hear. */
  function failingOnce(step: "write" | "flush", options: Partial<SafeClawOptions> = {}) {
    const told: unknown[] = [];
    const audit = memoryAudit();
    let failures = 1;
    const failing = () => {
      failures -= 1;
      if (failures >= 0) fails();
    };
    const safeclaw = new SafeClaw(orderDesk, {
      audit: {
        ...audit,
        write: (record) => {
          if (step === "write") failing();
          return audit.write(record);
        },
        flush: async () => (step === "flush" ? failing() : undefined),
      },
      onDecision: ({ code }) => void told.push(code),
      ...options,
    });
    return { safeclaw, told, recorded: () => audit.records.map(({ code }) => code) };
  }

  test("the denial is told, and recorded as soon as that can be done again", async () => {
    const unwritten = failingOnce("write");
    const { code, reason } = await unwritten.safeclaw.decide("refund_order", refund, desk);
    expect([code, reason]).toEqual([
      "audit-failed",
      "the call could not be recorded, and what is not recorded does not run",
    ]);
    expect([unwritten.told, unwritten.recorded()]).toEqual([
      [null, "audit-failed"],
      ["audit-failed"],
    ]);
    const unflushed = failingOnce("flush", { onAuditFailure: "deny" });
    expect(await unflushed.safeclaw.decide("refund_order", refund, desk)).toMatchObject(failed);
    expect([unflushed.told, unflushed.recorded()]).toEqual([
      [null, "audit-failed"],
      [null, "audit-failed"],
    ]);
  });

  test.each<[string, string, unknown, number | null]>([
    // what fails, what its sink says when it takes a record
    ["the denial names the record that it revokes", "flush", 7, 7],
    ["the denial names none where the sink gives no number", "flush", undefined, null],
    ["the denial names none where none was taken", "write", fails, null],
    [
      "the denial names one that was taken and may yet be kept",
      "write",
      () => {
        throw new TakenError(8, new Error("disk full"));
      },
      8,
    ],
  ])("%s", async (_what, step, says, of) => {
    const records: DecisionRecord[] = [];
    const audit = memoryAudit({
      write: (record) => {
        records.push(record);
        return typeof says === "function" && records.length === 1 ? says() : says;
      },
      flush: async () => (step === "flush" ? fails() : undefined),
    });
    const safeclaw = new SafeClaw(orderDesk, { audit });
    expect(await safeclaw.decide("refund_order", refund, desk)).toMatchObject(failed);
    const [{ effect, code, rule, policy }, denial] = records as [DecisionRecord, DecisionRecord];
    expect(effect).toBe("allow");
    expect(denial).toMatchObject({ effect: "deny", code: "audit-failed" });
    expect(denial.revokes).toEqual(of === null ? undefined : { of, effect, code, rule, policy });
  });

  test("it is told once, though neither writing nor flushing can be done", async () => {
    const told: unknown[] = [];
    const audit = memoryAudit({ write: fails, flush: async () => fails() });
    const onDecision = ({ code }: Decision) => void told.push(code);
    const safeclaw = new SafeClaw(orderDesk, { audit, onDecision });
    expect(await safeclaw.decide("refund_order", refund, desk)).toMatchObject(failed);
    expect(told).toEqual([null, "audit-failed"]);
  });

  test.each(["write", "flush"] as const)(
    "where the application wants that, what could not be recorded is as it was: %s",
    async (step) => {
      const { safeclaw, told } = failingOnce(step, { onAuditFailure: "allow" });
      expect((await safeclaw.decide("refund_order", refund, desk)).allowed).toBe(true);
      const denied = failingOnce(step, { onAuditFailure: "allow" }).safeclaw;
      expect((await denied.decide("delete_order", {}, desk)).code).toBe("denied");
      expect(told).toEqual([null]);
    },
  );

  test("`decide` answers only once the record is durable", async () => {
    const steps: string[] = [];
    const audit = memoryAudit({
      write: () => void steps.push("written"),
      flush: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        steps.push("durable");
      },
    });
    const decision = await new SafeClaw(orderDesk, { audit }).decide("refund_order", refund, desk);
    steps.push("answered");
    expect(decision.allowed).toBe(true);
    expect(steps).toEqual(["written", "durable", "answered"]);
  });

  test("`close` closes the sink, and there is nothing to close without one", async () => {
    const safeclaw = new SafeClaw(orderDesk, {
      audit: memoryAudit({ close: async () => fails() }),
    });
    await expect(safeclaw.close()).rejects.toThrow("disk full");
    const silent = new SafeClaw(orderDesk, { audit: false });
    await silent.flush();
    await silent.close();
    expect((await silent.decide("refund_order", refund, desk)).allowed).toBe(true);
  });
});

describe("onDecision", () => {
  test("is told of each decision before it is recorded", () => {
    const told: string[] = [];
    const audit = memoryAudit({ write: ({ code }) => void told.push(`recorded ${code}`) });
    const onDecision = (decision: Decision, call: DecidedCall) =>
      void told.push(
        `told ${decision.code} of ${call.tool} by ${call.assistantId} in ${call.runId}`,
      );
    const safeclaw = new SafeClaw(orderDesk, { audit, onDecision });
    safeclaw.evaluate("delete_order", {}, desk);
    expect(told).toEqual(["told denied of delete_order by asst_desk in run_1", "recorded denied"]);
  });

  test("is told without an audit, too", () => {
    const calls: DecidedCall[] = [];
    const options: SafeClawOptions = {
      audit: false,
      onDecision: (_, call) => void calls.push(call),
    };
    new SafeClaw(orderDesk, options).for("asst_boss").evaluate("get_order", '{"order_id":"1"}');
    expect(calls).toMatchObject([{ assistantId: "asst_boss", args: { order_id: "1" } }]);
  });

  test.each<[string, SafeClawOptions["onDecision"]]>([
    ["throws", fails],
    // TypeScript lets an async function stand for one that returns nothing.
    ["answers later", async () => undefined],
    ["rejects later", async () => fails()],
  ])("that %s denies, and that is what is recorded", async (_how, onDecision) => {
    const audit = memoryAudit();
    const safeclaw = new SafeClaw(orderDesk, { audit, ...(onDecision && { onDecision }) });
    const decision = safeclaw.evaluate("refund_order", refund, desk);
    expect(decision).toMatchObject({ allowed: false, effect: "deny", code: "internal" });
    expect(decision.reason).toBe("the call could not be checked");
    expect(audit.records).toMatchObject([{ allowed: false, code: "internal", args: refund }]);
    await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test.each([null, undefined, 7, { told: true }])(
    "that answers with %j, which is no promise, denies nothing; nor does a sink",
    (answer) => {
      const onDecision = () => answer;
      const audit = memoryAudit({ write: onDecision });
      const safeclaw = new SafeClaw(orderDesk, { audit, onDecision });
      expect(safeclaw.evaluate("refund_order", refund, desk).allowed).toBe(true);
    },
  );

  test("where there is neither that nor an audit, nothing is asked of the context but who calls", () => {
    const context = Object.defineProperty({ ...desk }, "runId", { get: fails });
    const safeclaw = new SafeClaw(orderDesk, { audit: false });
    expect(safeclaw.evaluate("refund_order", refund, context).allowed).toBe(true);
  });

  test("is told the very decision, where nothing of the call is hidden", () => {
    const told: unknown[] = [];
    const onDecision = (decision: Decision) => void told.push(decision);
    const safeclaw = new SafeClaw(orderDesk, { audit: false, onDecision });
    const decision = safeclaw.evaluate("refund_order", refund, desk);
    expect(told[0]).toBe(decision);
  });

  test("cannot change what is recorded", () => {
    const audit = memoryAudit();
    const onDecision = (_: Decision, call: DecidedCall) => {
      expect(() => Object.assign(call, { tool: "get_order" })).toThrow(TypeError);
    };
    new SafeClaw(orderDesk, { audit, onDecision }).evaluate("refund_order", refund, desk);
    expect(audit.records).toMatchObject([{ tool: "refund_order", allowed: true }]);
  });
});
