// Which tools an assistant is given, and which a request may not enable.

import {
  type AssistantTool,
  type CompiledAction,
  type DefinedTools,
  defineNarrowing,
  definePolicies,
  defineTool,
  defineToolDefinitions,
  type RequestedTool,
} from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { action, orderDesk, policy, tools } from "./order-desk.js";

const parameters = { type: "object", properties: { order_id: { type: "string" } } } as const;
const functionTool = (name: string): AssistantTool => ({
  type: "function",
  function: { name, parameters },
});

const amount = { type: "number", maximum: 100 };
const definitions: DefinedTools = {
  functions: tools
    .filter((tool) => tool.arguments !== null)
    .map(({ name }) => defineTool({ name, parameters })),
  builtin: ["code_interpreter", "file_search"],
  narrowed: [
    { rules: ["desk/refund_order"], properties: { amount }, required: ["order_id", "amount"] },
    defineNarrowing({
      rules: ["boss/refund_order", "no/such"],
      description: "Refund it. Must be small.",
    }),
  ],
};

const { toolsFor, assertTools } = defineToolDefinitions(orderDesk, definitions);

const names = (given: readonly { type: string; function?: { name: string } }[]) =>
  given.map((tool) => tool.function?.name ?? `(${tool.type})`);

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

  test("changes what the rule that decides for this assistant narrows, and nothing else", () => {
    const [get, desk] = toolsFor("asst_desk");
    const [, boss] = toolsFor("asst_boss");
    expect(get).toEqual(functionTool("get_order"));
    expect(desk).toStrictEqual({
      type: "function",
      function: {
        name: "refund_order",
        parameters: {
          type: "object",
          properties: { order_id: { type: "string" }, amount },
          required: ["order_id", "amount"],
        },
      },
    });
    expect(boss).toStrictEqual({
      type: "function",
      function: { name: "refund_order", description: "Refund it. Must be small.", parameters },
    });
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
    const functions = defineToolDefinitions(policies, { ...definitions, builtin: [] });
    expect(() => functions.toolsFor("asst_b")).toThrow("no policy knows");
  });

  test("gives none where there are none", () => {
    const none = defineToolDefinitions(definePolicies<object, false>({ tools: [], policies: [] }), {
      functions: [],
      builtin: [],
      narrowed: [],
    });
    expect(none.toolsFor()).toEqual([]);
  });

  const when = { text: "a condition", holds: () => true };
  const get = (rule: string, more: object = {}) => ({
    ...action("p", "allow", "get_order", more),
    rule,
  });

  test.each<[string, readonly CompiledAction[], string | undefined]>([
    ["what the one rule that may let it through narrows", [get("a")], "Narrow."],
    ["what both narrow", [get("a", { when }), get("b")], "Narrow."],
    ["not what one of them narrows", [get("a", { when }), get("c")], undefined],
    ["not what each narrows otherwise", [get("a", { when }), get("d")], undefined],
    [
      "what a rule narrows beside denials",
      [get("c", { effect: "deny", when }), get("a")],
      "Narrow.",
    ],
  ])("changes %s", (_what, actions, description) => {
    const policies = definePolicies<object, false>({ tools, policies: [policy("p", [], actions)] });
    const narrowed = [
      { rules: ["a", "b"], description: "Narrow." },
      { rules: ["d"], description: "Wide." },
    ];
    const [tool] = defineToolDefinitions(policies, { ...definitions, narrowed }).toolsFor();
    expect(tool?.type === "function" && tool.function.description).toBe(description);
  });

  test("gives nothing that is only denied, be it on some condition", () => {
    const denied = get("a", { effect: "deny", when });
    const policies = definePolicies<object, false>({
      tools,
      policies: [policy("p", [], [denied])],
    });
    expect(defineToolDefinitions(policies, definitions).toolsFor()).toEqual([]);
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
    const shared = defineToolDefinitions(policies, definitions);
    expect(shared.toolsFor()).toEqual([{ type: "file_search" }]);
    expect(shared.toolsFor(null, "assistants")).toEqual([{ type: "file_search" }]);
    expect(shared.toolsFor(null, "chat")).toEqual([]);
  });
});

describe("each surface has its shape", () => {
  const everything = definePolicies<object, false>({
    tools,
    policies: [
      policy(
        "p",
        [],
        ["get_order", "code_interpreter", "file_search"].map((tool) => action("p", "allow", tool)),
      ),
    ],
  });
  const shaped = (strict: { strict?: boolean }) =>
    defineToolDefinitions(everything, {
      ...definitions,
      functions: [{ name: "get_order", description: "Look it up.", parameters, ...strict }],
    });
  const definition = { name: "get_order", description: "Look it up.", parameters };

  test("assistants", () => {
    expect(shaped({ strict: true }).toolsFor(null, "assistants")).toEqual([
      { type: "function", function: { ...definition, strict: true } },
      { type: "code_interpreter" },
      { type: "file_search" },
    ]);
  });

  test("chat, which has no built-in tools", () => {
    expect(shaped({}).toolsFor(null, "chat")).toEqual([{ type: "function", function: definition }]);
  });

  test("responses, where files are searched in stores that only the application knows", () => {
    expect(shaped({ strict: true }).toolsFor(null, "responses")).toEqual([
      { type: "function", ...definition, strict: true },
      { type: "code_interpreter", container: { type: "auto" } },
    ]);
  });

  test("responses, where a schema that says nothing of `strict` stays as it is", () => {
    expect(shaped({}).toolsFor(null, "responses")[0]).toEqual({
      type: "function",
      ...definition,
      strict: false,
    });
  });

  test.each(["Chat", "toString", "__proto__", null])("there is none called %j", (surface) => {
    const request = () => Reflect.apply(shaped({}).toolsFor, undefined, [null, surface]);
    if (surface === null) expect(request()).toEqual(shaped({}).toolsFor());
    else expect(request).toThrow(`"${surface}", but: assistants, chat, responses`);
  });
});

describe("assertTools", () => {
  test.each<[string, RequestedTool[]]>([
    ["nothing", []],
    ["what toolsFor gives", toolsFor("asst_desk")],
    ["an allowed function", [functionTool("get_order")]],
    ["an allowed built-in tool", [{ type: "code_interpreter" }]],
    ["what it gives for the Responses API", toolsFor("asst_desk", "responses")],
    ["what it gives for the Chat API", toolsFor("asst_desk", "chat")],
  ])("lets %s pass", (_what, requested) => {
    expect(() => assertTools("asst_desk", requested)).not.toThrow();
  });

  test.each<[string, RequestedTool[], string[]]>([
    ["a denied function", [functionTool("delete_order")], ["delete_order"]],
    ["a function without a rule", [functionTool("rename_order")], ["rename_order"]],
    ["an unknown function", [functionTool("drop_tables")], ["drop_tables"]],
    ["a built-in tool without a rule", [{ type: "file_search" }], ["file_search"]],
    [
      "a hosted tool without a rule",
      [{ type: "file_search", vector_store_ids: ["vs_1"] }],
      ["file_search"],
    ],
    ["an unknown type", [{ type: "web_search" }, { type: "mcp" }], ["web_search", "mcp"]],
    [
      "a function that poses as a built-in tool",
      [functionTool("code_interpreter")],
      ["code_interpreter"],
    ],
    ["a type that poses as a function", [{ type: "get_order" }], ["get_order"]],
    ["a tool that takes any text", [{ type: "custom", name: "get_order" }], ["custom"]],
    ["one among others", [...toolsFor("asst_desk"), { type: "computer_use" }], ["computer_use"]],
    ["a function without a name", [{ type: "function" }], ["(a function without a name)"]],
  ])("refuses %s, by name", (_what, requested, refused) => {
    const message = `the policy of "asst_desk" does not allow: ${refused.join(", ")}`;
    expect(() => assertTools("asst_desk", requested)).toThrow(message);
  });

  test("refuses everything for an assistant that no policy knows", () => {
    const request = () =>
      Reflect.apply(assertTools, undefined, [undefined, [{ type: "code_interpreter" }]]);
    expect(request).toThrow("safeclaw: the policy does not allow: code_interpreter");
  });
});
