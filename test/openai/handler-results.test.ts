// What of a handler's result, or of its exception, reaches the model, and what the application is told.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import { toolOutputs } from "@authensor/safeclaw-runtime/openai";
import { definePolicies } from "@authensor/safeclaw-runtime/policy";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { withoutMessage } from "../../runtime/openai/without-message.js";
import { memoryAudit } from "../runtime/memory-audit.js";
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
      "safeclaw: a tool call failed",
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

  test.each<[unknown, RegExp]>([
    [() => "hunter2", /^a function is no JSON$/u],
    [Symbol("hunter2"), /^a symbol is no JSON$/u],
  ])("what is no JSON is told by its type", async (result, message) => {
    const { safeclaw } = openShop();
    const told: unknown[] = [];
    const options = { onHandlerError: (error: unknown) => told.push(error) };
    const handlers = { get_customer: () => result };
    await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers, options);
    expect(told).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
  });

  test("where the log hides arguments, the console tells what was thrown and where, not what it says", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => said.mockRestore());
    const policies = definePolicies<{ get_customer: object }, false>({
      tools: [{ name: "get_customer", arguments: { accepts: () => true, explain: () => never() } }],
      policies: [
        {
          name: "p",
          digest: "sha256:p",
          assistants: [],
          actions: [{ rule: "p/get_customer", line: 1, tool: "get_customer", effect: "allow" }],
        },
      ],
      log: [{ tool: "get_customer", path: ["customer_id"], mode: "mask" }],
    });
    const safeclaw = new SafeClaw(policies, { audit: memoryAudit() });
    const error = new RangeError("no customer c1");
    const handlers = { get_customer: () => Promise.reject(error) };

    await toolOutputs(safeclaw, waiting(customerCall("call_1")), handlers);

    expect(said.mock.calls).toHaveLength(1);
    const [[, , shown] = []] = said.mock.calls;
    expect(shown).toMatch(/^RangeError, whose message may hold [^\n]*\n +at .*handler-results/u);
    expect(shown).not.toContain("c1");
  });
});

const never = (): never => {
  throw new Error("never asked");
};

describe("of an exception whose message is not to be read", () => {
  const hint =
    ", whose message may hold arguments that are not to be logged: onHandlerError gets it";
  const thrown = (message: string, more: object) => Object.assign(new Error(message), more);

  test.each<[string, unknown, string]>([
    ["no error", "hunter2", `an exception${hint}`],
    ["an error without a stack", thrown("hunter2", { stack: undefined }), `Error${hint}`],
    [
      "an error with an odd name",
      thrown("hunter2", { name: "hunter2 !", stack: "" }),
      `an exception${hint}`,
    ],
    [
      "an error with a name that goes on",
      thrown("hunter2", { name: "! hunter2", stack: "" }),
      `an exception${hint}`,
    ],
    [
      "an error whose stack does not hold its message",
      thrown("hunter2", { stack: "Error: hunter1\n    at a.js:1" }),
      `Error${hint}`,
    ],
    [
      "an error whose message looks like a stack",
      thrown("no\n    at hunter2", { stack: "Error: no\n    at hunter2\n    at a.js:1" }),
      `Error${hint}\n    at a.js:1`,
    ],
    [
      "an error with more than frames in its stack",
      thrown("no", { stack: "Error: no\n    at a.js:1\nhunter2 at b.js\n  at c.js:2" }),
      `Error${hint}\n    at a.js:1\n  at c.js:2`,
    ],
  ])("%s", (_what, error, shown) => {
    expect(withoutMessage(error)).toBe(shown);
  });
});
