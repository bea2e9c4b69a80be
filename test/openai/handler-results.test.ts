// What of a handler's result, or of its exception, reaches the model, and what the application is told.

import { toolOutputs } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openShop, refused } from "./shop.js";
import { customerCall, waiting } from "./waiting-run.js";

const failed = refused("tool-failed", "the tool could not complete this call");

describe("what a handler gives", () => {
  test.each([
    ["a string", "plain", "plain"],
    ["an empty string", "", ""],
    ["an object", { ok: true }, '{"ok":true}'],
    ["a number", 3, "3"],
    ["nothing", undefined, "null"],
    ["null", null, "null"],
    ["a promise", Promise.resolve(["later"]), '["later"]'],
  ])("%s reaches the model", async (_what, result, output) => {
    const { safeclaw } = openShop();
    const handlers = { get_customer: () => result };

    const outputs = await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers);

    expect(outputs).toEqual([{ tool_call_id: "call_1", output }]);
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);

  test.each([
    [
      "a throw",
      () => {
        throw new Error("password is hunter2");
      },
    ],
    ["a rejection", () => Promise.reject(new Error("password is hunter2"))],
    ["a throw of no error", () => Promise.reject("hunter2")],
    ["a cycle", () => cycle],
    ["a bigint", () => 10n],
    ["a function", () => () => "hunter2"],
    [
      "a toJSON that throws",
      () => ({
        toJSON() {
          throw new Error("hunter2");
        },
      }),
    ],
  ])("%s is a fixed text to the model, and told to the application", async (_what, handler) => {
    const { safeclaw, ran, handlers } = openShop();
    const told: unknown[] = [];
    const run = waiting(customerCall("call_1"), {
      ...customerCall("call_2"),
      function: { name: "refund_order", arguments: '{"order_id":"o1","amount":1}' },
    });

    const outputs = await toolOutputs(
      safeclaw,
      run,
      { ...handlers, get_customer: handler },
      { onHandlerError: (...what) => told.push(what) },
    );

    expect(outputs).toEqual([
      { tool_call_id: "call_1", output: failed },
      { tool_call_id: "call_2", output: "refunded 1" },
    ]);
    expect(ran()).toEqual(["ran refund_order o1 1"]);
    expect(told).toEqual([
      [
        expect.anything(),
        {
          tool: "get_customer",
          assistantId: "asst_shop",
          threadId: "thread_1",
          runId: "run_1",
          callId: "call_1",
        },
      ],
    ]);
  });

  test("an exception that nobody listens for is on the console", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => said.mockRestore());
    const { safeclaw } = openShop();
    const error = new Error("no connection");
    const handlers = { get_customer: () => Promise.reject(error) };

    await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers);

    expect(said).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({ tool: "get_customer" }),
      error,
    );
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("no log");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no log"))],
  ])(
    "a listener that %s spoils no output, and both exceptions are on the console",
    async (_what, onHandlerError) => {
      const said = vi.spyOn(console, "error").mockImplementation(() => {});
      onTestFinished(() => said.mockRestore());
      const { safeclaw } = openShop();
      const handlers = { get_customer: () => Promise.reject(new Error("no connection")) };

      const outputs = await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers, {
        onHandlerError,
      });

      expect(outputs).toEqual([{ tool_call_id: "call_1", output: failed }]);
      expect(said.mock.calls.map(([, , error]) => String(error))).toEqual([
        "Error: no connection",
        "Error: no log",
      ]);
    },
  );
});
