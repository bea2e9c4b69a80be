// Which way a client wants to be called: told by the client, never guessed.

import { type AssistantsClient, runWithGuard } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, test } from "vitest";
import { majors } from "./majors.js";
import { openShop } from "./shop.js";

const address = { threadId: "thread_1", runId: "run_1" };

/** Which path a client asks for to retrieve a run. */
async function pathOf(connect: (fetch: typeof globalThis.fetch) => AssistantsClient) {
  const asked: string[] = [];
  const client = connect(async (url) => {
    asked.push(new URL(String(url)).pathname);
    return Response.json({ id: "run_1", thread_id: "thread_1", status: "completed" });
  });
  const { safeclaw, handlers } = openShop();
  await runWithGuard(client, address, safeclaw, handlers);
  return asked;
}

/** As tracing libraries wrap a client: every function another one, which declares no parameters. */
function traced<Target extends object>(target: Target): Target {
  return new Proxy(target, {
    get(from, property) {
      const value: unknown = Reflect.get(from, property, from);
      if (typeof value === "function") {
        return (...args: readonly unknown[]) => Reflect.apply(value, from, args);
      }
      return typeof value === "object" && value !== null ? traced(value) : value;
    },
  });
}

describe.each(majors)("openai $major", ({ connect, connectAzure }) => {
  test("the client itself", async () => {
    const asked = await pathOf((fetch) => connect("https://api.test/v1", fetch));
    expect(asked).toEqual(["/v1/threads/thread_1/runs/run_1"]);
  });

  test("for Azure", async () => {
    const asked = await pathOf(connectAzure);
    expect(asked).toEqual(["/openai/threads/thread_1/runs/run_1"]);
  });

  test("in a proxy", async () => {
    const asked = await pathOf((fetch) => traced(connect("https://api.test/v1", fetch)));
    expect(asked).toEqual(["/v1/threads/thread_1/runs/run_1"]);
  });

  test("in a copy of its properties", async () => {
    const asked = await pathOf((fetch) => ({ ...connect("https://api.test/v1", fetch) }));
    expect(asked).toEqual(["/v1/threads/thread_1/runs/run_1"]);
  });

  test.each([() => "my app", () => 7, () => "OpenAI/JS x.y", "OpenAI/JS 1.2.3", null])(
    "in a wrapper that calls itself otherwise",
    async (getUserAgent) => {
      const asked = await pathOf((fetch) =>
        Object.assign({ beta: connect("https://api.test/v1", fetch).beta }, { getUserAgent }),
      );
      expect(asked).toEqual(["/v1/threads/thread_1/runs/run_1"]);
    },
  );

  test("in a wrapper that hides everything: an error, before any request", async () => {
    const { safeclaw, handlers } = openShop();
    const asked: unknown[] = [];
    const client = connect("https://api.test/v1", async (url) => {
      asked.push(url);
      return Response.json({});
    });
    const hidden = { beta: traced(client.beta) };

    const run = runWithGuard(hidden, address, safeclaw, handlers);

    await expect(run).rejects.toMatchObject({
      code: "unknown-client",
      message: expect.stringMatching(/cannot tell .* getUserAgent\(\)/u),
    });
    expect(asked).toEqual([]);
  });
});
