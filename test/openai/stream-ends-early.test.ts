// Streams that are cut off, left or aborted, on every major of the openai package.

import { streamWithGuard } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, test } from "vitest";
import { collect, names, type Seen } from "./events.js";
import { type Fetch, majors, openThread } from "./majors.js";
import { askForever, never, openShop } from "./shop.js";

describe.each(majors)("openai $major", ({ connect }) => {
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
});
