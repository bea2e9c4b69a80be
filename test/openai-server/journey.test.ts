// A conversation from beginning to end, with the real client in each of its majors.

import { describe, expect, test } from "vitest";
import type { Script } from "../support/openai-server/server.js";
import { majors } from "./clients.js";
import { start } from "./start.js";

const weather: Script = [
  {
    calls: [
      { name: "get_weather", arguments: '{"city":"San Francisco, CA","unit":"fahrenheit"}' },
      { name: "get_time", arguments: "", id: "call_mine" },
    ],
  },
  { text: "It is 70 degrees and sunny, at noon." },
];
const asked = { assistant_id: "asst_test" };
const hello = { messages: [{ role: "user" as const, content: "How is the weather?" }] };

describe.each(majors)("%s", (_, connect) => {
  test("polls a run, hands in the outputs and reads the answer", async () => {
    const client = connect((await start({ script: weather })).url);
    const thread = await client.threads.create(hello);

    const waiting = await client.runs.createAndPoll(thread.id, asked);
    expect(waiting.status).toBe("requires_action");
    const calls = waiting.required_action?.submit_tool_outputs.tool_calls ?? [];
    expect(calls.map((call) => [call.type, call.function])).toEqual([
      [
        "function",
        { name: "get_weather", arguments: '{"city":"San Francisco, CA","unit":"fahrenheit"}' },
      ],
      ["function", { name: "get_time", arguments: "" }],
    ]);
    expect(calls[1]?.id).toBe("call_mine");

    const outputs = calls.map(({ id }) => ({ tool_call_id: id, output: `output of ${id}` }));
    const done = await client.submitAndPoll(thread.id, waiting.id, outputs.reverse());
    expect(done).toMatchObject({ status: "completed", required_action: null, expires_at: null });

    const messages = await client.messages.list(thread.id);
    expect(messages.data.map(({ role, content }) => [role, content])).toEqual([
      [
        "assistant",
        [
          {
            type: "text",
            text: { value: "It is 70 degrees and sunny, at noon.", annotations: [] },
          },
        ],
      ],
      ["user", [{ type: "text", text: { value: "How is the weather?", annotations: [] } }]],
    ]);
    const steps = await client.steps(thread.id, done.id, { order: "asc" });
    expect(steps.data.map(({ status, step_details }) => [status, step_details])).toEqual([
      [
        "completed",
        {
          type: "tool_calls",
          tool_calls: calls.map((call) => ({
            ...call,
            function: { ...call.function, output: `output of ${call.id}` },
          })),
        },
      ],
      [
        "completed",
        { type: "message_creation", message_creation: { message_id: messages.data[0]?.id } },
      ],
    ]);
    const [first, second] = steps.data;
    expect(await client.step(thread.id, done.id, String(first?.id))).toEqual(first);
    expect(waiting.usage).toBeNull();
    const tokens = [first, second].map((step) => step?.usage?.total_tokens ?? Number.NaN);
    expect(done.usage?.total_tokens).toBe(tokens.reduce((sum, one) => sum + one, 0));
  });

  test("streams a run and, once the outputs are in, the rest of it", async () => {
    const client = connect((await start({ script: weather })).url);
    const thread = await client.threads.create(hello);

    const first = client.runs.stream(thread.id, asked);
    const streamed: string[] = [];
    first.on("toolCallDelta", (delta) => {
      if (delta.type === "function") streamed.push(delta.function?.arguments ?? "");
    });
    const waiting = await first.finalRun();
    expect(waiting.status).toBe("requires_action");
    const calls = waiting.required_action?.submit_tool_outputs.tool_calls ?? [];
    expect(streamed.join("")).toBe(calls.map((call) => call.function.arguments).join(""));
    expect(streamed.length).toBeGreaterThan(1);

    const outputs = calls.map(({ id }) => ({ tool_call_id: id, output: "70" }));
    const second = client.submitStream(thread.id, waiting.id, outputs);
    let text = "";
    second.on("textDelta", (delta) => {
      text += delta.value ?? "";
    });
    const message = await second.emitted("messageDone");
    expect(text).toBe("It is 70 degrees and sunny, at noon.");
    expect(message).toEqual(await client.message(thread.id, message.id));
    const said = { value: text, annotations: [] };
    expect(await second.finalMessages()).toMatchObject([
      { id: message.id, content: [{ text: said }] },
    ]);
    expect(await second.finalRun()).toEqual(await client.run(thread.id, waiting.id));
    const steps = await client.steps(thread.id, waiting.id, { order: "asc" });
    expect(await second.finalRunSteps()).toEqual(steps.data);
  });

  test("creates a thread together with its run, polled and streamed", async () => {
    const client = connect((await start()).url);
    const queued = await client.threads.createAndRun({ ...asked, thread: hello });
    expect(queued).toMatchObject({ status: "queued", started_at: null, usage: null });
    const polled = await client.threads.createAndRunPoll({ ...asked, thread: hello });
    expect(polled.status).toBe("completed");
    const stream = client.threads.createAndRunStream({ ...asked, thread: hello });
    const run = await stream.finalRun();
    expect(run.status).toBe("completed");
    expect(new Set([queued.thread_id, polled.thread_id, run.thread_id]).size).toBe(3);
    expect((await client.messages.list(run.thread_id)).data).toHaveLength(2);
  });

  test("cancels a run that waits, with its step", async () => {
    const client = connect((await start({ script: weather })).url);
    const waiting = await client.threads.createAndRunPoll(asked);
    const cancelling = await client.cancel(waiting.thread_id, waiting.id);
    expect(cancelling).toMatchObject({ status: "cancelling", required_action: null });
    const cancelled = await client.run(waiting.thread_id, waiting.id);
    expect(cancelled).toMatchObject({ status: "cancelled", expires_at: null });
    expect(cancelled.cancelled_at).toEqual(expect.any(Number));
    const steps = await client.steps(waiting.thread_id, waiting.id);
    expect(steps.data.map(({ status }) => status)).toEqual(["cancelled"]);
  });

  test("finds a run expired when nobody handed in its outputs in time", async () => {
    const server = await start({ script: weather, expiresAfterMs: 60_000 });
    const client = connect(server.url);
    const waiting = await client.threads.createAndRunPoll(asked);
    expect(waiting.expires_at).toBe(waiting.created_at + 60);
    const calls = waiting.required_action?.submit_tool_outputs.tool_calls ?? [];
    const other = await client.threads.createAndRunPoll(asked);
    server.pass(60_000);
    expect((await client.runs.list(other.thread_id)).data).toMatchObject([{ status: "expired" }]);
    const late = client.submit(
      waiting.thread_id,
      waiting.id,
      calls.map(({ id }) => ({ tool_call_id: id, output: "late" })),
    );
    await expect(late).rejects.toThrow('400 Runs in status "expired" do not accept tool outputs.');
    const expired = await client.run(waiting.thread_id, waiting.id);
    expect(expired).toMatchObject({ status: "expired", required_action: null });
    const steps = await client.steps(waiting.thread_id, waiting.id);
    expect(steps.data.map(({ status }) => status)).toEqual(["expired"]);
  });

  test("changes, lists and deletes what it made", async () => {
    const client = connect((await start()).url);
    const assistant = await client.assistants.create({ model: "gpt-4o", name: "Helper" });
    await client.assistants.update(assistant.id, {
      name: "Second",
      tools: [{ type: "file_search" }],
    });
    const changed = await client.assistants.retrieve(assistant.id);
    expect(changed).toEqual({ ...assistant, name: "Second", tools: [{ type: "file_search" }] });
    const listed = await client.assistants.list();
    expect(listed.data.map(({ id }) => id)).toEqual([assistant.id, "asst_test"]);

    const thread = await client.threads.create();
    const mine = { metadata: { owner: "me" } };
    expect(await client.threads.update(thread.id, mine)).toEqual({ ...thread, ...mine });
    const content = "Hello";
    const message = await client.messages.create(thread.id, { role: "user", content });
    const updated = await client.updateMessage(thread.id, message.id, mine);
    expect(updated).toEqual({ ...message, ...mine });
    const run = await client.runs.create(thread.id, { assistant_id: assistant.id });
    expect(await client.updateRun(thread.id, run.id, mine)).toEqual({ ...run, ...mine });
    expect((await client.runs.list(thread.id)).data.map(({ id }) => id)).toEqual([run.id]);

    expect(await client.deleteMessage(thread.id, message.id)).toEqual({
      id: message.id,
      object: "thread.message.deleted",
      deleted: true,
    });
    expect((await client.messages.list(thread.id)).data).toEqual([]);
    expect(await client.deleteThread(thread.id)).toEqual({
      id: thread.id,
      object: "thread.deleted",
      deleted: true,
    });
    await expect(client.threads.retrieve(thread.id)).rejects.toThrow("404 No thread found");
    expect(await client.deleteAssistant(assistant.id)).toEqual({
      id: assistant.id,
      object: "assistant.deleted",
      deleted: true,
    });
    await expect(client.assistants.retrieve(assistant.id)).rejects.toThrow("404 No assistant");
  });

  test("walks a list page by page", async () => {
    const client = connect((await start()).url);
    const messages = Array.from({ length: 7 }, (_, n) => ({
      role: "user" as const,
      content: `${n}`,
    }));
    const thread = await client.threads.create({ messages });
    const seen: string[] = [];
    for await (const { content } of client.messages.list(thread.id, { limit: 3, order: "asc" })) {
      for (const part of content) if (part.type === "text") seen.push(part.text.value);
    }
    expect(seen).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  });
});
