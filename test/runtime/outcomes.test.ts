// The second record of a call: whether its tool ran well, and for how long.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import { toolOutputs } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, onTestFinished, test } from "vitest";
import { desk, fails, type MemoryAudit, memoryAudit, refund } from "./memory-audit.js";
import { orderDesk } from "./order-desk.js";

/** A sink that counts what it keeps, as a file does. */
function countingAudit(): MemoryAudit {
  let count = 0;
  const audit = memoryAudit();
  return {
    ...audit,
    write: (record) => {
      audit.write(record);
      count += 1;
      return count;
    },
  };
}

async function allowedRefund(audit: MemoryAudit, options: object = {}) {
  const safeclaw = new SafeClaw(orderDesk, { audit, ...options });
  const decision = await safeclaw.decide("refund_order", refund, desk);
  if (!decision.allowed) throw new Error("not allowed");
  return { safeclaw, decision };
}

describe("run", () => {
  test("gives the tool its arguments and its answer back, and records that it went well", async () => {
    const audit = countingAudit();
    const { safeclaw, decision } = await allowedRefund(audit);
    const answer = await safeclaw.run(decision, async (args) => ({ secret: args.amount }));
    expect(answer).toEqual({ secret: 50 });
    const [decided, outcome] = audit.records;
    expect(outcome).toEqual({
      ...decided,
      args: null,
      outcome: { of: 1, status: "ok", ms: expect.any(Number) },
    });
  });

  test.each(["ok", "error"])(
    "records how long it took, in thousandths of milliseconds: %s",
    async (status) => {
      const audit = countingAudit();
      const { safeclaw, decision } = await allowedRefund(audit);
      const times = [1000, 1002.345_678];
      const { now } = performance;
      onTestFinished(() => void Object.assign(performance, { now }));
      Object.assign(performance, { now: () => times.shift() ?? 0 });
      const ended = safeclaw.run(decision, () => (status === "ok" ? 1 : fails()));
      await ended.catch(() => undefined);
      expect(audit.records[1]?.outcome).toEqual({ of: 1, status, ms: 2.346 });
    },
  );

  test("records that the tool threw, not what, and throws it on", async () => {
    const audit = countingAudit();
    const { safeclaw, decision } = await allowedRefund(audit);
    const broken = () => Promise.reject(new Error("card 4111"));
    await expect(safeclaw.run(decision, broken)).rejects.toThrow("card 4111");
    expect(audit.records[1]?.outcome).toEqual({ of: 1, status: "error", ms: expect.any(Number) });
    expect(JSON.stringify(audit.records)).not.toContain("4111");
  });

  test.each<[string, unknown, object]>([
    ["JSON", { refunded: 50 }, { content: { refunded: 50 } }],
    ["no JSON", () => undefined, {}],
    ["a number that JSON has not", 1n, {}],
  ])(
    "keeps the answer where the application asks for it, if it is JSON: %s",
    async (_, answer, kept) => {
      const audit = countingAudit();
      const { safeclaw, decision } = await allowedRefund(audit, { keepResults: true });
      await safeclaw.run(decision, () => answer);
      expect(audit.records[1]?.outcome).toStrictEqual({
        of: 1,
        status: "ok",
        ms: expect.any(Number),
        ...kept,
      });
    },
  );

  test("hands the answer on where the sink cannot keep the outcome, and leaves nothing to reject", async () => {
    let isFull = false;
    const audit = memoryAudit({ write: () => (isFull ? Promise.reject(new Error("full")) : 1) });
    const { safeclaw, decision } = await allowedRefund(audit);
    isFull = true;
    expect(await safeclaw.run(decision, () => "done")).toBe("done");
    await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test("keeps no answer that cannot be looked at, and hands it on", async () => {
    const audit = countingAudit();
    const { safeclaw, decision } = await allowedRefund(audit, { keepResults: true });
    const answer = { toJSON: fails };
    expect(await safeclaw.run(decision, () => answer)).toBe(answer);
    expect(audit.records[1]?.outcome).toEqual({ of: 1, status: "ok", ms: expect.any(Number) });
  });

  test("records nothing without an audit", async () => {
    const safeclaw = new SafeClaw(orderDesk, { audit: false, keepResults: true });
    const decision = await safeclaw.decide("refund_order", refund, desk);
    if (!decision.allowed) throw new Error("not allowed");
    expect(await safeclaw.run(decision, ({ amount }) => amount)).toBe(50);
  });

  test("records one outcome for a decision, and none for what SafeClaw did not decide", async () => {
    const audit = countingAudit();
    const { safeclaw, decision } = await allowedRefund(audit);
    await safeclaw.run(decision, () => 1);
    await safeclaw.run(decision, () => 2);
    await safeclaw.run({ ...decision }, () => 3);
    expect(audit.records.map(({ outcome }) => outcome?.status)).toEqual([undefined, "ok"]);
  });

  test("says no number where the sink gives none, and hands the answer on where it cannot record", async () => {
    const audit = memoryAudit();
    const { safeclaw, decision } = await allowedRefund(audit);
    await safeclaw.run(decision, () => 1);
    expect(audit.records[1]?.outcome?.of).toBeNull();

    let full = false;
    const filling = memoryAudit({ write: () => (full ? fails() : undefined) });
    const other = await allowedRefund(filling);
    full = true;
    expect(await other.safeclaw.run(other.decision, () => "done")).toBe("done");
  });

  test("is the same for one assistant", async () => {
    const audit = countingAudit();
    const bound = new SafeClaw(orderDesk, { audit }).for("asst_desk");
    const decision = await bound.decide("refund_order", refund);
    if (!decision.allowed) throw new Error("not allowed");
    expect(await bound.run(decision, ({ amount }) => amount)).toBe(50);
    expect(audit.records[1]?.outcome).toMatchObject({ of: 1, status: "ok" });
  });
});

test("the adapters record how each tool went", async () => {
  const audit = countingAudit();
  const safeclaw = new SafeClaw(orderDesk, { audit });
  const call = (id: string, name: string, args: object) => ({
    id,
    type: "function",
    function: { name, arguments: JSON.stringify(args) },
  });
  const tool_calls = [
    call("call_1", "refund_order", refund),
    call("call_2", "get_order", { order_id: "ord_1" }),
    call("call_3", "delete_order", {}),
  ];
  const run = {
    id: "run_1",
    thread_id: "thread_1",
    assistant_id: "asst_desk",
    status: "requires_action",
    required_action: { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls } },
  };
  const handlers = { refund_order: () => "ok", get_order: fails };
  await toolOutputs(safeclaw, run, handlers, { onHandlerError: () => undefined });
  const told = audit.records.map(({ call: id, code, outcome }) => [
    id,
    code,
    outcome?.status,
    outcome?.of,
  ]);
  expect(told).toEqual([
    ["call_1", null, undefined, undefined],
    ["call_2", null, undefined, undefined],
    ["call_3", expect.any(String), undefined, undefined],
    ["call_2", null, "error", 2],
    ["call_1", null, "ok", 1],
  ]);
});
