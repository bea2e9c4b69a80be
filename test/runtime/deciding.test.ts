// Which action decides a call, and in which order the codes come.

import {
  type CompiledAction,
  type CompiledPolicy,
  definePolicies,
} from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { action, constraint, type OrderDeskTools, orderDesk, policy, tools } from "./order-desk.js";

const refund = (amount: unknown) => ({ order_id: "ord_1", amount });

describe("the order desk", () => {
  test.each<[string | undefined, string, unknown, string, string | null]>([
    // who          calls what       with              and is answered              by the rule
    ["asst_desk", "refund_order", refund(100), "allow", "desk/refund_order"],
    [
      "asst_desk",
      "refund_order",
      '{"order_id":"ord_1","amount":100}',
      "allow",
      "desk/refund_order",
    ],
    ["asst_night", "refund_order", refund(1), "allow", "desk/refund_order"],
    ["asst_desk", "refund_order", refund(100.01), "constraint", "desk/refund_order/max_amount"],
    ["asst_desk", "refund_order", refund(0.5), "constraint", "desk/refund_order/amount.min"],
    ["asst_desk", "refund_order", refund("50"), "invalid-arguments", null],
    ["asst_desk", "refund_order", refund(Number.NaN), "malformed-arguments", null],
    ["asst_desk", "refund_order", "", "invalid-arguments", null],
    ["asst_boss", "refund_order", refund(101), "approval-required", "boss/refund_order"],
    ["asst_boss", "refund_order", refund(5001), "constraint", "boss/refund_order/max_amount"],
    ["asst_boss", "refund_order", refund("5"), "invalid-arguments", null],
    ["asst_desk", "get_order", { order_id: "ord_1" }, "allow", "everybody/get_order"],
    ["asst_else", "get_order", { order_id: "ord_1" }, "allow", "everybody/get_order"],
    ["asst_else", "refund_order", refund(1), "no-rule", null],
    // A shared denial beats what the assistant's own policy allows.
    ["asst_desk", "delete_order", { order_id: "ord_1" }, "denied", "everybody-not/delete_order"],
    ["asst_desk", "rename_order", { order_id: "ord_1" }, "no-rule", null],
    // A name that is enough decides before a look at the arguments.
    ["asst_desk", "delete_order", '{"order_id":', "denied", "everybody-not/delete_order"],
    ["asst_desk", "rename_order", undefined, "no-rule", null],
    ["asst_desk", "drop_tables", { order_id: "ord_1" }, "unknown-tool", null],
    // Where nobody calls, the tool's name still comes first.
    [undefined, "drop_tables", {}, "unknown-tool", null],
    [undefined, "get_order", { order_id: "ord_1" }, "unknown-assistant", null],
    [undefined, "delete_order", { order_id: "ord_1" }, "unknown-assistant", null],
    ["", "get_order", { order_id: "ord_1" }, "unknown-assistant", null],
    // Built-in tools are decided by their names alone.
    ["asst_desk", "code_interpreter", "not even JSON", "allow", "desk/code_interpreter"],
    ["asst_boss", "file_search", {}, "approval-required", "boss/file_search"],
    ["asst_desk", "file_search", {}, "no-rule", null],
  ])("%s calls %s(%j): %s", (assistant, tool, args, answer, rule) => {
    const decision = orderDesk.guard(assistant).decide(tool, args);
    expect(decision.code ?? decision.effect).toBe(answer);
    expect(decision.allowed).toBe(answer === "allow");
    expect(decision.effect).toBe(
      answer === "allow" ? "allow" : answer === "approval-required" ? "require_approval" : "deny",
    );
    expect(decision.rule).toBe(rule);
    expect(decision.line === null).toBe(rule === null);
    expect(decision.policy).toBe(rule === null ? null : `sha256:${rule.split("/")[0]}`);
    expect(decision.shadow).toBeNull();
  });

  test.each([
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__",
    "prototype",
    "Refund_order",
    "refund_order ",
    "",
  ])("%j is no tool", (tool) => {
    expect(orderDesk.guard("asst_desk").decide(tool, refund(1)).code).toBe("unknown-tool");
  });

  test.each([["asst_desk "], ["ASST_DESK"], ["constructor"], ["__proto__"]])(
    "%j is not the desk",
    (assistant) => {
      expect(orderDesk.guard(assistant).decide("refund_order", refund(1)).code).toBe("no-rule");
    },
  );

  test.each([
    ["a value", (given: object): unknown => given],
    ["text", (given: object): unknown => JSON.stringify(given)],
  ])("an allowed call of %s carries a copy, frozen all the way down", (_what, asked) => {
    const given = { order_id: "ord_1", address: { country: "DE", lines: ["Hauptstr. 1"] } };
    const decision = orderDesk.guard("asst_desk").decide("ship_order", asked(given));
    if (!decision.allowed) throw new Error(decision.reason);
    given.address.country = "KP";
    given.address.lines.push("c/o somebody else");
    expect(decision.args).toEqual({
      order_id: "ord_1",
      address: { country: "DE", lines: ["Hauptstr. 1"] },
    });
    expect(Object.isFrozen(decision.args)).toBe(true);
    expect(Object.isFrozen(decision.args.address)).toBe(true);
    expect(Object.isFrozen(decision.args.address.lines)).toBe(true);
  });

  test("an allowed built-in tool carries no arguments", () => {
    const builtin: string = "code_interpreter";
    const decision = orderDesk.guard("asst_desk").decide(builtin, { a: 1 });
    expect(decision.args).toEqual({});
    // It is the same answer each time, so nobody may write in it.
    expect(() => Object.assign(decision, { reason: "" })).toThrow(TypeError);
    expect(() => Object.assign(Object(decision.args), { a: 1 })).toThrow(TypeError);
  });

  test("a denial names the argument, by its path", () => {
    const address = { country: "KP", lines: [] };
    const guard = orderDesk.guard("asst_desk");
    expect(guard.decide("ship_order", { order_id: "1", address }).path).toBe("address.country");
    const lines = { order_id: "1", address: { country: "DE", lines: ["a", 2] } };
    expect(guard.decide("ship_order", lines).path).toBe("address.lines.1");
    const nan = { order_id: "1", address: { country: "DE", lines: [Number.NaN] } };
    expect(guard.decide("ship_order", nan).path).toBe("address.lines.0");
  });

  test("a denial cannot be turned into a permission", () => {
    const guard = orderDesk.guard("asst_desk");
    const decision = guard.decide("delete_order", {});
    expect(() => Object.assign(decision, { allowed: true })).toThrow(TypeError);
    expect(guard.decide("delete_order", {}).allowed).toBe(false);
  });
});

const shared = (...actions: CompiledAction[]) => policy("shared", [], actions);
const own = (...actions: CompiledAction[]) => policy("own", ["asst_a"], actions);
const answer = (...policies: CompiledPolicy[]) =>
  definePolicies<OrderDeskTools, true>({ tools, policies })
    .guard("asst_a")
    .decide("get_order", { order_id: "1" });

const allow = (name: string) => action(name, "allow", "get_order");
const deny = (name: string) => action(name, "deny", "get_order");
const ask = (name: string) => action(name, "require_approval", "get_order");
const impossible = (name: string) =>
  action(name, "allow", "get_order", {
    constraints: [constraint(`${name}/get_order/never`, "order_id", "never", () => false)],
  });

describe("what is told of a tool without a call", () => {
  const conditional = { text: "x", holds: () => false };
  const mixed = definePolicies<OrderDeskTools, false>({
    tools,
    policies: [
      shared(
        action("1", "deny", "get_order", { when: conditional }),
        action("2", "allow", "get_order", { when: conditional }),
        action("3", "require_approval", "get_order"),
        action("4", "allow", "get_order"),
      ),
    ],
  });

  test.each<[string | undefined, string, string | null, readonly string[]]>([
    // for whom     the tool          answered by name  which rules may let a call through
    ["asst_desk", "refund_order", null, ["desk/refund_order"]],
    ["asst_desk", "code_interpreter", "allow", ["desk/code_interpreter"]],
    ["asst_desk", "delete_order", "denied", []],
    ["asst_desk", "rename_order", "no-rule", []],
    ["asst_desk", "drop_tables", "unknown-tool", []],
    ["asst_boss", "file_search", "approval-required", ["boss/file_search"]],
    [undefined, "get_order", "unknown-assistant", []],
  ])("%s, %s: %s, %j", (assistant, tool, byName, grants) => {
    const guard = orderDesk.guard(assistant);
    const decision = guard.decideByName(tool);
    expect(decision && (decision.code ?? decision.effect)).toBe(byName);
    expect(guard.grantsOf(tool)).toEqual(grants);
  });

  test("denials let nothing through, nor does what comes after a rule that always applies", () => {
    expect(mixed.guard().decideByName("get_order")).toBeNull();
    expect(mixed.guard().grantsOf("get_order")).toEqual(["2/get_order", "3/get_order"]);
  });

  test("nothing but its name is looked at where that is enough", () => {
    const { decision, args, lacking } = orderDesk.guard("asst_desk").examine("delete_order", {});
    expect([decision.code, args, lacking]).toEqual(["denied", null, []]);
  });
});

describe("what a decision says to the model", () => {
  test.each<[string | undefined, string, unknown, string]>([
    [undefined, "get_order", {}, "no policy is known for the assistant that makes this call"],
    ["asst_desk", "get_order", { order_id: "1" }, "allowed"],
    ["asst_desk", "code_interpreter", {}, "allowed"],
    ["asst_desk", "delete_order", {}, "Orders are kept for ten years."],
    ["asst_boss", "refund_order", refund(2), "Somebody else looks at every refund."],
    ["asst_desk", "refund_order", refund(101), "amount must be at most 100"],
    ["asst_boss", "refund_order", refund(5001), "amount must be at most 5000"],
    ["asst_desk", "rename_order", {}, "no rule allows this tool"],
    ["asst_desk", "drop", {}, "there is no tool of this name"],
    ["asst_boss", "file_search", {}, "a person must approve this call"],
    ["asst_desk", "refund_order", "{", "malformed arguments: not valid JSON"],
    [
      "asst_desk",
      "refund_order",
      refund(Number.NaN),
      "malformed arguments: amount: a number that is not finite",
    ],
    ["asst_desk", "get_order", { order_id: "1", x: 1 }, 'invalid arguments: Unrecognized key: "x"'],
  ])("%s, %s: %s", (assistant, tool, args, reason) => {
    expect(orderDesk.guard(assistant).decide(tool, args).reason).toBe(reason);
  });

  test.each<[CompiledAction["effect"], string | undefined, string]>([
    ["deny", undefined, "this tool may not be used here"],
    ["allow", undefined, "never"],
    // The author's words explain a limit to the model, and a call to the person who approves it.
    ["allow", "Old orders stay.", "Old orders stay. (never)"],
    ["require_approval", "Ask Ann.", "never"],
  ])("%s, for the reason %j: %s", (effect, reason, said) => {
    const never = constraint("own/get_order/never", "order_id", "never", () => false);
    const words = reason === undefined ? {} : { reason };
    const limits = effect === "deny" ? {} : { constraints: [never] };
    expect(answer(own(action("own", effect, "get_order", { ...words, ...limits }))).reason).toBe(
      said,
    );
  });

  test("an argument that does not fit is named, and why", () => {
    const { reason } = orderDesk.guard("asst_desk").decide("refund_order", refund("50"));
    expect(reason).toMatch(/amount.*number/u);
    expect(reason).not.toContain("50");
  });

  test("no rule, policy or assistant is named", () => {
    const secrets = /desk|boss|everybody|asst_|sha256/u;
    for (const assistant of ["asst_desk", "asst_boss", "asst_else", undefined]) {
      for (const { name } of tools) {
        for (const args of [refund(1e6), refund("x"), "{", null]) {
          const decision = orderDesk.guard(assistant).decide(name, args);
          if (decision.code !== "approval-required" && !decision.allowed) {
            expect(decision.reason).not.toMatch(secrets);
          }
        }
      }
    }
  });
});

describe("of several actions on one tool", () => {
  test.each<[string, CompiledPolicy[], string]>([
    ["a denial beats an allowance before it", [own(allow("own"), deny("own-2"))], "own-2"],
    [
      "a shared denial beats an own allowance",
      [shared(deny("shared")), own(allow("own"))],
      "shared",
    ],
    ["an own denial comes before a shared one", [shared(deny("shared")), own(deny("own"))], "own"],
    [
      "an own allowance comes before a shared one",
      [shared(ask("shared")), own(allow("own"))],
      "own",
    ],
    [
      "an own approval comes before a shared allowance",
      [shared(allow("s")), own(ask("own"))],
      "own",
    ],
    ["the first of equal standing decides", [own(ask("own"), allow("own-2"))], "own"],
    [
      "the file's order counts, policy by policy",
      [own(allow("1")), policy("p", ["asst_a"], [ask("2")])],
      "1",
    ],
  ])("%s", (_what, policies, winner) => {
    expect(answer(...policies).rule).toBe(`${winner}/get_order`);
  });

  test("a limit that fails is no reason to look further", () => {
    const decision = answer(shared(allow("shared")), own(impossible("own"), allow("own-2")));
    expect(decision).toMatchObject({ code: "constraint", rule: "own/get_order/never" });
  });

  test("another assistant's policies mean nothing", () => {
    const other = policy("other", ["asst_b"], [deny("other")]);
    expect(answer(other, shared(allow("shared"))).rule).toBe("shared/get_order");
    expect(answer(other).code).toBe("unknown-assistant");
  });
});

describe("a denial that is not for some assistants", () => {
  const denyBut = (...except: string[]) => action("shared", "deny", "get_order", { except });
  const allowAll = policy("all", [], [allow("all"), action("all", "allow", "delete_order")]);
  const mine = own(action("own", "allow", "rename_order"));
  const both = policy("both", ["asst_a", "asst_b"], [allow("both")]);
  const ask = (policies: readonly CompiledPolicy[], assistant?: string) =>
    definePolicies<OrderDeskTools, boolean>({ tools, policies })
      .guard(assistant)
      .decide("get_order", { order_id: "1" }).rule;

  test.each<[string, readonly CompiledPolicy[], string | null, string | null]>([
    // what is said                                     to asst_a       to asst_b
    ["beside own rules", [both, shared(denyBut("asst_a"))], "both/get_order", "shared/get_order"],
    [
      "of an own policy",
      [policy("p", ["asst_a", "asst_b"], [denyBut("asst_a")]), both],
      "both/get_order",
      "shared/get_order",
    ],
    [
      "where the assistant's own rules are about other tools",
      [mine, allowAll, shared(denyBut("asst_a"))],
      "all/get_order",
      "shared/get_order",
    ],
    [
      "by another action than the first",
      [both, shared(allow("shared"), denyBut("asst_a"))],
      "both/get_order",
      "shared/get_order",
    ],
    [
      "by several",
      [both, shared(denyBut("asst_a"), denyBut("asst_a", "asst_b"))],
      "both/get_order",
      "shared/get_order",
    ],
    ["to strangers", [allowAll, shared(denyBut("asst_a"))], "all/get_order", "shared/get_order"],
    ["to nobody", [both, shared(denyBut())], "shared/get_order", "shared/get_order"],
  ])("%s", (_what, policies, first, second) => {
    const answers = [ask(policies, "asst_a"), ask(policies, "asst_b"), ask(policies, "asst_a")];
    expect(answers).toEqual([first, second, first]);
  });

  test("is for the others whoever asks first", () => {
    const policies = [allowAll, shared(denyBut("asst_a"))];
    const { guard } = definePolicies<OrderDeskTools, false>({ tools, policies });
    const rules = ["asst_z", "asst_a", "asst_z", undefined, "asst_a"].map(
      (assistant) => guard(assistant).decide("get_order", { order_id: "1" }).rule,
    );
    const [denied, allowed] = ["shared/get_order", "all/get_order"];
    expect(rules).toEqual([denied, allowed, denied, denied, allowed]);
  });
});

describe("a file without scoped policies", () => {
  const policies = definePolicies<OrderDeskTools, false>({ tools, policies: [shared(allow("s"))] });

  test.each([undefined, null, "", "asst_a"])("lets %j call", (assistant) => {
    expect(policies.guard(assistant).decide("get_order", { order_id: "1" }).allowed).toBe(true);
  });

  test("without any policy denies everything", () => {
    const none = definePolicies<OrderDeskTools, false>({ tools, policies: [] });
    for (const { name } of tools) {
      expect(none.guard("asst_a").decide(name, {}).code).toBe("no-rule");
    }
  });
});
