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
const schema = { accepts: () => true, explain: () => ({ path: null, message: "" }) };
const order = (more: object = {}) => ({
  name: "order",
  arguments: ["order_id"],
  result: schema,
  ...more,
});
const entry = (more: object = {}) => ({
  tool: "get_order",
  path: ["order_id"],
  mode: "mask",
  ...more,
});
const defineWith = (more: object) =>
  Reflect.apply(definePolicies, undefined, [{ tools, policies: [], ...more }]);

test("sound tables are taken", () => {
  expect(() => define()).not.toThrow();
  expect(() => define(file(), file({ name: "q", assistants: ["asst_a"] }))).not.toThrow();
  expect(() =>
    define(file({ actions: [get({ constraints: [limit(), requirement] })] })),
  ).not.toThrow();
  expect(() =>
    define(file({ mode: "shadow", actions: [get({ when: condition() })] })),
  ).not.toThrow();
  expect(() => define(file({ actions: [get({ except: ["asst_a"] })] }))).not.toThrow();
});

test.each<[string, object]>([
  ["each way to log", { log: ["full", "hash", "mask", "drop"].map((mode) => entry({ mode })) }],
  ["the items of a list in the log", { log: [entry({ path: ["lines", null, "sku"] })] }],
  ["a fact", { facts: [order()] }],
  [
    "a fact that is looked up for each run and logged",
    { facts: [order({ perRun: true, log: "full" })] },
  ],
  ["a fact that needs no argument", { facts: [order({ arguments: [] })] }],
  ["a fact that only callers know", { facts: [order({ arguments: null })] }],
  ["a deadline", { factDeadlineMs: 1 }],
  [
    "a condition that reads a fact",
    {
      facts: [order()],
      policies: [file({ actions: [get({ when: condition({ facts: ["order"] }) })] })],
    },
  ],
])("sound tables are taken: %s", (_what, more) => {
  expect(() => defineWith(more)).not.toThrow();
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
    ["a key that nobody knows", file({ unless: 1 }), /a policy says `unless`/u],
    [
      "a denial for all but a nameless one",
      file({ actions: [get({ except: [""] })] }),
      /whom p\/get_order is not for/u,
    ],
    [
      "a denial for all but one, who is no list",
      file({ actions: [get({ except: "asst_a" })] }),
      /whom p\/get_order is not for/u,
    ],
    [
      "a condition that says more",
      file({ actions: [get({ when: condition({ unless: 1 }) })] }),
      /condition of p\/get_order says `unless`/u,
    ],
    [
      "a condition without a text",
      file({ actions: [get({ when: condition({ text: "" }) })] }),
      /condition of p\/get_order/u,
    ],
    [
      "facts of a condition that are no list",
      file({ actions: [get({ when: condition({ facts: "order" }) })] }),
      /facts of p\/get_order/u,
    ],
  ])("%s", (_what, unsound, message) => {
    expect(() => define(unsound)).toThrow(message);
    expect(() => define(unsound)).toThrow(/Compile them again/u);
  });

  test.each<[string, object, RegExp]>([
    ["a key that nobody knows", { unless: 1 }, /the policy file says `unless`/u],
    ["a tool twice", { tools: [...tools, ...tools] }, /two tools bear the same name/u],
    ["a tool without a name", { tools: [{ name: "", arguments: null }] }, /the tool /u],
    ["a tool without a word on its arguments", { tools: [{ name: "x" }] }, /the tool x/u],
    [
      "a tool whose schema cannot say why",
      { tools: [{ name: "x", arguments: { accepts: () => true } }] },
      /the tool x/u,
    ],
    [
      "a tool whose schema cannot be asked",
      { tools: [{ name: "x", arguments: { explain: () => true } }] },
      /the tool x/u,
    ],
    ["a fact twice", { facts: [order(), order()] }, /two facts bear the same name/u],
    ["a fact without a name", { facts: [order({ name: "" })] }, /the fact /u],
    ["a fact that says more", { facts: [order({ ttl: 1 })] }, /the fact order says `ttl`/u],
    [
      "a fact with an argument alone",
      { facts: [order({ arguments: "order_id" })] },
      /the fact order/u,
    ],
    [
      "a fact with a nameless argument",
      { facts: [order({ arguments: ["order_id", ""] })] },
      /the fact order/u,
    ],
    ["a fact of no type", { facts: [order({ result: undefined })] }, /the fact order/u],
    ["a fact whose type cannot be asked", { facts: [order({ result: {} })] }, /the fact order/u],
    [
      "a fact that is looked up for some runs",
      { facts: [order({ perRun: "yes" })] },
      /the fact order/u,
    ],
    ["a fact that is logged in a new way", { facts: [order({ log: "mask" })] }, /the fact order/u],
    ["no time for facts", { factDeadlineMs: 0 }, /the deadline of facts/u],
    ["less than no time for facts", { factDeadlineMs: -1 }, /the deadline of facts/u],
    ["a deadline that is no number", { factDeadlineMs: "soon" }, /the deadline of facts/u],
    ["a log that is no list", { log: { 0: entry() } }, /what is logged/u],
    ["a log that says more", { log: [entry({ key: 1 })] }, /the log of get_order says `key`/u],
    ["a log of an unknown tool", { log: [entry({ tool: "x" })] }, /the log of x/u],
    ["a log in an unknown way", { log: [entry({ mode: "encrypt" })] }, /the log of get_order/u],
    ["a log of no place", { log: [entry({ path: [] })] }, /the log of get_order/u],
    [
      "a log of a place that is no list",
      { log: [entry({ path: "order_id" })] },
      /the log of get_order/u,
    ],
    [
      "a log of a nameless place",
      { log: [entry({ path: ["order_id", ""] })] },
      /the log of get_order/u,
    ],
    [
      "a log of a numbered place",
      { log: [entry({ path: [0, "order_id"] })] },
      /the log of get_order/u,
    ],
  ])("%s", (_what, unsound, message) => {
    expect(() => defineWith(unsound)).toThrow(message);
    expect(() => defineWith(unsound)).toThrow(/Compile them again/u);
  });
});

test("what happens to the tables later changes no decision", () => {
  const except = ["asst_z"];
  const read = ["order"];
  const requires = condition({ facts: read });
  const needs = { ...requirement, requires };
  const constraints = [limit({ holds: () => false }), needs];
  const when = condition({ facts: ["order"] });
  const actions = [get({ constraints, except }), get({ when })];
  const mine = file({ assistants: ["asst_a"], actions });
  const policies = [mine];
  const args = { ...schema };
  const tool = { name: "get_order", arguments: args };
  const looked = order({ result: { ...schema } });
  const facts = [looked, order({ name: "user", arguments: null })];
  const logged = entry();
  const log = [logged];
  const tables = { tools: [tool], policies, facts, log };
  const compiled = Reflect.apply(definePolicies, undefined, [tables]);
  const attempts = [
    () => tables.tools.splice(0),
    () => except.push("asst_a"),
    () => Object.assign(needs, { requires: condition() }),
    () => Object.assign(requires, { holds: () => true }),
    () => read.splice(0),
    () => Object.assign(when, { holds: () => false }),
    () => facts.splice(0),
    () => Object.assign(looked, { perRun: true }),
    () => looked.arguments.push("amount"),
    () => Object.assign(looked.result, { accepts: () => false }),
    () => Object.assign(Object(facts[1]), { log: "full" }),
    () => log.splice(0),
    () => Object.assign(logged, { mode: "full" }),
    () => logged.path.push("x"),
    () => actions.splice(0),
    () => constraints.splice(0),
    () => policies.splice(0),
    () => Object.assign(mine, { assistants: [] }),
    () => Object.assign(mine.assistants, ["asst_b"]),
    () => Object.assign(Object(actions[0]), { effect: "allow", constraints: [] }),
    () => Object.assign(Object(constraints[0]), { holds: () => true }),
    () => Object.assign(tool, { arguments: null }),
    () => Object.assign(args, { accepts: () => false }),
    () => Object.assign(compiled, { guard: () => null }),
  ];
  for (const attempt of attempts) expect(attempt).toThrow(TypeError);
  expect(compiled.guard("asst_a").decide("get_order", {}).code).toBe("constraint");
  expect(compiled.guard("asst_b").decide("get_order", {}).code).toBe("unknown-assistant");
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
