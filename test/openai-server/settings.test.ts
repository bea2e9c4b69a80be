// What a test may set up: scripts and polls; and the journal it reads afterwards.

import { describe, expect, test } from "vitest";
import { majors } from "./clients.js";
import { send, start } from "./start.js";

const run = "/threads/thread_000000000000000000000001/runs/run_000000000000000000000001";
const asked = { assistant_id: "asst_test" };
const call = { calls: [{ name: "a", arguments: "{}", id: "call_a" }] };

const statusOf = async (answer: ReturnType<typeof send>): Promise<unknown> => {
  const { body } = await answer;
  return typeof body === "object" && body !== null && "status" in body ? body.status : body;
};

describe("polls", () => {
  test("are how often each status is seen", async () => {
    const server = await start({ script: [call], polls: 2 });
    const seen = [await statusOf(send(server, "POST", "/threads/runs", asked))];
    const poll = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n++) seen.push(await statusOf(send(server, "GET", run)));
    };
    await poll(6);
    const outputs = { tool_outputs: [{ tool_call_id: "call_a", output: "1" }] };
    seen.push(await statusOf(send(server, "POST", `${run}/submit_tool_outputs`, outputs)));
    await poll(1);
    seen.push(await statusOf(send(server, "POST", `${run}/cancel`)));
    await poll(3);
    expect(seen).toEqual([
      ...["queued", "queued", "queued", "in_progress", "in_progress"],
      ...["requires_action", "requires_action"],
      ...["queued", "queued"],
      ...["cancelling", "cancelling", "cancelling", "cancelled"],
    ]);
  });
});

describe("scripts", () => {
  const says = async (server: Awaited<ReturnType<typeof start>>, assistant_id: string) => {
    const body = { assistant_id, stream: true };
    const { body: stream } = await send(server, "POST", "/threads/runs", body);
    return /"text":\{"value":"([^"]*)","annotations":\[\]\}\}\],/u.exec(String(stream))?.[1];
  };

  test("belong to an assistant by id, by name, or to all the others, and begin anew in each run", async () => {
    const server = await start({
      assistants: {
        asst_one: { model: "gpt-4o" },
        asst_two: { model: "gpt-4o", name: "Second" },
        asst_three: { model: "gpt-4o", name: "constructor" },
      },
      script: [{ text: "anyone" }],
      scripts: { asst_one: [{ text: "one" }], Second: (turn) => ({ text: `turn ${turn}` }) },
    });
    expect(await says(server, "asst_one")).toBe("one");
    expect(await says(server, "asst_two")).toBe("turn 0");
    expect(await says(server, "asst_two")).toBe("turn 0");
    expect(await says(server, "asst_three")).toBe("anyone");
  });

  test("end with a word of the server's own", async () => {
    expect(await says(await start(), "asst_test")).toBe("Done.");
  });

  test("may ask for what no client knows", async () => {
    const action = { type: "submit_approvals", submit_approvals: { approvals: ["a"] } };
    const server = await start({ script: [{ action }] });
    await send(server, "POST", "/threads/runs", asked);
    const { body } = await send(server, "GET", run);
    expect(body).toMatchObject({ status: "requires_action", required_action: action });
  });

  test("let OpenAI's own tools run without asking anyone", async () => {
    const content = [{ type: "text", text: "Refunds take 5 days." }];
    const server = await start({
      script: [
        { builtin: "code_interpreter", input: "print(6 * 7)", output: "42\n" },
        { builtin: "file_search", output: "Refunds take 5 days." },
      ],
    });
    await send(server, "POST", "/threads/runs", asked);
    expect(await statusOf(send(server, "GET", run))).toBe("completed");
    const code = { input: "print(6 * 7)", outputs: [{ type: "logs", logs: "42\n" }] };
    const steps = await send(server, "GET", `${run}/steps?order=asc&limit=2`);
    expect(steps.body).toMatchObject({
      data: [
        { step_details: { tool_calls: [{ type: "code_interpreter", code_interpreter: code }] } },
        { step_details: { tool_calls: [{ type: "file_search", file_search: { results: [{}] } }] } },
      ],
      has_more: true,
    });
    expect(JSON.stringify(steps.body)).not.toContain("Refunds");
    const found = "include[]=step_details.tool_calls[*].file_search.results[*].content";
    const shown = await send(server, "GET", `${run}/steps?order=asc&${found}`);
    expect(shown.body).toMatchObject({
      data: [
        {},
        { step_details: { tool_calls: [{ file_search: { results: [{ content }] } }] } },
        {},
      ],
    });
  });
});

describe.each(majors)("%s", (_, connect) => {
  test("leaves every request in the journal", async () => {
    const server = await start();
    const client = connect(server.url);
    const thread = await client.threads.create({ metadata: { owner: "me" } });
    await client.messages.list(thread.id, { limit: 3 });
    await client.run(thread.id, "run_no").catch(() => undefined);
    expect(
      server.journal.map(({ method, path, query, body, status }) => [
        method,
        path,
        query,
        body,
        status,
      ]),
    ).toEqual([
      ["POST", "/threads", "", { metadata: { owner: "me" } }, 200],
      ["GET", `/threads/${thread.id}/messages`, "?limit=3", undefined, 200],
      ["GET", `/threads/${thread.id}/runs/run_no`, "", undefined, 404],
    ]);
    for (const { headers } of server.journal) {
      expect(headers).toMatchObject({
        authorization: "Bearer none",
        "openai-beta": "assistants=v2",
      });
    }
  });
});
