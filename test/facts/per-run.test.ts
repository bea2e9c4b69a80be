// A fact that is declared so is looked up once in a run, for all its calls with the same arguments.

import type { FactContext } from "@authensor/safeclaw-runtime";
import { describe, expect, it, onTestFinished } from "vitest";
import { LookUp } from "../../runtime/facts/look-up.js";
import { RunCache } from "../../runtime/facts/run-cache.js";
import { delivered, deskOf, known, reads, refund, type Step } from "./facts-desk.js";

const byUser: readonly Step[] = [{ effect: "allow", when: known }];
const run = { assistantId: "asst_1", threadId: "thread_1", runId: "run_1" };

describe("within a run", () => {
  it("a fact is looked up once, one after the other or at the same time", async () => {
    const { safeclaw, calls } = deskOf(byUser);
    const together = Array.from({ length: 256 }, () =>
      safeclaw.decide("refund_order", refund, run),
    );
    expect((await Promise.all(together)).every(({ allowed }) => allowed)).toBe(true);
    await safeclaw.decide("refund_order", refund, run);
    expect(calls["user"]).toBe(1);
  });

  it.each([
    ["another run", refund, { ...run, runId: "run_2" }],
    ["another thread", refund, { ...run, threadId: "thread_2" }],
    ["another assistant", refund, { ...run, assistantId: "asst_2" }],
    ["other arguments", { ...refund, order_id: "ord_2" }, run],
    ["no run", refund, {}],
  ])("%s asks anew", async (_, args, context) => {
    const { safeclaw, calls } = deskOf(byUser);
    await safeclaw.decide("refund_order", refund, run);
    await safeclaw.decide("refund_order", args, context);
    await safeclaw.decide("refund_order", args, context);
    expect(calls["user"]).toBe(context === run || "runId" in context ? 2 : 3);
  });

  it("arguments that the fact does not take make no difference", async () => {
    const { safeclaw, calls } = deskOf(byUser);
    await safeclaw.decide("refund_order", refund, run);
    await safeclaw.decide("refund_order", { ...refund, amount: 7 }, run);
    expect(calls["user"]).toBe(1);
  });

  it("a fact that is not declared so is looked up for each call", async () => {
    const { safeclaw, calls } = deskOf([{ effect: "allow", when: delivered }]);
    await safeclaw.decide("refund_order", refund, run);
    await safeclaw.decide("refund_order", refund, run);
    expect(calls["order"]).toBe(2);
  });

  it("what a caller gives is not kept", async () => {
    const { safeclaw, calls } = deskOf(byUser);
    const facts = { user: { id: "u2" } };
    const given = await safeclaw.decide("refund_order", refund, { ...run, facts });
    expect(given.code).toBe("no-rule");
    expect((await safeclaw.decide("refund_order", refund, run)).allowed).toBe(true);
    expect(calls["user"]).toBe(1);
  });
});

describe("a failure is not kept", () => {
  it("when it was thrown, or was odd", async () => {
    for (const odd of [Promise.reject(new Error("no")), Promise.resolve({ id: 1 })]) {
      odd.catch(() => undefined);
      const answers = [odd, Promise.resolve({ id: "u1" })];
      const { safeclaw, calls } = deskOf(byUser, { user: () => answers.shift() });
      expect((await safeclaw.decide("refund_order", refund, run)).code).toBe("fact-failed");
      expect((await safeclaw.decide("refund_order", refund, run)).allowed).toBe(true);
      expect((await safeclaw.decide("refund_order", refund, run)).allowed).toBe(true);
      expect(calls["user"]).toBe(2);
    }
  });

  it("when it was late", async () => {
    const answers = [new Promise(() => undefined), Promise.resolve({ id: "u1" })];
    const desk = deskOf(byUser, { user: () => answers.shift() }, { deadlineMs: 1000 });
    expect((await desk.safeclaw.decide("refund_order", refund, run)).code).toBe("fact-failed");
    expect((await desk.safeclaw.decide("refund_order", refund, run)).allowed).toBe(true);
  });

  it("when it comes at last, in the place of an answer that came since", async () => {
    let reject = (): void => undefined;
    const hanging = new Promise((_, no) => {
      reject = () => no(new Error("late"));
    });
    const answers = [hanging, Promise.resolve({ id: "u1" })];
    const desk = deskOf(byUser, { user: () => answers.shift() }, { deadlineMs: 100 });
    const ask = async () => (await desk.safeclaw.decide("refund_order", refund, run)).allowed;
    expect([await ask(), await ask()]).toEqual([false, true]);
    reject();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect([await ask(), desk.calls["user"]]).toEqual([true, 2]);
  });

  it("when another fact ended the first decision", async () => {
    const both: Step[] = [{ effect: "allow", when: reads(() => true, "order", "user") }];
    const order = async () => {
      throw new Error("no");
    };
    const user = (_: object, { signal }: FactContext) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        setTimeout(() => resolve({ id: "u1" }), 10);
      });
    const { safeclaw, calls } = deskOf([...both, ...byUser], { order, user });
    await safeclaw.decide("refund_order", refund, run);
    const facts = { order: { status: "delivered", total: 1 } };
    const next = await safeclaw.decide("refund_order", refund, { ...run, facts });
    expect(next.allowed).toBe(true);
    expect(calls["user"]).toBe(2);
  });
});

it("one decision that gives up does not stop what another still waits for", async () => {
  const both: Step[] = [{ effect: "allow", when: reads(() => true, "order", "user") }];
  let answer = (_: object): void => undefined;
  const signals: AbortSignal[] = [];
  const user = (_: object, { signal }: FactContext) => {
    signals.push(signal);
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const order = async () => {
    throw new Error("no");
  };
  const { safeclaw, calls } = deskOf(both, { order, user });
  const facts = { order: { status: "delivered", total: 1 } };
  const patient = safeclaw.decide("refund_order", refund, { ...run, facts });
  expect((await safeclaw.decide("refund_order", refund, run)).code).toBe("fact-failed");
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  answer({ id: "u1" });
  expect((await patient).allowed).toBe(true);
  expect(calls["user"]).toBe(1);
});

it("what has no answer by the deadline of who asked first is asked for anew by who comes then", () => {
  const { now } = performance;
  onTestFinished(() => void Object.assign(performance, { now }));
  let time = 0;
  Object.assign(performance, { now: () => time });
  const fact = {
    name: "user",
    arguments: [],
    result: { accepts: () => true, explain: () => ({ path: null, message: "" }) },
  };
  const nobody = { assistantId: null, threadId: null, runId: null, callId: null };
  const begin = () => new LookUp(fact, () => new Promise(() => undefined), {}, nobody);
  const cache = new RunCache(100);
  const first = cache.lookUp("key", begin);
  // Somebody else still waits for it, so that it is not told to stop.
  first.join();
  time = 99;
  expect(cache.lookUp("key", begin)).toBe(first);
  time = 100;
  expect(cache.lookUp("key", begin)).not.toBe(first);
});

it("of very many runs the oldest are forgotten", async () => {
  const { safeclaw, calls } = deskOf(byUser);
  const ask = (id: number) =>
    safeclaw.decide("refund_order", refund, { ...run, runId: `run_${id}` });
  for (let id = 0; id <= 1000; id += 1) await ask(id);
  expect(calls["user"]).toBe(1001);
  await ask(1000);
  await ask(1);
  expect(calls["user"]).toBe(1001);
  await ask(0);
  expect(calls["user"]).toBe(1002);
});
