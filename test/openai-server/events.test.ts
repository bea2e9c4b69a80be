// The streams as they are on the wire: which events, in which order, and what becomes of them when something goes wrong.

import { describe, expect, test } from "vitest";
import type { Script, Turn } from "../support/openai-server/server.js";
import { majors } from "./clients.js";
import { eventNames, send, start } from "./start.js";

const opening = ["thread.run.created", "thread.run.queued", "thread.run.in_progress"];
const stepOpened = ["thread.run.step.created", "thread.run.step.in_progress"];
const messageOpened = ["thread.message.created", "thread.message.in_progress"];
const deltas = (kind: "message" | "run.step", count: number): readonly string[] =>
  Array.from({ length: count }, () => `thread.${kind}.delta`);

const endings: readonly (readonly [
  what: string,
  turns: readonly Turn[],
  events: readonly string[],
])[] = [
  [
    "says two words",
    [{ text: "Hello there" }],
    [
      ...stepOpened,
      ...messageOpened,
      ...deltas("message", 2),
      "thread.message.completed",
      "thread.run.step.completed",
      "thread.run.completed",
    ],
  ],
  [
    "says nothing",
    [{ text: "" }],
    [
      ...stepOpened,
      ...messageOpened,
      "thread.message.completed",
      "thread.run.step.completed",
      "thread.run.completed",
    ],
  ],
  [
    "calls two functions",
    [
      {
        calls: [
          { name: "a", arguments: "{}" },
          { name: "b", arguments: "" },
        ],
      },
    ],
    [...stepOpened, ...deltas("run.step", 3), "thread.run.requires_action"],
  ],
  [
    "runs code and stops",
    [
      { builtin: "code_interpreter", input: "1+1", output: "2" },
      { fail: { code: "server_error", message: "Sorry" } },
    ],
    [...stepOpened, ...deltas("run.step", 3), "thread.run.step.completed", "thread.run.failed"],
  ],
  [
    "searches files and stops",
    [{ builtin: "file_search" }, { incomplete: "max_prompt_tokens" }],
    [...stepOpened, "thread.run.step.delta", "thread.run.step.completed", "thread.run.incomplete"],
  ],
  [
    "fails at once",
    [{ fail: { code: "rate_limit_exceeded", message: "Slow down" } }],
    ["thread.run.failed"],
  ],
  [
    "fails in mid-sentence",
    [{ text: "Well", fail: { code: "server_error", message: "Sorry" } }],
    [
      ...stepOpened,
      ...messageOpened,
      "thread.message.delta",
      "thread.message.incomplete",
      "thread.run.step.failed",
      "thread.run.failed",
    ],
  ],
  [
    "runs out of tokens in mid-sentence",
    [{ text: "Well", incomplete: "max_completion_tokens" }],
    [
      ...stepOpened,
      ...messageOpened,
      "thread.message.delta",
      "thread.message.incomplete",
      "thread.run.step.completed",
      "thread.run.incomplete",
    ],
  ],
  [
    "takes too long",
    [{ text: "Well", expire: true }],
    [
      ...stepOpened,
      ...messageOpened,
      "thread.message.delta",
      "thread.message.incomplete",
      "thread.run.step.expired",
      "thread.run.expired",
    ],
  ],
  [
    "asks for something new",
    [{ action: { type: "submit_approvals", approvals: [] } }],
    ["thread.run.requires_action"],
  ],
];

const createAndStream = { assistant_id: "asst_test", stream: true };

describe("a stream", () => {
  test.each(endings)("when the model %s", async (_, script, events) => {
    const server = await start({ script });
    const { body, type } = await send(server, "POST", "/threads/runs", createAndStream);
    expect(type).toBe("text/event-stream; charset=utf-8");
    expect(eventNames(body)).toEqual(["thread.created", ...opening, ...events, "done"]);
    expect(String(body)).toMatch(/\n\nevent: done\ndata: \[DONE\]\n\n$/u);
    expect(String(body)).toMatch(/^(?:event: [a-z._]+\ndata: [^\n]+\n\n)+$/u);
  });

  test("after the outputs begins with the step that they complete", async () => {
    const server = await start({ script: [{ calls: [{ name: "a", arguments: "{}", id: "c" }] }] });
    await send(server, "POST", "/threads/runs", createAndStream);
    const run = "/threads/thread_000000000000000000000001/runs/run_000000000000000000000001";
    const { body } = await send(server, "POST", `${run}/submit_tool_outputs`, {
      tool_outputs: [{ tool_call_id: "c", output: "done" }],
      stream: true,
    });
    expect(eventNames(body)).toEqual([
      "thread.run.step.completed",
      "thread.run.queued",
      "thread.run.in_progress",
      ...stepOpened,
      ...messageOpened,
      "thread.message.delta",
      "thread.message.completed",
      "thread.run.step.completed",
      "thread.run.completed",
      "done",
    ]);
  });

  test("carries a text whole, in pieces", async () => {
    const text = "  Zwölf Boxkämpfer jagen 👩‍👩‍👧‍👦 quer\n\nüber den Sylter Deich 🏴‍☠️ ";
    const server = await start({ script: [{ text }] });
    const { body } = await send(server, "POST", "/threads/runs", createAndStream);
    const pieces = [...String(body).matchAll(/^event: thread\.message\.delta\ndata: (.*)$/gmu)].map(
      ([, data]) => JSON.parse(String(data)).delta.content[0].text.value,
    );
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join("")).toBe(text);
  });
});

// So much that no client is too slow to interrupt it.
const chatter: Script = [{ text: "word ".repeat(5_000) }];

describe.each(majors)("%s", (_, connect) => {
  test("hears that its run is cancelled while it streams", async () => {
    const client = connect((await start({ script: chatter })).url);
    const { id: thread } = await client.threads.create();
    const events: string[] = [];
    const stream = await client.runs.create(thread, { assistant_id: "asst_test", stream: true });
    for await (const event of stream) {
      events.push(event.event);
      if (event.event === "thread.message.created") {
        await client.cancel(thread, String(event.data.run_id));
      }
    }
    expect(events.slice(-4)).toEqual([
      "thread.run.cancelling",
      "thread.message.incomplete",
      "thread.run.step.cancelled",
      "thread.run.cancelled",
    ]);
  });

  test("hears that its run expires while it streams", async () => {
    const server = await start({ script: chatter });
    const client = connect(server.url);
    const { id: thread } = await client.threads.create();
    const events: string[] = [];
    const stream = await client.runs.create(thread, { assistant_id: "asst_test", stream: true });
    for await (const { event } of stream) {
      events.push(event);
      if (event === "thread.message.created") server.pass(600_000);
    }
    expect(events.slice(-3)).toEqual([
      "thread.message.incomplete",
      "thread.run.step.expired",
      "thread.run.expired",
    ]);
  });

  test("loses its stream after as many events as the server lets through, but not the run", async () => {
    const server = await start({
      cutAfter: (stream) => (stream === 0 ? 5 : Number.POSITIVE_INFINITY),
    });
    const client = connect(server.url);
    const { id: thread } = await client.threads.create();
    const seen: string[] = [];
    const listen = async (): Promise<void> => {
      const stream = await client.runs.create(thread, { assistant_id: "asst_test", stream: true });
      for await (const { event } of stream) seen.push(event);
    };
    await expect(listen()).rejects.toThrow();
    expect(seen).toEqual([...opening, ...stepOpened]);
    const [run] = (await client.runs.list(thread)).data;
    expect((await client.run(thread, String(run?.id))).status).toBe("completed");
    await listen();
    expect(seen.at(-1)).toBe("thread.run.completed");
  });
});
