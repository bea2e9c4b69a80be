// Calls and runs that are not what they should be.

import { toolOutputs } from "@authensor/safeclaw-runtime/openai";
import { describe, expect, test } from "vitest";
import { openShop, refused } from "./shop.js";
import { customerCall, waiting, waitingRun } from "./waiting-run.js";

describe("calls that are not what they should be", () => {
  const unsupported = refused(
    "unsupported-call",
    "only function calls with their arguments as JSON text can be answered",
  );
  const repeated = refused(
    "duplicate-call",
    "this call's id was used more than once, so it was not run",
  );

  test.each([
    ["of another type", "get_customer", { ...customerCall("call_1"), type: "computer_use" }],
    ["without a function", "computer_use", { id: "call_1", type: "computer_use" }],
    ["with null for a function", "function", { id: "call_1", type: "function", function: null }],
    [
      "without a name",
      "function",
      { id: "call_1", type: "function", function: { arguments: "{}" } },
    ],
    [
      "with a name that is no text",
      "get_customer",
      { id: "call_1", type: "function", function: { name: ["get_customer"], arguments: "{}" } },
    ],
    [
      "without arguments",
      "get_customer",
      { id: "call_1", type: "function", function: { name: "get_customer" } },
    ],
    [
      "with parsed arguments",
      "get_customer",
      {
        id: "call_1",
        type: "function",
        function: { name: "get_customer", arguments: { customer_id: "c1" } },
      },
    ],
  ])("%s: refused and recorded, as %s, and the others run", async (_what, tool, odd) => {
    const { safeclaw, handlers, records, ran } = openShop();

    const outputs = await toolOutputs(
      safeclaw,
      waiting(odd, customerCall("call_2", "c2")),
      handlers,
    );

    expect(outputs).toEqual([
      { tool_call_id: "call_1", output: unsupported },
      { tool_call_id: "call_2", output: '{"customer_id":"c2","name":"Ada"}' },
    ]);
    expect(ran()).toEqual(["ran get_customer c2"]);
    expect(records).toMatchObject([{ call: "call_1", tool, allowed: false }, { call: "call_2" }]);
  });

  test("two with one id: one output, neither runs, both are recorded as denied", async () => {
    const { safeclaw, handlers, records, ran } = openShop();
    const run = waiting(
      customerCall("call_1", "c1"),
      customerCall("call_2", "c2"),
      customerCall("call_1", "c3"),
    );

    const outputs = await toolOutputs(safeclaw, run, handlers);

    expect(outputs).toEqual([
      { tool_call_id: "call_1", output: repeated },
      { tool_call_id: "call_2", output: '{"customer_id":"c2","name":"Ada"}' },
    ]);
    expect(ran()).toEqual(["ran get_customer c2"]);
    expect(records.map(({ call: id, allowed }) => [id, allowed])).toEqual([
      ["call_1", false],
      ["call_2", true],
      ["call_1", false],
    ]);
  });

  test.each([
    ["no id", { ...customerCall(""), id: undefined }],
    ["an id that is no text", { ...customerCall(""), id: 7 }],
    ["null", null],
  ])("a call with %s cannot be answered: an error, and nothing runs", async (_what, odd) => {
    const { safeclaw, handlers, records } = openShop();

    const outputs = toolOutputs(safeclaw, waiting(customerCall("call_1"), odd), handlers);

    await expect(outputs).rejects.toMatchObject({
      code: "malformed-run",
      message: "run run_1 has a tool call without an id",
    });
    expect(records).toEqual([]);
  });

  test.each([
    [
      "an unknown type",
      { type: "submit_biometrics" },
      "unknown-action",
      "run run_1 requires an action of type submit_biometrics; only submit_tool_outputs can be answered",
    ],
    [
      "nothing",
      null,
      "unknown-action",
      "run run_1 requires an action of type undefined; only submit_tool_outputs can be answered",
    ],
    [
      "no list",
      { type: "submit_tool_outputs" },
      "malformed-run",
      "run run_1 has no list of tool calls",
    ],
  ])("a run that requires %s: an error", async (_what, required_action, code, message) => {
    const { safeclaw, handlers } = openShop();
    const run = Object.assign(structuredClone(waitingRun), { required_action });

    const outputs = toolOutputs(safeclaw, run, handlers);
    await expect(outputs).rejects.toMatchObject({ code, message, name: "GuardedRunError", run });
  });
});
