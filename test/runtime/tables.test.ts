// Compiled tables that cannot be what their author meant are refused at start-up, and cannot be changed afterwards.

import { definePolicies } from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { action, constraint, type OrderDeskTools, policy, tools } from "./order-desk.js";

const get = (more: object = {}) => Object.assign({ ...action("p", "allow", "get_order") }, more);
const limit = (more: object = {}) =>
  Object.assign({ ...constraint("p/get_order/x", "x", "x", () => true) }, more);
const condition = (more: object = {}) => ({ text: "x", holds: () => true, ...more });
const requirement = { rule: "p/get_order/require#1", line: 1, text: "x", requires: condition() };
const file = (more: object = {}) => Object.assign({ ...policy("p", [], [get()]) }, more);
const define = (...policies: object[]) =>
  Reflect.apply(definePolicies, undefined, [{ tools, policies }]);

test("sound tables are taken", () => {
  expect(() => define()).not.toThrow();
  expect(() => define(file(), file({ name: "q", assistants: ["asst_a"] }))).not.toThrow();
  expect(() =>
    define(file({ actions: [get({ constraints: [limit(), requirement] })] })),
  ).not.toThrow();
  expect(() =>
    define(file({ mode: "shadow", actions: [get({ when: condition() })] })),
  ).not.toThrow();
});

describe("unsound tables are refused", () => {
  test.each<[string, object, RegExp]>([
    [
      "an effect in capitals",
      file({ actions: [get({ effect: "Deny" })] }),
      /effect of p\/get_order/u,
    ],
    ["no effect", file({ actions: [get({ effect: undefined })] }), /effect/u],
    ["a mode, from a later compiler", file({ mode: "observe" }), /mode of p/u],
    ["a condition that is none", file({ actions: [get({ when: () => false })] }), /condition of/u],
    [
      "a condition that cannot be asked",
      file({ actions: [get({ when: condition({ holds: true }) })] }),
      /condition of p\/get_order/u,
    ],
    [
      "a condition on a built-in tool",
      file({ actions: [get({ tool: "file_search", when: condition() })] }),
      /condition of p\/get_order/u,
    ],
    [
      "a condition that reads an unknown fact",
      file({ actions: [get({ when: condition({ facts: ["order"] }) })] }),
      /facts of p\/get_order/u,
    ],
    [
      "a requirement without a text",
      file({ actions: [get({ constraints: [{ ...requirement, text: "" }] })] }),
      /requirement p\/get_order\/require#1/u,
    ],
    [
      "a requirement with an unknown key",
      file({ actions: [get({ constraints: [{ ...requirement, unless: 1 }] })] }),
      /`unless`/u,
    ],
    [
      "a requirement that cannot be asked",
      file({ actions: [get({ constraints: [{ ...requirement, requires: {} }] })] }),
      /condition of p\/get_order\/require#1/u,
    ],
    [
      "an unknown key of a constraint",
      file({ actions: [get({ constraints: [limit({ unless: 1 })] })] }),
      /`unless`/u,
    ],
    [
      "no assistants, which would make it everybody's",
      file({ assistants: undefined }),
      /assistants of p/u,
    ],
    ["one assistant without a list", file({ assistants: "asst_a" }), /assistants of p/u],
    ["a nameless assistant", file({ assistants: [""] }), /assistants of p/u],
    ["a numbered assistant", file({ assistants: [7] }), /assistants of p/u],
    ["no actions", file({ actions: undefined }), /actions of p/u],
    ["no name", file({ name: "" }), /no name/u],
    ["no digest", file({ digest: undefined }), /digest/u],
    ["an unknown tool", file({ actions: [get({ tool: "drop_tables" })] }), /unknown tool/u],
    ["a rule without a name", file({ actions: [get({ rule: "" })] }), /rule/u],
    [
      "constraints that are no list",
      file({ actions: [get({ constraints: { 0: limit() } })] }),
      /constraints/u,
    ],
    [
      "a constraint on a denial",
      file({ actions: [get({ effect: "deny", constraints: [limit()] })] }),
      /constraints/u,
    ],
    [
      "a constraint on a built-in tool",
      file({ actions: [get({ tool: "file_search", constraints: [limit()] })] }),
      /constraints/u,
    ],
    [
      "a constraint that cannot be asked",
      file({ actions: [get({ constraints: [limit({ holds: true })] })] }),
      /p\/get_order\/x/u,
    ],
    [
      "a constraint without a text",
      file({ actions: [get({ constraints: [limit({ text: "" })] })] }),
      /p\/get_order\/x/u,
    ],
  ])("%s", (_what, unsound, message) => {
    expect(() => define(unsound)).toThrow(message);
    expect(() => define(unsound)).toThrow(/Compile them again/u);
  });

  test.each<[string, object]>([
    ["a tool twice", [...tools, ...tools]],
    ["a tool without a name", [{ name: "", arguments: null }]],
    ["a tool without a word on its arguments", [{ name: "x" }]],
    ["a tool whose schema cannot be asked", [{ name: "x", arguments: { accepts: () => true } }]],
  ])("%s", (_what, unsound) => {
    const given = [{ tools: unsound, policies: [] }];
    expect(() => Reflect.apply(definePolicies, undefined, given)).toThrow(/Compile them again/u);
  });
});

test("what happens to the tables later changes no decision", () => {
  const constraints = [limit({ holds: () => false })];
  const actions = [get({ constraints })];
  const mine = file({ assistants: ["asst_a"], actions });
  const policies = [mine];
  const schema = { accepts: () => true, explain: () => ({ path: null, message: "" }) };
  const order = { name: "get_order", arguments: schema };
  const compiled = definePolicies<object, boolean>({ tools: [order], policies });
  const attempts = [
    () => actions.splice(0),
    () => constraints.splice(0),
    () => policies.splice(0),
    () => Object.assign(mine, { assistants: [] }),
    () => Object.assign(mine.assistants, ["asst_b"]),
    () => Object.assign(Object(actions[0]), { effect: "allow", constraints: [] }),
    () => Object.assign(Object(constraints[0]), { holds: () => true }),
    () => Object.assign(order, { arguments: null }),
    () => Object.assign(schema, { accepts: () => false }),
    () => Object.assign(compiled, { guard: () => null }),
  ];
  for (const attempt of attempts) expect(attempt).toThrow(TypeError);
  const tool: string = "get_order";
  expect(compiled.guard("asst_a").decide(tool, {}).code).toBe("constraint");
  expect(compiled.guard("asst_b").decide(tool, {}).code).toBe("unknown-assistant");
});

test("ten thousand assistants have guards of their own, made when they are asked for", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => {
    const name = `p${index}`;
    const more = index % 2 === 0 ? [action(name, "deny", "delete_order")] : [];
    return policy(name, [`asst_${index}`], [action(name, "allow", "get_order"), ...more]);
  });
  const compiled = definePolicies<OrderDeskTools, true>({ tools, policies: many });
  for (const index of [0, 1, 9_998, 9_999]) {
    const guard = compiled.guard(`asst_${index}`);
    expect(guard.decide("get_order", { order_id: "1" }).rule).toBe(`p${index}/get_order`);
    expect(guard.decide("delete_order", {}).code).toBe(index % 2 === 0 ? "denied" : "no-rule");
    expect(compiled.guard(`asst_${index}`)).toBe(guard);
  }
  expect(compiled.guard("asst_10000")).toBe(compiled.guard("asst_x"));
});
