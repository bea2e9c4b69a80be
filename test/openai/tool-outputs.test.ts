// One turn, answered for an application that has a loop of its own.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import { toolOutputs } from "@authensor/safeclaw-runtime/openai";
import { definePolicies } from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { fails, memoryAudit } from "../runtime/memory-audit.js";
import { majors, openThread } from "./majors.js";
import { call, openShop, perAssistant, refused, shared } from "./shop.js";
import { customerCall, waiting } from "./waiting-run.js";

describe.each(majors)("a run of openai $major", ({ connect }) => {
  test("is answered, call by call", async () => {
    const { server, threadId } = await openThread({
      script: [
        {
          calls: [
            call("get_customer", { customer_id: "c1" }, "call_1"),
            call("delete_customer", { customer_id: "c1" }, "call_2"),
          ],
        },
      ],
    });
    const openai = connect(server.url);
    const run = await openai.beta.threads.runs.createAndPoll(threadId, {
      assistant_id: "asst_shop",
    });
    const { safeclaw, handlers, log } = openShop();

    const outputs = await toolOutputs(safeclaw, run, handlers);

    expect(outputs).toEqual([
      { tool_call_id: "call_1", output: '{"customer_id":"c1","name":"Ada"}' },
      { tool_call_id: "call_2", output: refused("denied", "this tool may not be used here") },
    ]);
    expect(log).toEqual([
      "recorded get_customer allowed",
      "recorded delete_customer denied",
      "ran get_customer c1",
    ]);
  });

  test("that waits for nothing is an error that says how it stands", async () => {
    const { server, threadId } = await openThread({ script: [{ text: "Hello." }] });
    const openai = connect(server.url);
    const run = await openai.beta.threads.runs.createAndPoll(threadId, {
      assistant_id: "asst_shop",
    });
    const { safeclaw, handlers } = openShop();

    const outputs = toolOutputs(safeclaw, run, handlers);

    await expect(outputs).rejects.toMatchObject({ code: "not-waiting", run });
    await expect(outputs).rejects.toThrow(/completed/u);
  });
});

describe("which handler", () => {
  test("only one that the application itself wrote down", async () => {
    const { safeclaw, records } = openShop();
    const inherited = {
      id: "call_1",
      type: "function",
      function: { name: "toString", arguments: "" },
    };

    const outputs = await toolOutputs(safeclaw, waiting(inherited), {});

    expect(records).toMatchObject([{ tool: "toString", allowed: true }]);
    expect(outputs).toEqual([
      { tool_call_id: "call_1", output: refused("no-handler", "the tool is not available here") },
    ]);
  });

  test("one that finds its neighbours at `this`", async () => {
    const { safeclaw } = openShop();
    const handlers = {
      name: "Ada",
      get_customer() {
        return this.name;
      },
    };

    const outputs = await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers);

    expect(outputs).toEqual([{ tool_call_id: "call_1", output: "Ada" }]);
  });

  test("the handlers of a turn run side by side, and their outputs keep the order of the calls", async () => {
    const { safeclaw } = openShop();
    const release = new Map<string, () => void>();
    const handlers = {
      get_customer: async ({ customer_id }: { readonly customer_id: string }) => {
        const released = new Promise<void>((resolve) => release.set(customer_id, resolve));
        // The first one ends only once the second has begun and ended.
        if (customer_id === "c2") release.get("c1")?.();
        else await released;
        return customer_id;
      },
    };
    const run = waiting(customerCall("call_1", "c1"), customerCall("call_2", "c2"));

    const outputs = await toolOutputs(safeclaw, run, handlers);

    expect(outputs).toEqual([
      { tool_call_id: "call_1", output: "c1" },
      { tool_call_id: "call_2", output: "c2" },
    ]);
  });
});

describe("who calls", () => {
  const refund = (amount: number) => ({
    id: "call_1",
    type: "function",
    function: {
      name: "refund_order",
      // The model may claim what it likes.
      arguments: JSON.stringify({ order_id: "o1", amount, assistantId: "asst_admin" }),
    },
  });

  test("is the run's own assistant", async () => {
    const { safeclaw, handlers, ran } = openShop(perAssistant);

    for (const [assistant_id, amount] of [
      ["asst_support", 100],
      ["asst_support", 101],
      ["asst_admin", 101],
      ["asst_stranger", 1],
    ] as const) {
      await toolOutputs(safeclaw, { ...waiting(refund(amount)), assistant_id }, handlers);
    }

    expect(ran()).toEqual(["ran refund_order o1 100", "ran refund_order o1 101"]);
  });

  test("or the one that SafeClaw was bound to", async () => {
    const { safeclaw, handlers, ran } = openShop(perAssistant);

    await toolOutputs(safeclaw.for("asst_admin"), waiting(refund(101)), handlers);

    expect(ran()).toEqual(["ran refund_order o1 101"]);
  });
});

test("a run that changes while its calls are decided and run is the run it was", async () => {
  const { safeclaw, handlers, records, ran } = openShop();
  const asked = customerCall("call_1", "c1");
  const run = waiting(asked, customerCall("call_2", "c2"));

  const outputs = toolOutputs(safeclaw, run, handlers);
  asked.id = "call_9";
  asked.function.arguments = '{"customer_id":"c9"}';
  Object.assign(run, { id: "run_9", assistant_id: "asst_admin", required_action: null });

  expect((await outputs).map(({ tool_call_id }) => tool_call_id)).toEqual(["call_1", "call_2"]);
  expect(ran()).toEqual(["ran get_customer c1", "ran get_customer c2"]);
  expect(new Set(records.map((record) => `${record.run} ${record.assistant}`))).toEqual(
    new Set(["run_1 asst_shop"]),
  );
});

test("what waits for a person is told so, in words that are not the approver's", async () => {
  const { handlers, ran } = openShop();
  const waits = {
    rule: "p/get_customer",
    line: 1,
    tool: "get_customer",
    effect: "require_approval" as const,
    reason: "Ask Ann, ext. 12.",
  };
  const policies = definePolicies<object, false>({
    tools: [{ name: "get_customer", arguments: { accepts: () => true, explain: fails } }],
    policies: [{ name: "p", digest: "sha256:p", assistants: [], actions: [waits] }],
  });
  const safeclaw = new SafeClaw(policies, { audit: memoryAudit() });

  const outputs = await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers);

  const said = refused("approval-required", "a person must approve this call before it can run");
  expect(outputs).toEqual([{ tool_call_id: "call_1", output: said }]);
  expect(ran()).toEqual([]);
});

test("a turn that cannot be recorded does not run", async () => {
  const { handlers, ran } = openShop();
  const safeclaw = new SafeClaw(shared, {
    audit: {
      write: () => {},
      flush: () => Promise.reject(new Error("disk full")),
      close: async () => {},
    },
  });

  const outputs = await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers);

  expect(outputs[0]?.output).toContain('"code":"audit-failed"');
  expect(ran()).toEqual([]);
});

test("a guard that rejects denies, and the application is told", async () => {
  const { handlers, ran } = openShop();
  const told: unknown[] = [];
  const broken = { decide: () => Promise.reject(new Error("a fault of ours")) };

  const outputs = await toolOutputs(broken, waiting(customerCall("call_1")), handlers, {
    onHandlerError: (error) => told.push(error),
  });

  expect(outputs).toEqual([
    { tool_call_id: "call_1", output: refused("internal", "the call could not be decided") },
  ]);
  expect(told).toEqual([new Error("a fault of ours")]);
  expect(ran()).toEqual([]);
});

test("who only decides, and records no outcomes, lets the handlers run as well", async () => {
  const { safeclaw, handlers, ran } = openShop();
  const gate = { decide: safeclaw.decide.bind(safeclaw) };

  const outputs = await toolOutputs(gate, waiting(customerCall("call_1")), handlers);

  expect(outputs).toEqual([
    { tool_call_id: "call_1", output: '{"customer_id":"c1","name":"Ada"}' },
  ]);
  expect(ran()).toEqual(["ran get_customer c1"]);
});

test("an abort between the decisions and the handlers: no handler runs", async () => {
  const { safeclaw, handlers, log, ran } = openShop();
  const abort = new AbortController();
  const gone = new Error("the user has gone");

  const outputs = toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers, {
    signal: abort.signal,
  });
  abort.abort(gone);

  await expect(outputs).rejects.toBe(gone);
  expect(log).toEqual(["recorded get_customer allowed"]);
  expect(ran()).toEqual([]);
});
