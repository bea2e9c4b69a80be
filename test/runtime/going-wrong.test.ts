// Whatever goes wrong inside, or comes in instead of what the types ask for, lets nothing through and throws nothing.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import { definePolicies } from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { desk, fails, memoryAudit, refund } from "./memory-audit.js";
import { action, constraint, type OrderDeskTools, orderDesk, policy } from "./order-desk.js";

describe("whatever goes wrong inside denies", () => {
  const broken = (holds: () => unknown, accepts: () => unknown = () => true) => {
    const limit = constraint("p/get_order/max_x", "x", "x must be small", () => false);
    const schema = { accepts: () => false, explain: fails };
    const get = { name: "get_order", arguments: Object.assign(schema, { accepts }) };
    const allow = action("p", "allow", "get_order", {
      constraints: [Object.assign(limit, { holds })],
    });
    const tables = { tools: [get], policies: [policy("p", [], [allow])] };
    const policies = definePolicies<OrderDeskTools, false>(tables);
    const guard = policies.guard(undefined);
    return { safeclaw: new SafeClaw(policies, { audit: false }), guard };
  };

  test.each<[string, () => unknown]>([
    ["1", () => 1],
    ['"true"', () => "true"],
    ["a promise of true", async () => true],
    ["undefined", () => undefined],
    ["a Boolean object", () => Object(true)],
    ["an error", fails],
  ])("a check that answers %s does not pass", async (_what, answer) => {
    for (const { safeclaw, guard } of [broken(answer), broken(() => true, answer)]) {
      expect(guard.decide("get_order", {}).allowed).toBe(false);
      expect(safeclaw.evaluate("get_order", {}).allowed).toBe(false);
      expect((await safeclaw.decide("get_order", {})).allowed).toBe(false);
    }
    expect(broken(() => true).safeclaw.evaluate("get_order", {}).allowed).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ["no name", undefined, "(undefined)"],
    ["a number", 7, "(number)"],
    ["a symbol", Symbol("refund_order"), "(symbol)"],
    ["an object that pretends", { toString: () => "refund_order" }, "(object)"],
    [
      "an object that throws",
      { toString: fails, valueOf: fails, [Symbol.toPrimitive]: fails },
      "(object)",
    ],
    ["a list of one", ["refund_order"], "(object)"],
  ])("%s is no tool", (_what, tool, name) => {
    const audit = memoryAudit();
    const safeclaw = new SafeClaw(orderDesk, { audit });
    const decision = Reflect.apply(safeclaw.evaluate, safeclaw, [tool, refund, desk]);
    expect(decision.code).toBe("unknown-tool");
    expect(audit.records).toMatchObject([{ tool: name, code: "unknown-tool" }]);
  });

  test.each<[string, unknown, string]>([
    ["none", undefined, "unknown-assistant"],
    ["null", null, "unknown-assistant"],
    ["a number as assistant", { assistantId: 7 }, "unknown-assistant"],
    ["a list as assistant", { assistantId: ["asst_desk"] }, "unknown-assistant"],
    ["a getter that throws", Object.defineProperty({}, "assistantId", { get: fails }), "internal"],
    ["a proxy that throws", new Proxy({}, { get: fails }), "internal"],
  ])("a context of %s lets nothing through", async (_what, context, code) => {
    const safeclaw = new SafeClaw(orderDesk, { audit: memoryAudit() });
    expect(Reflect.apply(safeclaw.evaluate, safeclaw, ["refund_order", refund, context]).code).toBe(
      code,
    );
    const later = Reflect.apply(safeclaw.decide, safeclaw, ["refund_order", refund, context]);
    expect((await later).code).toBe(code);
  });

  test("a context that throws while it is recorded lets nothing through, of a bound assistant either", async () => {
    const context = Object.defineProperty({ ...desk }, "runId", { get: fails });
    const safeclaw = new SafeClaw(orderDesk, { audit: memoryAudit() });
    const bound = safeclaw.for("asst_desk");
    const decisions = [
      safeclaw.evaluate("refund_order", refund, context),
      bound.evaluate("refund_order", refund, context),
      await safeclaw.decide("refund_order", refund, context),
      await bound.decide("refund_order", refund, context),
    ];
    expect(decisions.map(({ code }) => code)).toEqual(Array(4).fill("internal"));
  });

  test("a method torn off its object denies", async () => {
    const { evaluate, decide } = new SafeClaw(orderDesk, { audit: false });
    expect(Reflect.apply(evaluate, undefined, ["refund_order", refund, desk]).code).toBe(
      "internal",
    );
    expect((await Reflect.apply(decide, undefined, ["refund_order", refund, desk])).code).toBe(
      "internal",
    );
  });
});
