// The streams as they are on the wire: which events, and in which order.

import { describe, expect, test } from "vitest";
import type { Turn } from "../support/openai-server/server.js";
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

  test.each([
    [{ fail: { code: "server_error", message: "Sorry" } }, "run_failed"],
    [{ incomplete: "max_completion_tokens" }, "max_tokens"],
    [{ expire: true }, "run_expired"],
  ] as const)("that ends with %j leaves a message that says so", async (ending, reason) => {
    const server = await start({ script: [{ text: "Well", ...ending }] });
    await send(server, "POST", "/threads/runs", createAndStream);
    const path = "/threads/thread_000000000000000000000001/messages";
    const content = [{ type: "text", text: { value: "Well", annotations: [] } }];
    const message = {
      status: "incomplete",
      incomplete_details: { reason },
      completed_at: null,
      content,
    };
    expect((await send(server, "GET", path)).body).toMatchObject({ data: [message] });
  });

  test("carries a text whole, in pieces", async () => {
    const text = "  Zwölf Boxkämpfer jagen 👩‍👩‍👧‍👦 quer\n\nüber den Sylter Deich, a😀😀😀😀😀 ";
    const server = await start({ script: [{ text }] });
    const { body } = await send(server, "POST", "/threads/runs", createAndStream);
    const pieces = [...String(body).matchAll(/^event: thread\.message\.delta\ndata: (.*)$/gmu)].map(
      ([, data]) => JSON.parse(String(data)).delta.content[0].text.value,
    );
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join("")).toBe(text);
    expect(pieces.filter((piece) => /\p{Surrogate}/u.test(piece))).toEqual([]);
  });
});
