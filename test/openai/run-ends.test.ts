// How a polled run ends, well or badly, on every major of the openai package.

import { GuardedRunError, runWithGuard } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, test } from "vitest";
import { type Fetch, majors, openThread } from "./majors.js";
import { askForever, never, openShop } from "./shop.js";

const quick = { pollIntervalMs: 1 };

describe.each(majors)("openai $major", ({ connect }) => {
  test.each([
    ["completed", { text: "Hello." }],
    ["failed", { fail: { code: "rate_limit_exceeded", message: "Slow down." } }],
    ["incomplete", { incomplete: "max_completion_tokens" }],
    ["expired", { expire: true }],
  ] as const)("a run that ends %s is returned", async (status, turn) => {
    const { server, startRun, cancels } = await openThread({ script: [turn] });
    const { safeclaw, handlers } = openShop();

    const run = await runWithGuard(
      connect(server.url),
      await startRun(),
      safeclaw,
      handlers,
      quick,
    );

    expect(run.status).toBe(status);
    expect(cancels()).toBe(0);
  });

  test("a run that expires while its handlers work is returned as expired", async () => {
    let now = 1_800_000_000_000;
    const { server, startRun } = await openThread({ script: askForever, now: () => now });
    const { safeclaw } = openShop();
    const get_customer = () => {
      now += 601_000;
    };

    const run = await runWithGuard(
      connect(server.url),
      await startRun(),
      safeclaw,
      { get_customer },
      quick,
    );

    expect(run.status).toBe("expired");
  });

  test("a run that somebody cancels while its handlers work is returned as cancelled", async () => {
    const { server, admin, startRun } = await openThread({ script: askForever, polls: 1 });
    const { safeclaw } = openShop();
    const { threadId, runId } = await startRun();
    const get_customer = async () => {
      await admin.beta.threads.runs.cancel(runId, { thread_id: threadId });
    };

    const run = await runWithGuard(
      connect(server.url),
      { threadId, runId },
      safeclaw,
      { get_customer },
      quick,
    );

    expect(run.status).toBe("cancelled");
  });

  test("an action of an unknown type ends the run and is named", async () => {
    const { server, startRun, statuses } = await openThread({
      script: [{ action: { type: "submit_biometrics", submit_biometrics: {} } }],
    });
    const { safeclaw, handlers, records } = openShop();
    const address = await startRun();

    const run = runWithGuard(connect(server.url), address, safeclaw, handlers, quick);

    await expect(run).rejects.toThrow(/submit_biometrics/u);
    await expect(run).rejects.toMatchObject({ code: "unknown-action", run: { id: address.runId } });
    expect(await statuses()).toEqual(["cancelled"]);
    expect(records).toEqual([]);
  });

  test("a model that never stops asking is stopped", async () => {
    const { server, startRun, statuses } = await openThread({ script: askForever });
    const { safeclaw, handlers, ran } = openShop();
    const address = await startRun();
    const options = { ...quick, maxTurns: 3 };

    const run = runWithGuard(connect(server.url), address, safeclaw, handlers, options);

    await expect(run).rejects.toBeInstanceOf(GuardedRunError);
    await expect(run).rejects.toMatchObject({ code: "too-many-turns" });
    expect(ran()).toHaveLength(3);
    expect(await statuses()).toEqual(["cancelled"]);
  });

  test("where cancelling fails too, the error is still that of the run", async () => {
    const { server, startRun, cancels } = await openThread({ script: askForever });
    const { safeclaw, handlers } = openShop();
    const fetch: Fetch = async (url, init) => {
      const response = await globalThis.fetch(url, init);
      if (String(url).endsWith("/cancel")) throw new TypeError("connection lost");
      return response;
    };
    const options = { ...quick, maxTurns: 0 };

    const run = runWithGuard(
      connect(server.url, fetch),
      await startRun(),
      safeclaw,
      handlers,
      options,
    );

    await expect(run).rejects.toMatchObject({ code: "too-many-turns" });
    expect(cancels()).toBe(1);
  });

  test("sixteen turns, unless said otherwise", async () => {
    const { server, startRun } = await openThread({ script: askForever });
    const { safeclaw, handlers, ran } = openShop();

    const run = runWithGuard(connect(server.url), await startRun(), safeclaw, handlers, quick);

    await expect(run).rejects.toMatchObject({ code: "too-many-turns" });
    expect(ran()).toHaveLength(16);
  });

  test("an error of the client is thrown as it is", async () => {
    const { server, threadId } = await openThread();
    const { safeclaw, handlers } = openShop();

    const run = runWithGuard(
      connect(server.url),
      { threadId, runId: "run_unknown" },
      safeclaw,
      handlers,
    );

    await expect(run).rejects.toMatchObject({ status: 404 });
  });

  describe("an abort", () => {
    const gone = new Error("the user has gone");

    test("before the start: nothing runs", async () => {
      const { server, startRun, statuses } = await openThread({ script: askForever });
      const { safeclaw, handlers, records } = openShop();
      const address = await startRun();
      const options = { ...quick, signal: AbortSignal.abort(gone) };

      const run = runWithGuard(connect(server.url), address, safeclaw, handlers, options);

      await expect(run).rejects.toBe(gone);
      expect(records).toEqual([]);
      expect(await statuses()).toEqual(["cancelled"]);
    });

    test("while the run is awaited: it is not waited for any longer, and cancelled", async () => {
      const { server, startRun, cancels } = await openThread({ polls: Number.POSITIVE_INFINITY });
      const { safeclaw, handlers } = openShop();
      const abort = new AbortController();
      const options = { pollIntervalMs: 3_600_000, signal: abort.signal };

      const run = runWithGuard(connect(server.url), await startRun(), safeclaw, handlers, options);
      setTimeout(() => abort.abort(gone), 50);

      await expect(run).rejects.toBe(gone);
      expect(cancels()).toBe(1);
    });

    test("while a handler works: it is not waited for any longer, and the run is cancelled", async () => {
      const { server, startRun, statuses } = await openThread({ script: askForever });
      const { safeclaw } = openShop();
      const address = await startRun();
      const abort = new AbortController();
      const get_customer = () => {
        abort.abort(gone);
        return never;
      };

      const run = runWithGuard(
        connect(server.url),
        address,
        safeclaw,
        { get_customer },
        {
          ...quick,
          signal: abort.signal,
        },
      );

      await expect(run).rejects.toBe(gone);
      expect(await statuses()).toEqual(["cancelled"]);
    });
  });
});
