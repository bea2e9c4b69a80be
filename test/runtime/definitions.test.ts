// Which tools an assistant is given, and which a request may not enable.

import {
  type AssistantTool,
  definePolicies,
  defineToolDefinitions,
} from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { action, orderDesk, policy, tools } from "./order-desk.js";

const functionTool = (name: string): AssistantTool => ({
  type: "function",
  function: { name, parameters: { type: "object", properties: { order_id: { type: "string" } } } },
});

const definitions: AssistantTool[] = tools.map(({ name, arguments: schema }) => {
  if (schema !== null) return functionTool(name);
  return { type: name === "file_search" ? "file_search" : "code_interpreter" };
});

const { toolsFor, assertTools } = defineToolDefinitions(orderDesk, definitions);

const names = (given: readonly AssistantTool[]) =>
  given.map((tool) => (tool.type === "function" ? tool.function.name : `(${tool.type})`));

describe("toolsFor", () => {
  test.each([
    // Neither what is denied by its name nor what no rule mentions.
    ["asst_desk", ["get_order", "refund_order", "ship_order", "(code_interpreter)"]],
    // A function may wait for a person; what the provider runs does not wait.
    ["asst_boss", ["get_order", "refund_order"]],
    ["asst_else", ["get_order"]],
  ])("%s: %j", (assistant, expected) => {
    expect(names(toolsFor(assistant))).toEqual(expected);
  });

  test.each([undefined, null, ""])("throws for %j, which is no assistant", (assistant) => {
    expect(() => Reflect.apply(toolsFor, undefined, [assistant])).toThrow(/no policy knows/u);
  });

  test("throws for an assistant that no policy knows", () => {
    const policies = definePolicies<object, true>({
      tools,
      policies: [policy("p", ["asst_a"], [action("p", "allow", "get_order")])],
    });
    const only = defineToolDefinitions(policies, definitions);
    expect(names(only.toolsFor("asst_a"))).toEqual(["get_order"]);
    expect(() => only.toolsFor("asst_b")).toThrow('no policy knows the assistant "asst_b"');
  });

  test("gives copies that may be changed", () => {
    const [first] = toolsFor("asst_desk");
    if (first?.type !== "function") throw new Error("not a function");
    first.function.name = "changed";
    Object.assign(first.function.parameters ?? {}, { properties: {} });
    expect(toolsFor("asst_desk")[0]).toEqual(functionTool("get_order"));
  });

  test("needs no assistant where policies are for all", () => {
    const policies = definePolicies<object, false>({
      tools,
      policies: [policy("p", [], [action("p", "allow", "file_search")])],
    });
    expect(names(defineToolDefinitions(policies, definitions).toolsFor())).toEqual([
      "(file_search)",
    ]);
  });
});

describe("assertTools", () => {
  test.each<[string, { type: string; name?: string; function?: { name: string } }[]]>([
    ["nothing", []],
    ["what toolsFor gives", toolsFor("asst_desk")],
    ["an allowed function", [functionTool("get_order")]],
    ["an allowed built-in tool", [{ type: "code_interpreter" }]],
    ["a function as the Responses API has it", [{ type: "function", name: "get_order" }]],
  ])("lets %s pass", (_what, requested) => {
    expect(() => assertTools("asst_desk", requested)).not.toThrow();
  });

  test.each<[string, { type: string; name?: string; function?: { name: string } }[], string[]]>([
    ["a denied function", [functionTool("delete_order")], ["delete_order"]],
    ["a function without a rule", [functionTool("rename_order")], ["rename_order"]],
    ["an unknown function", [functionTool("drop_tables")], ["drop_tables"]],
    ["a built-in tool without a rule", [{ type: "file_search" }], ["file_search"]],
    ["an unknown type", [{ type: "web_search" }, { type: "mcp" }], ["web_search", "mcp"]],
    [
      "a function that poses as a built-in tool",
      [functionTool("code_interpreter")],
      ["code_interpreter"],
    ],
    ["a type that poses as a function", [{ type: "get_order" }], ["get_order"]],
    ["one among others", [...toolsFor("asst_desk"), { type: "computer_use" }], ["computer_use"]],
    ["a function without a name", [{ type: "function" }], ["(a function without a name)"]],
  ])("refuses %s, by name", (_what, requested, refused) => {
    const message = `the policy of "asst_desk" does not allow: ${refused.join(", ")}`;
    expect(() => assertTools("asst_desk", requested)).toThrow(message);
  });

  test("refuses everything for an assistant that no policy knows", () => {
    const request = () =>
      Reflect.apply(assertTools, undefined, [undefined, [{ type: "code_interpreter" }]]);
    expect(request).toThrow("code_interpreter");
  });
});
