// Polling a run to its end through the guard, on every major of the openai package.

import { runWithGuard } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, test } from "vitest";
import { type Fetch, majors, openThread } from "./majors.js";
import { askForever, call, openShop, perAssistant, refused } from "./shop.js";

const quick = { pollIntervalMs: 1 };

describe.each(majors)("openai $major", ({ connect }) => {
  test("a turn is decided and recorded as a whole before any of it runs, and every call is answered", async () => {
    const { server, startRun, submitted } = await openThread({
      script: [
        {
          calls: [
            call("refund_order", { order_id: "o1", amount: 20 }, "call_1"),
            call("delete_customer", { customer_id: "c1" }, "call_2"),
            call("refund_order", { order_id: "o2", amount: 501 }, "call_3"),
            call("get_customer", { customer_id: "c1" }, "call_4"),
            call("format_disk", {}, "call_5"),
          ],
        },
        { text: "Refunded 20." },
      ],
    });
    const { safeclaw, handlers, log, records } = openShop();
    const address = await startRun();

    const run = await runWithGuard(connect(server.url), address, safeclaw, handlers, quick);

    expect(run.status).toBe("completed");
    expect(log).toEqual([
      "recorded refund_order allowed",
      "recorded delete_customer denied",
      "recorded refund_order denied",
      "recorded get_customer allowed",
      "recorded format_disk denied",
      "ran refund_order o1 20",
      "ran get_customer c1",
    ]);
    expect(submitted()).toEqual([
      {
        tool_outputs: [
          { tool_call_id: "call_1", output: "refunded 20" },
          {
            tool_call_id: "call_2",
            output: refused("denied", "this tool may not be used here"),
          },
          { tool_call_id: "call_3", output: refused("constraint", "amount must be at most 500") },
          { tool_call_id: "call_4", output: '{"customer_id":"c1","name":"Ada"}' },
          {
            tool_call_id: "call_5",
            output: refused("unknown-tool", "there is no tool of this name"),
          },
        ],
      },
    ]);
    expect(records[2]).toMatchObject({
      assistant: "asst_shop",
      thread: address.threadId,
      run: address.runId,
      call: "call_3",
      args: { order_id: "o2", amount: 501 },
    });
  });

  test("arguments that could be read in two ways run in none", async () => {
    const hostile = [
      '{"order_id":"o1","amount":1,"amount":9999}',
      '{"order_id":"o1","amount":1,"\\u0061mount":9999}',
      '{"order_id":"o1","amount":1,"__proto__":{"amount":9999}}',
      '{"order_id":"o1","amount":1e999}',
      '{"order_id":"o1","amount":9007199254740993}',
      '{"order_id":"o1","amount":NaN}',
      '{"order_id":"o1","amount":1',
      "null",
      '[{"order_id":"o1","amount":1}]',
      '"refund everything"',
    ];
    const { server, startRun } = await openThread({
      script: [{ calls: hostile.map((text) => call("refund_order", text)) }, { text: "Sorry." }],
    });
    const { safeclaw, handlers, records, ran } = openShop();

    const run = await runWithGuard(
      connect(server.url),
      await startRun(),
      safeclaw,
      handlers,
      quick,
    );

    expect(run.status).toBe("completed");
    expect(ran()).toEqual([]);
    expect(records.map(({ code }) => code)).toEqual(hostile.map(() => "malformed-arguments"));
  });

  test("as many turns as the model needs, however long each takes", async () => {
    const { server, startRun } = await openThread({
      polls: 2,
      script: [
        { calls: [call("get_customer", { customer_id: "c1" })] },
        { builtin: "code_interpreter", input: "1 + 1", output: "2" },
        { calls: [call("refund_order", { order_id: "o1", amount: 2 })] },
        { calls: [call("get_customer", { customer_id: "c2" })] },
        { text: "All done." },
      ],
    });
    const { safeclaw, handlers, ran } = openShop();

    const run = await runWithGuard(
      connect(server.url),
      await startRun(),
      safeclaw,
      handlers,
      quick,
    );

    expect(run.status).toBe("completed");
    expect(ran()).toEqual(["ran get_customer c1", "ran refund_order o1 2", "ran get_customer c2"]);
  });

  test("without handlers nothing runs, and the model is told", async () => {
    const { server, startRun, submitted } = await openThread({
      script: [{ calls: [call("get_customer", { customer_id: "c1" }, "call_1")] }, { text: "Oh." }],
    });
    const { safeclaw } = openShop();

    const run = await runWithGuard(connect(server.url), await startRun(), safeclaw, {}, quick);

    expect(run.status).toBe("completed");
    expect(submitted()).toEqual([
      {
        tool_outputs: [
          {
            tool_call_id: "call_1",
            output: refused("no-handler", "the tool is not available here"),
          },
        ],
      },
    ]);
  });

  test("outputs that cannot be delivered are not made a second time", async () => {
    const { server, startRun, statuses } = await openThread({ script: askForever });
    const { safeclaw, handlers, ran } = openShop();
    const address = await startRun();
    const fetch: Fetch = (url, init) =>
      String(url).endsWith("/submit_tool_outputs")
        ? Promise.resolve(new Response("{}", { status: 503 }))
        : globalThis.fetch(url, init);

    const run = runWithGuard(connect(server.url, fetch), address, safeclaw, handlers, quick);

    await expect(run).rejects.toMatchObject({ status: 503 });
    expect(ran()).toHaveLength(1);
    expect(await statuses()).toEqual(["cancelled"]);
  });

  test("outputs that were delivered, though the answer to that was lost, are not made a second time", async () => {
    const { server, startRun } = await openThread({ script: [askForever(), { text: "Done." }] });
    const { safeclaw, handlers, ran } = openShop();
    const fetch: Fetch = async (url, init) => {
      const response = await globalThis.fetch(url, init);
      if (String(url).endsWith("/submit_tool_outputs")) throw new TypeError("connection lost");
      return response;
    };

    const run = await runWithGuard(
      connect(server.url, fetch),
      await startRun(),
      safeclaw,
      handlers,
      quick,
    );

    expect(run.status).toBe("completed");
    expect(ran()).toHaveLength(1);
  });

  test("a late look at a turn that is answered does not run it again", async () => {
    const { server, startRun, submitted } = await openThread({
      polls: 1,
      script: [askForever(), { text: "Done." }],
    });
    const { safeclaw, handlers, ran } = openShop();
    let late: string | undefined;
    const fetch: Fetch = async (url, init) => {
      const response = await globalThis.fetch(url, init);
      const text = await response.text();
      if (late !== undefined && submitted().length === 1) return new Response(late, response);
      if (text.includes('"status":"requires_action"')) late = text;
      return new Response(text, response);
    };

    const run = await runWithGuard(
      connect(server.url, fetch),
      await startRun(),
      safeclaw,
      handlers,
      quick,
    );

    expect(run.status).toBe("completed");
    expect(ran()).toHaveLength(1);
  });

  test("two runs at once keep to themselves", async () => {
    const assistants = { asst_support: { model: "test" }, asst_admin: { model: "test" } };
    const refund = call("refund_order", { order_id: "o1", amount: 1000 });
    const script = [{ calls: [refund] }, { calls: [refund] }, { text: "Done." }];
    const scene = { assistants, script };
    const [support, admin] = [await openThread(scene), await openThread(scene)];
    const shop = openShop(perAssistant);

    const runs = await Promise.all([
      runWithGuard(
        connect(support.server.url),
        await support.startRun("asst_support"),
        shop.safeclaw,
        shop.handlers,
        quick,
      ),
      runWithGuard(
        connect(admin.server.url),
        await admin.startRun("asst_admin"),
        shop.safeclaw,
        shop.handlers,
        quick,
      ),
    ]);

    expect(runs.map(({ status }) => status)).toEqual(["completed", "completed"]);
    expect(shop.ran()).toEqual(["ran refund_order o1 1000", "ran refund_order o1 1000"]);
    const decided = shop.records.map(({ assistant, thread, rule }) => ({
      assistant,
      thread,
      rule,
    }));
    for (const [assistant, thread, rule] of [
      ["asst_support", support.threadId, "support/refund_order/max_amount"],
      ["asst_admin", admin.threadId, "admin/refund_order"],
    ]) {
      const own = decided.filter((record) => record.assistant === assistant);
      expect(own).toEqual([
        { assistant, thread, rule },
        { assistant, thread, rule },
      ]);
    }
  });
});
