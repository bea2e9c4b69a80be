// Streams into which something breaks: the client's own outputs, a cancellation, the end of the run's time, a cut.

import { describe, expect, test } from "vitest";
import type { Script } from "../support/openai-server/server.js";
import { majors } from "./clients.js";
import { start } from "./start.js";

const opening = ["thread.run.created", "thread.run.queued", "thread.run.in_progress"];

// So much that no client is too slow to interrupt it.
const chatter: Script = [{ text: "word ".repeat(5_000) }];

describe.each(majors)("%s", (_, connect) => {
  test("may hand in the outputs while it still streams, but not see there what comes of it", async () => {
    const script = [{ calls: [{ name: "a", arguments: "{}", id: "call_a" }] }];
    const client = connect((await start({ script })).url);
    const { id: thread } = await client.threads.create();
    const events: string[] = [];
    const stream = await client.runs.create(thread, { assistant_id: "asst_test", stream: true });
    for await (const { event, data } of stream) {
      events.push(event);
      if (event !== "thread.run.requires_action") continue;
      await client.submit(thread, data.id, [{ tool_call_id: "call_a", output: "1" }]);
    }
    expect(events.at(-1)).toBe("thread.run.requires_action");
    const [run] = (await client.runs.list(thread)).data;
    expect((await client.run(thread, String(run?.id))).status).toBe("completed");
  });

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
    expect(seen).toEqual([...opening, "thread.run.step.created", "thread.run.step.in_progress"]);
    const [run] = (await client.runs.list(thread)).data;
    expect((await client.run(thread, String(run?.id))).status).toBe("completed");
    await listen();
    expect(seen.at(-1)).toBe("thread.run.completed");
  });
});
