// What the server refuses, in OpenAI's words.

import { describe, expect, test } from "vitest";
import type { Script } from "../support/openai-server/server.js";
import { error, send, start } from "./start.js";

const thread = "/threads/thread_000000000000000000000001";
const run = `${thread}/runs/run_000000000000000000000001`;
const asked = { assistant_id: "asst_test" };
const hello = { role: "user", content: "Hello" };

describe("an id that does not exist", () => {
  test.each([
    ["GET", "/assistants/asst_no", undefined, "assistant found with id 'asst_no'"],
    ["POST", "/assistants/asst_no", {}, "assistant found with id 'asst_no'"],
    ["DELETE", "/assistants/asst_no", undefined, "assistant found with id 'asst_no'"],
    ["POST", `${thread}/runs`, { assistant_id: "asst_no" }, "assistant found with id 'asst_no'"],
    ["POST", "/threads/runs", { assistant_id: "asst_no" }, "assistant found with id 'asst_no'"],
    ["GET", "/threads/thread_no", undefined, "thread found with id 'thread_no'"],
    ["POST", "/threads/thread_no/messages", hello, "thread found with id 'thread_no'"],
    ["POST", "/threads/thread_no/runs", asked, "thread found with id 'thread_no'"],
    ["GET", `${thread}/messages/msg_no`, undefined, "message found with id 'msg_no'"],
    ["GET", `${thread}/messages?after=msg_no`, undefined, "message found with id 'msg_no'"],
    ["GET", `${thread}/runs/run_no`, undefined, "run found with id 'run_no'"],
    ["POST", `${thread}/runs/run_no/cancel`, {}, "run found with id 'run_no'"],
    ["GET", `${run}/steps/step_no`, undefined, "run step found with id 'step_no'"],
  ])("%s %s", async (method, path, body, missing) => {
    const server = await start();
    await send(server, "POST", "/threads/runs", asked);
    const answer = await send(server, method, path, body);
    expect(answer).toMatchObject({ status: 404, body: error(`No ${missing}.`) });
  });

  test("a run of another thread", async () => {
    const server = await start();
    await send(server, "POST", "/threads/runs", asked);
    await send(server, "POST", "/threads", {});
    const other = run.replace("thread_000000000000000000000001", "thread_000000000000000000000002");
    expect((await send(server, "GET", run)).status).toBe(200);
    expect((await send(server, "GET", other)).status).toBe(404);
  });
});

describe("a request", () => {
  test.each([{}, { "openai-beta": "assistants=v1" }])("with the headers %j", async (headers) => {
    const answer = await send(await start(), "GET", "/assistants", undefined, headers);
    const message =
      "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting the header 'OpenAI-Beta: assistants=v2'.";
    expect(answer).toMatchObject({ status: 400, body: error(message, "invalid_beta") });
  });

  test.each([
    ["GET", "/chat/completions"],
    ["PUT", "/assistants"],
    ["GET", "/assistants/"],
  ])("for %s %s", async (method, path) => {
    const answer = await send(await start(), method, path);
    const message = `Invalid URL (${method} /v1${path})`;
    expect(answer).toMatchObject({ status: 404, body: error(message) });
  });
});

const calls: Script = [
  {
    calls: [
      { name: "a", arguments: "{}", id: "call_a" },
      { name: "b", arguments: "{}", id: "call_b" },
    ],
  },
];
const [a, b, c] = ["call_a", "call_b", "call_c"].map((tool_call_id) => ({
  tool_call_id,
  output: "1",
}));

/** A server on which a run waits for the outputs of call_a and call_b. */
async function waiting() {
  const server = await start({ script: calls });
  await send(server, "POST", "/threads/runs", asked);
  await send(server, "GET", run);
  return server;
}

describe("while a run waits for two outputs", () => {
  test.each([
    ["one of them", [a], "['call_a']"],
    ["none", [], "[]"],
    ["one too many", [a, b, c], "['call_a', 'call_b', 'call_c']"],
    ["one of them twice", [a, a], "['call_a', 'call_a']"],
    ["both, and one of them again", [a, b, b], "['call_a', 'call_b', 'call_b']"],
    ["another", [a, c], "['call_a', 'call_c']"],
  ])("it does not take %s", async (_, tool_outputs, got) => {
    const server = await waiting();
    for (const stream of [false, true]) {
      const body = { tool_outputs, stream };
      const answer = await send(server, "POST", `${run}/submit_tool_outputs`, body);
      const message = `Expected tool outputs for call_ids ['call_a', 'call_b'], got ${got}`;
      expect(answer).toMatchObject({ status: 400, body: error(message) });
    }
    expect((await send(server, "GET", run)).body).toMatchObject({ status: "requires_action" });
  });

  test("its thread takes no message and no second run", async () => {
    const server = await waiting();
    const [threadId, runId] = ["thread_000000000000000000000001", "run_000000000000000000000001"];
    expect(await send(server, "POST", `${thread}/messages`, hello)).toMatchObject({
      status: 400,
      body: error(`Can't add messages to ${threadId} while a run ${runId} is active.`),
    });
    expect(await send(server, "POST", `${thread}/runs`, asked)).toMatchObject({
      status: 400,
      body: error(`Thread ${threadId} already has an active run ${runId}.`),
    });
    await send(server, "POST", `${run}/cancel`);
    expect((await send(server, "POST", `${thread}/messages`, hello)).status).toBe(400);
    await send(server, "GET", run);
    expect((await send(server, "POST", `${thread}/messages`, hello)).status).toBe(200);
    expect((await send(server, "POST", `${thread}/runs`, asked)).status).toBe(200);
  });

  test("of two who hand in the outputs, one is too late", async () => {
    const server = await waiting();
    const submit = () =>
      send(server, "POST", `${run}/submit_tool_outputs`, { tool_outputs: [a, b] });
    const answers = await Promise.all([submit(), submit()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    const late = answers.find(({ status }) => status === 400);
    expect(late?.body).toEqual(error('Runs in status "queued" do not accept tool outputs.'));
  });
});

describe("a run that has come to", () => {
  test.each([
    ["queued", []],
    ["requires_action", calls],
    ["completed", [{ text: "Done." }]],
    ["failed", [{ fail: { code: "server_error", message: "Sorry" } }]],
    ["incomplete", [{ incomplete: "max_prompt_tokens" }]],
    ["expired", [{ expire: true }]],
  ] as const)("%s", async (status, script) => {
    const server = await start({ script });
    await send(server, "POST", "/threads/runs", asked);
    if (status !== "queued") await send(server, "GET", run);

    const late = await send(server, "POST", `${run}/submit_tool_outputs`, { tool_outputs: [a, b] });
    const notWaiting = error(`Runs in status "${status}" do not accept tool outputs.`);
    if (status === "requires_action") expect(late.status).toBe(200);
    else expect(late).toMatchObject({ status: 400, body: notWaiting });

    const cancelled = await send(server, "POST", `${run}/cancel`);
    const notCancellable = error(`Cannot cancel run with status '${status}'.`);
    if (["queued", "requires_action"].includes(status)) expect(cancelled.status).toBe(200);
    else expect(cancelled).toMatchObject({ status: 400, body: notCancellable });
  });
});
