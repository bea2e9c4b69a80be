// What the server's objects say of themselves: runs, files, lists.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { send, start } from "./start.js";

const run = "/threads/thread_000000000000000000000001/runs/run_000000000000000000000001";
const asked = { assistant_id: "asst_test" };

describe("a run", () => {
  test("takes null for what it need not be told", async () => {
    const unset = ["model", "instructions", "tools", "metadata", "temperature", "stream"];
    const unset2 = ["tool_choice", "response_format", "truncation_strategy", "max_prompt_tokens"];
    const nothing = Object.fromEntries([...unset, ...unset2].map((name) => [name, null]));
    const server = await start();
    const plain = await send(server, "POST", "/threads/runs", asked);
    const { status, body } = await send(server, "POST", "/threads/runs", { ...asked, ...nothing });
    expect(status).toBe(200);
    expect({ ...Object(body), id: null, thread_id: null }).toEqual({
      ...Object(plain.body),
      id: null,
      thread_id: null,
    });
  });

  test("notes when it was started and completed", async () => {
    const server = await start({ polls: 1 });
    await send(server, "POST", "/threads/runs", asked);
    const times: unknown[] = [];
    for (let poll = 0; poll < 3; poll++) {
      server.pass(1000);
      const { body } = await send(server, "GET", run);
      const { created_at, started_at, completed_at, expires_at } = Object(body);
      times.push([started_at, completed_at, expires_at].map((at) => at && at - created_at));
    }
    expect(times).toEqual([
      [null, null, 600],
      [2, null, 600],
      [2, 3, null],
    ]);
  });

  test("begins with the messages that come with it", async () => {
    const server = await start();
    const user = (content: string): object => ({ role: "user", content });
    const thread = { messages: [user("one")] };
    await send(server, "POST", "/threads", thread);
    const path = run.replace(/\/runs.*$/u, "");
    const additional_messages = [user("two"), user("three")];
    await send(server, "POST", `${path}/runs`, { ...asked, additional_messages });
    await send(server, "GET", run);
    const texts = async (query: string): Promise<readonly string[]> => {
      const { body } = await send(server, "GET", `${path}/messages?order=asc${query}`);
      return [...JSON.stringify(body).matchAll(/"value":"(\w+)/gu)].map(([, text]) => String(text));
    };
    expect(await texts("")).toEqual(["one", "two", "three", "Done"]);
    expect(await texts("&run_id=run_000000000000000000000001")).toEqual(["Done"]);
  });

  test("says how soon to ask again, as the openai package reads it", async () => {
    const server = await start();
    await send(server, "POST", "/threads/runs", asked);
    const headers = { "openai-beta": "assistants=v2" };
    const { headers: answered } = await fetch(`${server.url}${run}`, { headers });
    expect(answered.get("openai-poll-after-ms")).toBe("1");
  });
});

describe("files", () => {
  test("that a request wants stored are given a vector store", async () => {
    const server = await start();
    const code_interpreter = { file_ids: ["file_1"] };
    const tool_resources = { code_interpreter, file_search: { vector_stores: [{}] } };
    for (const [path, body] of [
      ["/threads", { tool_resources }],
      ["/assistants", { model: "gpt-4o", tool_resources }],
    ] as const) {
      const { body: made } = await send(server, "POST", path, body);
      const vector_store_ids = [expect.stringMatching(/^vs_/u)];
      const stored = { code_interpreter, file_search: { vector_store_ids } };
      expect(made).toMatchObject({ tool_resources: stored });
      const emptied = { tool_resources: { file_search: { vector_store_ids: [] } } };
      const { body: changed } = await send(server, "POST", `${path}/${Object(made).id}`, emptied);
      expect(changed).toEqual({ ...Object(made), ...emptied });
    }
  });
});

describe("the parameters of a run", () => {
  test("are its own, else its assistant's", async () => {
    const tools = [{ type: "code_interpreter" as const }];
    const server = await start({
      assistants: {
        asst_test: { model: "gpt-4o", instructions: "Be brief.", tools, temperature: 0.5 },
      },
    });
    const own = { ...asked, additional_instructions: "Be kind.", top_p: 0.1, tools: [] };
    await send(server, "POST", "/threads", {});
    const { body } = await send(server, "POST", run.replace(/\/run_\d+$/u, ""), own);
    expect(body).toMatchObject({
      model: "gpt-4o",
      instructions: "Be brief.\nBe kind.",
      tools: [],
      temperature: 0.5,
      top_p: 0.1,
    });
    const { body: plain } = await send(server, "POST", "/threads/runs", asked);
    expect(plain).toMatchObject({
      instructions: "Be brief.",
      tools,
      top_p: 1,
      tool_choice: "auto",
    });
  });
});

describe("a list", () => {
  test("is whole in every order, forwards and backwards, whatever the size of its pages", async () => {
    const server = await start();
    const messages = Array.from({ length: 9 }, () => ({ role: "user", content: "Hello" }));
    await send(server, "POST", "/threads", { messages });
    const path = "/threads/thread_000000000000000000000001/messages";
    const page = async (query: string): Promise<{ ids: readonly string[]; more: boolean }> => {
      const { body } = await send(server, "GET", `${path}?${query}`);
      const { data, has_more, first_id, last_id } = JSON.parse(JSON.stringify(body));
      const ids = data.map(({ id }: { id: string }) => id);
      expect([first_id, last_id]).toEqual([ids[0] ?? "", ids.at(-1) ?? ""]);
      return { ids, more: has_more };
    };
    const { ids: all } = await page("order=asc");
    expect(new Set(all).size).toBe(9);

    const sizes = fc.integer({ min: 1, max: 12 });
    const orders = fc.constantFrom("asc", "desc");
    const everyPage = fc.asyncProperty(sizes, orders, async (limit, order) => {
      const wanted = order === "asc" ? all : [...all].reverse();
      const forwards: string[] = [];
      for (let more = true, cursor = ""; more; cursor = `&after=${forwards.at(-1)}`) {
        const next = await page(`limit=${limit}&order=${order}${cursor}`);
        forwards.push(...next.ids);
        more = next.more;
      }
      expect(forwards).toEqual(wanted);
      const backwards = wanted.slice(-1);
      for (let more = true; more; ) {
        const next = await page(`limit=${limit}&order=${order}&before=${backwards[0]}`);
        backwards.unshift(...next.ids);
        more = next.more;
      }
      expect(backwards).toEqual(wanted);
    });
    await fc.assert(everyPage, { numRuns: 40 });
  });

  test("of nothing is empty", async () => {
    const server = await start();
    await send(server, "POST", "/threads", {});
    const { body } = await send(server, "GET", "/threads/thread_000000000000000000000001/runs");
    expect(body).toEqual({ object: "list", data: [], first_id: "", last_id: "", has_more: false });
  });
});
