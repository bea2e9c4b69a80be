// Streaming a run to its end through the guard, on every major of the openai package.

import { streamWithGuard } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, test } from "vitest";
import { collect, names, type Seen } from "./events.js";
import { majors, openThread } from "./majors.js";
import { askForever, call, openShop, perAssistant, refused } from "./shop.js";

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
