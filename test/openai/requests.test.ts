// What each request to the API is made with, told by a client that only notes how it is called.

import { getEventListeners } from "node:events";
import { type RunLike, runWithGuard, streamWithGuard } from "@authensor/safeclaw-runtime/openai";
import { expect, onTestFinished, test } from "vitest";
import { openShop } from "./shop.js";
import { customerCall, waiting, waitingRun } from "./waiting-run.js";

const address = { threadId: "thread_1", runId: "run_1" };
const asks = waiting(customerCall("call_1"));
const ended = (status: string): RunLike => ({ ...waitingRun, status });
const outputs = [{ tool_call_id: "call_1", output: '{"customer_id":"c1","name":"Ada"}' }];
const lost = new Error("the connection was lost");

/** A client of this major that answers with these one after the other, and its calls. */
function noting(answers: readonly unknown[], major = 6) {
  const left = [...answers];
  const calls: unknown[] = [];
  const method =
    (name: string) =>
    async (...args: readonly unknown[]) => {
      calls.push([name, ...args]);
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    };
  const runs = {
    create: method("create"),
    retrieve: method("retrieve"),
    submitToolOutputs: method("submit"),
    cancel: method("cancel"),
  };
  const client = { beta: { threads: { runs } }, getUserAgent: () => `OpenAI/JS ${major}.0.0` };
  return { client, calls };
}

const { signal } = new AbortController();
const quick = { pollIntervalMs: 1, signal };
const run = ["run_1", { thread_id: "thread_1" }] as const;
const submitted = ["run_1", { thread_id: "thread_1", tool_outputs: outputs }] as const;
const gone = [...run, { timeout: 5000, maxRetries: 0 }] as const;

test.each<[string, readonly unknown[], readonly unknown[], string | null]>([
  [
    "from the first look to the end",
    [ended("queued"), asks, ended("in_progress"), ended("completed")],
    [
      ["retrieve", ...run, { signal }],
      ["retrieve", ...run, { signal }],
      ["submit", ...submitted, { signal }],
      ["retrieve", ...run, { signal }],
    ],
    "completed",
  ],
  [
    "where the outputs come too late",
    [asks, lost, ended("expired")],
    [
      ["retrieve", ...run, { signal }],
      ["submit", ...submitted, { signal }],
      ["retrieve", ...run, { signal }],
    ],
    "expired",
  ],
  [
    "where the outputs are lost, and the run still waits",
    [asks, lost, asks, ended("cancelling")],
    [
      ["retrieve", ...run, { signal }],
      ["submit", ...submitted, { signal }],
      ["retrieve", ...run, { signal }],
      ["cancel", ...gone],
    ],
    null,
  ],
  [
    "where nothing can be reached any more",
    [asks, lost, new Error("nor now"), new Error("nor now")],
    [
      ["retrieve", ...run, { signal }],
      ["submit", ...submitted, { signal }],
      ["retrieve", ...run, { signal }],
      ["cancel", ...gone],
    ],
    null,
  ],
])("polling, %s", async (_what, answers, calls, status) => {
  const { safeclaw, handlers } = openShop();
  const noted = noting(answers);
  const end = runWithGuard(noted.client, address, safeclaw, handlers, quick);
  if (status === null) await expect(end).rejects.toBe(lost);
  else expect(await end).toMatchObject({ status });
  expect(noted.calls).toEqual(calls);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

const params = { ...address, assistantId: "asst_shop", instructions: "Be brief." };
const body = { instructions: "Be brief.", runId: "run_1", assistant_id: "asst_shop", stream: true };
const streamed = { thread_id: "thread_1", tool_outputs: outputs, stream: true };
const event = (of: RunLike) => ({ event: `thread.run.${of.status}`, data: of });

type StreamedRow = [
  what: string,
  answers: readonly unknown[],
  calls: readonly unknown[],
  events: readonly string[],
  error: RegExp | null,
];

function* breaking(last: object) {
  yield last;
  throw lost;
}

test.each<StreamedRow>([
  [
    "from its creation to its end",
    [[event(ended("queued")), event(asks)], [event(ended("completed"))]],
    [
      ["create", "thread_1", body, { signal }],
      ["submit", "run_1", streamed, { signal }],
    ],
    ["queued", "requires_action", "completed"],
    null,
  ],
  [
    "where the outputs come too late",
    [[event(asks)], lost, ended("cancelling"), ended("cancelled")],
    [
      ["create", "thread_1", body, { signal }],
      ["submit", "run_1", streamed, { signal }],
      ["retrieve", ...run, { signal }],
      ["retrieve", ...run, { signal }],
    ],
    ["requires_action", "cancelled"],
    null,
  ],
  ...["expired", "failed"].map(
    (status): StreamedRow => [
      `where the outputs come too late, because it ${status}`,
      [[event(asks)], lost, ended(status)],
      [
        ["create", "thread_1", body, { signal }],
        ["submit", "run_1", streamed, { signal }],
        ["retrieve", ...run, { signal }],
      ],
      ["requires_action", status],
      null,
    ],
  ),
  [
    "whose stream breaks after its end",
    [breaking(event(ended("completed")))],
    [["create", "thread_1", body, { signal }]],
    ["completed"],
    null,
  ],
  [
    "where the outputs were taken, and their stream was lost",
    [[event(asks)], lost, ended("completed"), ended("cancelling")],
    [
      ["create", "thread_1", body, { signal }],
      ["submit", "run_1", streamed, { signal }],
      ["retrieve", ...run, { signal }],
      ["cancel", ...gone],
    ],
    ["requires_action"],
    /^the connection was lost$/u,
  ],
  [
    "where the outputs are lost, and nobody can say how it stands",
    [[event(asks)], lost, new Error("nor now"), new Error("nor now")],
    [
      ["create", "thread_1", body, { signal }],
      ["submit", "run_1", streamed, { signal }],
      ["retrieve", ...run, { signal }],
      ["cancel", ...gone],
    ],
    ["requires_action"],
    /^the connection was lost$/u,
  ],
  [
    "that is cut off after the outputs",
    [[event(asks)], [], ended("cancelling")],
    [
      ["create", "thread_1", body, { signal }],
      ["submit", "run_1", streamed, { signal }],
      ["cancel", ...gone],
    ],
    ["requires_action"],
    /^the stream ended before the run did$/u,
  ],
  [
    "that is cut off while the model works",
    [[event(ended("queued"))], ended("cancelling")],
    [
      ["create", "thread_1", body, { signal }],
      ["cancel", ...gone],
    ],
    ["queued"],
    /^the stream ended before the run did, when run run_1 was queued$/u,
  ],
  [
    "that is cut off before anything came",
    [[]],
    [["create", "thread_1", body, { signal }]],
    [],
    /^the stream ended before the run did$/u,
  ],
  [
    "that speaks of steps and messages only",
    [[{ event: "thread.run.step.created", data: { id: "step_1", status: "completed" } }]],
    [["create", "thread_1", body, { signal }]],
    ["step.created"],
    /^the stream ended before the run did$/u,
  ],
])("streaming a run %s", async (_what, answers, calls, events, error) => {
  const { safeclaw, handlers } = openShop();
  const noted = noting(answers);
  const seen: string[] = [];
  const end = async () => {
    for await (const each of streamWithGuard(noted.client, params, safeclaw, handlers, quick)) {
      // INVARIANT: the events are those above.
      seen.push((each as { event: string }).event.replace("thread.run.", ""));
    }
  };
  if (error === null) await end();
  else await expect(end()).rejects.toThrow(error);
  expect(seen).toEqual(events);
  expect(noted.calls).toEqual(calls);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test.each<[object, number]>([
  [{}, 1000],
  [{ pollIntervalMs: 250 }, 250],
])("between two looks it waits a second, or as long as it is told: %j", async (options, wait) => {
  const waited: unknown[] = [];
  const { setTimeout } = globalThis;
  onTestFinished(() => void Object.assign(globalThis, { setTimeout }));
  const atOnce = (then: () => void, ms: number) => waited.push(ms) && setTimeout(then, 0);
  Object.assign(globalThis, { setTimeout: atOnce });
  const { safeclaw, handlers } = openShop();
  const { client } = noting([ended("queued"), ended("in_progress"), ended("completed")]);
  await runWithGuard(client, address, safeclaw, handlers, options);
  expect(waited).toEqual([wait, wait]);
});

test("whoever gives up leaves no timer behind", async () => {
  const left = new Set<unknown>();
  const { setTimeout, clearTimeout } = globalThis;
  onTestFinished(() => void Object.assign(globalThis, { setTimeout, clearTimeout }));
  Object.assign(globalThis, {
    setTimeout: (then: () => void, ms: number) => {
      const timer = setTimeout(then, ms);
      left.add(timer);
      return timer;
    },
    clearTimeout: (timer: NodeJS.Timeout) => {
      left.delete(timer);
      clearTimeout(timer);
    },
  });
  const leaving = new AbortController();
  const { safeclaw, handlers } = openShop();
  const { client } = noting([ended("queued")]);
  const options = { pollIntervalMs: 3_600_000, signal: leaving.signal };
  const end = runWithGuard(client, address, safeclaw, handlers, options);
  await new Promise(setImmediate);
  expect(left.size).toBe(1);
  leaving.abort(lost);
  await expect(end).rejects.toBe(lost);
  expect(left.size).toBe(0);
});

test("major 4 is called with the thread first", async () => {
  const { safeclaw, handlers } = openShop();
  const { client, calls } = noting([asks, ended("completed")], 4);
  await runWithGuard(client, address, safeclaw, handlers, quick);
  expect(calls).toEqual([
    ["retrieve", "thread_1", "run_1", { signal }],
    ["submit", "thread_1", "run_1", { tool_outputs: outputs }, { signal }],
  ]);
});

test("a run asks for tools 16 times, or as often as it may, and then is cancelled", async () => {
  const { safeclaw, handlers } = openShop();
  const often = Array.from({ length: 17 }, (_, at) => waiting(customerCall(`call_${at}`)));
  const turns = async (options: object) => {
    const { client, calls } = noting(often);
    const end = runWithGuard(client, address, safeclaw, handlers, { ...quick, ...options });
    const message = await end.then(String, (error: Error) => error.message);
    return [calls.length, message];
  };
  const message = (most: number) =>
    `run run_1 was cancelled: it asked for tools more than ${most} times`;
  // The first look, the turns, and the cancelling.
  expect(await turns({})).toEqual([18, message(16)]);
  expect(await turns({ maxTurns: 1 })).toEqual([3, message(1)]);
});
