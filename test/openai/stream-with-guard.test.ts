// Streaming a run to its end through the guard, on every major of the openai package.

import { streamWithGuard } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, test } from "vitest";
import { type Fetch, majors, openThread } from "./majors.js";
import { call, openShop, perAssistant, refused } from "./shop.js";

const askForever = () => ({ calls: [call("get_customer", { customer_id: "c1" })] });
const never = new Promise<never>(() => {});

interface Seen {
  readonly event: string;
  readonly data: unknown;
}

async function collect(events: AsyncIterable<Seen>, seen: Seen[] = []): Promise<Seen[]> {
  for await (const event of events) seen.push(event);
  return seen;
}

const names = (events: readonly Seen[]): string[] => events.map(({ event }) => event);

describe.each(majors)("openai $major", ({ connect }) => {
  test("several turns of tools and the text after them are one stream", async () => {
    const { server, threadId, submitted } = await openThread({
      script: [
        {
          calls: [
            call("get_customer", { customer_id: "c1" }, "call_1"),
            call("delete_customer", { customer_id: "c1" }, "call_2"),
          ],
        },
        { calls: [call("refund_order", { order_id: "o1", amount: 20 }, "call_3")] },
        { text: "Refunded 20 to Ada." },
      ],
    });
    const { safeclaw, handlers, log } = openShop();
    const params = { threadId, assistantId: "asst_shop", instructions: "Be kind." };
    let text = "";

    const seen: Seen[] = [];
    for await (const event of streamWithGuard(connect(server.url), params, safeclaw, handlers)) {
      seen.push(event);
      if (event.event !== "thread.message.delta") continue;
      for (const part of event.data.delta.content ?? [])
        if (part.type === "text") text += part.text?.value ?? "";
    }

    expect(text).toBe("Refunded 20 to Ada.");
    expect(names(seen).filter((name) => /^thread\.run\.(?!step)/u.test(name))).toEqual([
      "thread.run.created",
      "thread.run.queued",
      "thread.run.in_progress",
      "thread.run.requires_action",
      "thread.run.queued",
      "thread.run.in_progress",
      "thread.run.requires_action",
      "thread.run.queued",
      "thread.run.in_progress",
      "thread.run.completed",
    ]);
    expect(names(seen).at(-1)).toBe("thread.run.completed");
    expect(log).toEqual([
      "recorded get_customer allowed",
      "recorded delete_customer denied",
      "ran get_customer c1",
      "recorded refund_order allowed",
      "ran refund_order o1 20",
    ]);
    expect(submitted()).toEqual([
      {
        stream: true,
        tool_outputs: [
          { tool_call_id: "call_1", output: '{"customer_id":"c1","name":"Ada"}' },
          {
            tool_call_id: "call_2",
            output: refused("denied", "this tool may not be used here"),
          },
        ],
      },
      { stream: true, tool_outputs: [{ tool_call_id: "call_3", output: "refunded 20" }] },
    ]);
    const created = server.journal.find(({ path }) => path.endsWith("/runs"));
    expect(created?.body).toEqual({
      assistant_id: "asst_shop",
      instructions: "Be kind.",
      stream: true,
    });
  });

  test("what the caller does to an event reaches neither the guard nor the handlers", async () => {
    const { server, threadId } = await openThread({
      script: [
        { calls: [call("refund_order", { order_id: "o1", amount: 9999 })] },
        { text: "No." },
      ],
    });
    const { safeclaw, handlers, records, ran } = openShop();
    const params = { threadId, assistantId: "asst_shop" };

    for await (const event of streamWithGuard(connect(server.url), params, safeclaw, handlers)) {
      if (event.event !== "thread.run.requires_action") continue;
      for (const asked of event.data.required_action?.submit_tool_outputs.tool_calls ?? []) {
        asked.function.arguments = '{"order_id":"o1","amount":1}';
      }
      event.data.assistant_id = "asst_admin";
    }

    expect(ran()).toEqual([]);
    expect(records).toMatchObject([
      { assistant: "asst_shop", args: { amount: 9999 }, code: "constraint" },
    ]);
  });

  test.each([
    ["completed", { text: "Hello." }],
    ["failed", { fail: { code: "server_error", message: "Oh." } }],
    ["incomplete", { incomplete: "max_prompt_tokens" }],
    ["expired", { expire: true }],
  ] as const)("the last event of a run that ends %s says so", async (status, turn) => {
    const { server, threadId, cancels } = await openThread({ script: [askForever(), turn] });
    const { safeclaw, handlers } = openShop();
    const params = { threadId, assistantId: "asst_shop" };

    const seen = await collect(streamWithGuard(connect(server.url), params, safeclaw, handlers));

    expect(seen.at(-1)).toMatchObject({ event: `thread.run.${status}`, data: { status } });
    expect(cancels()).toBe(0);
  });

  test("the last event of a run that expires while its handlers work says so", async () => {
    let now = 1_800_000_000_000;
    const { server, threadId } = await openThread({ script: askForever, now: () => now });
    const { safeclaw } = openShop();
    const get_customer = () => {
      now += 601_000;
    };
    const params = { threadId, assistantId: "asst_shop" };

    const seen = await collect(
      streamWithGuard(connect(server.url), params, safeclaw, { get_customer }),
    );

    expect(seen.at(-1)).toMatchObject({
      event: "thread.run.expired",
      data: { status: "expired", thread_id: threadId },
    });
  });

  test("the last event of a run that somebody cancels while its handlers work says so", async () => {
    const { server, admin, threadId } = await openThread({ script: askForever, polls: 1 });
    const { safeclaw } = openShop();
    const get_customer = async () => {
      const { data: runs } = await admin.beta.threads.runs.list(threadId);
      await admin.beta.threads.runs.cancel(runs[0]?.id ?? "", { thread_id: threadId });
    };
    const params = { threadId, assistantId: "asst_shop" };

    const seen = await collect(
      streamWithGuard(
        connect(server.url),
        params,
        safeclaw,
        { get_customer },
        { pollIntervalMs: 1 },
      ),
    );

    expect(seen.at(-1)).toMatchObject({
      event: "thread.run.cancelled",
      data: { status: "cancelled" },
    });
  });

  test("an action of an unknown type ends the stream and is named", async () => {
    const { server, threadId, statuses } = await openThread({
      script: [{ action: { type: "submit_biometrics", submit_biometrics: {} } }],
    });
    const { safeclaw, handlers } = openShop();
    const params = { threadId, assistantId: "asst_shop" };
    const seen: Seen[] = [];

    const end = collect(streamWithGuard(connect(server.url), params, safeclaw, handlers), seen);

    await expect(end).rejects.toMatchObject({
      code: "unknown-action",
      message: expect.stringContaining("submit_biometrics"),
    });
    expect(names(seen).at(-1)).toBe("thread.run.requires_action");
    expect(await statuses()).toEqual(["cancelled"]);
  });

  test("a model that never stops asking is stopped", async () => {
    const { server, threadId, cancels } = await openThread({ script: askForever });
    const { safeclaw, handlers, ran } = openShop();
    const params = { threadId, assistantId: "asst_shop" };
    const options = { maxTurns: 3 };

    const end = collect(streamWithGuard(connect(server.url), params, safeclaw, handlers, options));

    await expect(end).rejects.toMatchObject({ code: "too-many-turns" });
    expect(ran()).toHaveLength(3);
    expect(cancels()).toBe(1);
  });

  test("an error of the client is thrown as it is", async () => {
    const { server, threadId, cancels } = await openThread();
    const { safeclaw, handlers } = openShop();
    const params = { threadId, assistantId: "asst_unknown" };

    const end = collect(streamWithGuard(connect(server.url), params, safeclaw, handlers));

    await expect(end).rejects.toMatchObject({ status: 404 });
    expect(cancels()).toBe(0);
  });

  describe("a stream that is cut off", () => {
    const script = [askForever(), { text: "Hello Ada." }];

    async function cutOff(stream: number, after: number) {
      const scene = await openThread({
        script,
        cutAfter: (n) => (n === stream ? after : Number.POSITIVE_INFINITY),
      });
      const shop = openShop();
      const params = { threadId: scene.threadId, assistantId: "asst_shop" };
      const openai = connect(scene.server.url);
      const seen: Seen[] = [];
      const end = collect(streamWithGuard(openai, params, shop.safeclaw, shop.handlers), seen);
      const error: unknown = await end.then(
        () => "it ended well",
        (reason: unknown) => reason,
      );
      return { error, seen, ran: shop.ran(), cancels: scene.cancels() };
    }

    test("in the first turn, at any event: an error, and nothing runs", async () => {
      const whole = await cutOff(0, Number.POSITIVE_INFINITY);
      const first = names(whole.seen).indexOf("thread.run.requires_action") + 1;
      expect(whole.error).toBe("it ended well");
      expect(first).toBeGreaterThan(5);

      for (let after = 0; after < first; after++) {
        const { error, seen, ran, cancels } = await cutOff(0, after);
        expect(error).toBeInstanceOf(Error);
        expect(seen.length).toBeLessThanOrEqual(after);
        expect(ran).toEqual([]);
        expect(cancels).toBe(seen.length === 0 ? 0 : 1);
      }
    });

    test("in a later turn: an error, and what ran does not run again", async () => {
      for (const after of [0, 1, 2, 5]) {
        const { error, ran, cancels } = await cutOff(1, after);
        expect(error).toBeInstanceOf(Error);
        expect(ran).toHaveLength(1);
        expect(cancels).toBe(1);
      }
    });

    test("after the run has ended: nothing is lost, so no error", async () => {
      const { server, threadId, cancels } = await openThread({ script: [{ text: "Hello." }] });
      const { safeclaw, handlers } = openShop();
      const fetch: Fetch = async (url, init) => {
        const response = await globalThis.fetch(url, init);
        const events = (await response.text()).replace("event: done\ndata: [DONE]\n\n", "");
        const pieces = [new TextEncoder().encode(events)].values();
        const body = new ReadableStream({
          pull(controller) {
            const { done, value } = pieces.next();
            if (done) controller.error(new TypeError("connection lost"));
            else controller.enqueue(value);
          },
        });
        return new Response(body, response);
      };
      const params = { threadId, assistantId: "asst_shop" };

      const seen = await collect(
        streamWithGuard(connect(server.url, fetch), params, safeclaw, handlers),
      );

      expect(names(seen).at(-1)).toBe("thread.run.completed");
      expect(cancels()).toBe(0);
    });

    test.each([
      ["/runs", 0],
      ["/submit_tool_outputs", 1],
    ])("without an error of the connection, at %s: an error of ours", async (path, turns) => {
      const { server, threadId, cancels } = await openThread({ script });
      const { safeclaw, handlers, ran } = openShop();
      const fetch: Fetch = async (url, init) => {
        const response = await globalThis.fetch(url, init);
        if (!String(url).endsWith(path)) return response;
        const [first = ""] = (await response.text()).split("\n\n");
        return new Response(`${first}\n\n`, response);
      };
      const params = { threadId, assistantId: "asst_shop" };

      const end = collect(streamWithGuard(connect(server.url, fetch), params, safeclaw, handlers));

      await expect(end).rejects.toMatchObject({ code: "stream-cut" });
      expect(ran()).toHaveLength(turns);
      expect(cancels()).toBe(1);
    });
  });

  describe("a caller who leaves", () => {
    const script = [askForever(), { text: "Hello Ada, how are you today?" }];

    test.each(["thread.run.created", "thread.run.requires_action", "thread.message.delta"])(
      "at %s: the stream is closed, the run cancelled, and nothing more runs",
      async (leaveAt) => {
        const { server, threadId, statuses } = await openThread({ script, latencyMs: 1 });
        const { safeclaw, handlers, ran } = openShop();
        const params = { threadId, assistantId: "asst_shop" };
        const openai = connect(server.url);

        for await (const { event } of streamWithGuard(openai, params, safeclaw, handlers))
          if (event === leaveAt) break;

        expect(await statuses()).toEqual(["cancelled"]);
        expect(ran()).toHaveLength(leaveAt === "thread.message.delta" ? 1 : 0);
        // The thread is free for the next run.
        const next = await collect(streamWithGuard(openai, params, safeclaw, handlers));
        expect(names(next).at(-1)).toBe("thread.run.completed");
      },
    );

    test("at the end: nothing is left to cancel", async () => {
      const { server, threadId, cancels } = await openThread({ script });
      const { safeclaw, handlers } = openShop();
      const params = { threadId, assistantId: "asst_shop" };
      const openai = connect(server.url);

      for await (const { event } of streamWithGuard(openai, params, safeclaw, handlers))
        if (event === "thread.run.completed") break;

      expect(cancels()).toBe(0);
    });
  });

  describe("an abort", () => {
    const gone = new Error("the user has gone");

    test("before the start: no run is created", async () => {
      const { server, threadId } = await openThread({ script: askForever });
      const { safeclaw, handlers } = openShop();
      const params = { threadId, assistantId: "asst_shop" };
      const options = { signal: AbortSignal.abort(gone) };

      const end = collect(
        streamWithGuard(connect(server.url), params, safeclaw, handlers, options),
      );

      await expect(end).rejects.toBe(gone);
      expect(server.journal.filter(({ path }) => path.endsWith("/runs"))).toEqual([]);
    });

    test("before the first event: its reason is the error", async () => {
      const { server, threadId } = await openThread({ latencyMs: 200 });
      const { safeclaw, handlers } = openShop();
      const abort = new AbortController();
      const params = { threadId, assistantId: "asst_shop" };
      const options = { signal: abort.signal };

      const end = collect(
        streamWithGuard(connect(server.url), params, safeclaw, handlers, options),
      );
      setTimeout(() => abort.abort(gone), 50);

      await expect(end).rejects.toBe(gone);
    });

    test("between events: nothing more runs, and the run is cancelled", async () => {
      const { server, threadId, cancels } = await openThread({ script: askForever, latencyMs: 5 });
      const { safeclaw, handlers, ran } = openShop();
      const abort = new AbortController();
      const params = { threadId, assistantId: "asst_shop" };
      const options = { signal: abort.signal };

      const leave = async () => {
        const openai = connect(server.url);
        for await (const { event } of streamWithGuard(
          openai,
          params,
          safeclaw,
          handlers,
          options,
        )) {
          if (event === "thread.run.in_progress") abort.abort(gone);
        }
      };

      await expect(leave()).rejects.toBe(gone);
      expect(ran()).toEqual([]);
      expect(cancels()).toBe(1);
    });

    test("while a handler works: it is not waited for any longer, and the run is cancelled", async () => {
      const { server, threadId, cancels } = await openThread({ script: askForever });
      const { safeclaw } = openShop();
      const abort = new AbortController();
      const get_customer = () => {
        abort.abort(gone);
        return never;
      };
      const params = { threadId, assistantId: "asst_shop" };
      const options = { signal: abort.signal };

      const end = collect(
        streamWithGuard(connect(server.url), params, safeclaw, { get_customer }, options),
      );

      await expect(end).rejects.toBe(gone);
      expect(cancels()).toBe(1);
    });
  });

  test("two streams at once keep to themselves", async () => {
    const assistants = { asst_support: { model: "test" }, asst_admin: { model: "test" } };
    const refund = call("refund_order", { order_id: "o1", amount: 1000 });
    const scene = { assistants, script: [{ calls: [refund] }, { text: "Done." }], latencyMs: 1 };
    const [support, admin] = [await openThread(scene), await openThread(scene)];
    const { safeclaw, handlers, records, ran } = openShop(perAssistant);
    const start = ({ server, threadId }: typeof support, assistantId: string) =>
      collect(streamWithGuard(connect(server.url), { threadId, assistantId }, safeclaw, handlers));

    const streams = await Promise.all([start(support, "asst_support"), start(admin, "asst_admin")]);

    for (const events of streams) expect(names(events).at(-1)).toBe("thread.run.completed");
    expect(ran()).toEqual(["ran refund_order o1 1000"]);
    expect(new Map(records.map(({ assistant, allowed }) => [assistant, allowed]))).toEqual(
      new Map([
        ["asst_support", false],
        ["asst_admin", true],
      ]),
    );
  });
});
