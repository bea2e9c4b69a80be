// Functions of facts are told when nobody waits any more, and what they do afterwards harms nobody.

import type { FactContext } from "@authensor/safeclaw-runtime";
import { expect, it, onTestFinished } from "vitest";
import { delivered, deskOf, fine, reads, refund, type Step } from "./facts-desk.js";

const byOrder: readonly Step[] = [{ effect: "allow", when: delivered }];
const both: readonly Step[] = [{ effect: "allow", when: reads(() => true, "order", "user") }];

/** A function that waits until it is told to stop, and the signals that it was given. */
function patient() {
  const signals: AbortSignal[] = [];
  const source = (_: object, { signal }: FactContext) => {
    signals.push(signal);
    return new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  };
  return { signals, source };
}

const states = (signals: readonly AbortSignal[]) => signals.map(({ aborted }) => aborted);

it("the signal is aborted at the deadline", async () => {
  const { signals, source } = patient();
  const { safeclaw } = deskOf(byOrder, { order: source }, { deadlineMs: 10 });
  const decision = safeclaw.decide("refund_order", refund);
  expect(states(signals)).toEqual([false]);
  expect((await decision).code).toBe("fact-failed");
  expect(states(signals)).toEqual([true]);
});

it("the signal is aborted as soon as another fact has failed that decides, long before the deadline", async () => {
  const { signals, source } = patient();
  const order = async () => {
    throw new Error("no such order");
  };
  const { safeclaw } = deskOf(both, { order, user: source }, { deadlineMs: 60_000 });
  expect((await safeclaw.decide("refund_order", refund)).code).toBe("fact-failed");
  expect(states(signals)).toEqual([true]);
});

it("the signal is not aborted while another fact that failed decides nothing", async () => {
  const steps: Step[] = [
    { effect: "allow", when: reads(() => true, "user") },
    { effect: "allow", when: delivered },
  ];
  const order = async () => {
    throw new Error("no such order");
  };
  const signals: AbortSignal[] = [];
  const user = async (_: object, { signal }: FactContext) => {
    signals.push(signal);
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { id: "u1" };
  };
  const { safeclaw } = deskOf(steps, { order, user });
  expect((await safeclaw.decide("refund_order", refund)).rule).toBe("desk/refund_order#1");
  expect(states(signals)).toEqual([false]);
});

it("the signal of a fact that came in time is not aborted", async () => {
  const signals: AbortSignal[] = [];
  const order = (_: object, { signal }: FactContext) => {
    signals.push(signal);
    return fine();
  };
  const { safeclaw } = deskOf(byOrder, { order });
  await safeclaw.decide("refund_order", refund);
  expect(states(signals)).toEqual([false]);
});

it("a rejection after the deadline is no unhandled one, and an answer after it changes nothing", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  const ends: ((outcome: "answer" | "reject") => void)[] = [];
  const order = () =>
    new Promise((resolve, reject) => {
      ends.push((outcome) =>
        outcome === "answer"
          ? resolve({ status: "delivered", total: 1 })
          : reject(new Error("late")),
      );
    });
  const { safeclaw, audit } = deskOf(byOrder, { order }, { deadlineMs: 10 });
  const calls = [1, 2].map(() => safeclaw.decide("refund_order", refund));
  const before = await Promise.all(calls);
  ends[0]?.("reject");
  ends[1]?.("answer");
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(unhandled).toEqual([]);
  expect(before.map(({ code }) => code)).toEqual(["fact-failed", "fact-failed"]);
  expect(audit.records.map(({ facts }) => facts)).toEqual([
    { order: { failed: "late" } },
    { order: { failed: "late" } },
  ]);
});

it("no timer is left behind, however the decision came about", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const failing = async () => {
    throw new Error("no");
  };
  const hanging = () => new Promise(() => undefined);
  const deadlineMs = 60_000;
  await deskOf(byOrder, {}, { deadlineMs }).safeclaw.decide("refund_order", refund);
  await deskOf(byOrder, { order: failing }, { deadlineMs }).safeclaw.decide("refund_order", refund);
  const early = deskOf(both, { order: failing, user: hanging }, { deadlineMs });
  await early.safeclaw.decide("refund_order", refund, { runId: "run_1" });
  expect(timers()).toBe(before);
});
