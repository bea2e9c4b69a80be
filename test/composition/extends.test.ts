// `extends`: a policy takes over what others say, but for the tools that it speaks of itself.

import { describe, expect, it } from "vitest";
import type { Files } from "../cli/folder.js";
import { compiled, compileFiles } from "./ask.js";

const file = (policies: string, keys = "tools: ./tools.json\n"): string =>
  `version: 1\n${keys}policies:\n${policies}`;

const base = `  - name: base
    assistant_id: asst_1
    actions:
      - { tool: refund_order, effect: allow, constraints: { max_amount: 100 } }
      - { tool: get_customer, effect: deny }
`;
const night = (actions = "", of = "base"): string =>
  `  - name: night\n    assistant_id: asst_2\n    extends: ${of}\n${actions}`;

const refund = (amount: number): object => ({ order_id: "ord_1", amount });

it("takes over the actions, under ids of its own", async () => {
  const { ask } = await compiled({ "safeclaw.yaml": file(base + night()) });
  expect(ask("refund_order", refund(100), "asst_2")).toBe("allow");
  expect(ask("refund_order", refund(101), "asst_2")).toBe(
    "constraint night/refund_order/max_amount",
  );
  expect(ask("get_customer", {}, "asst_2")).toBe("denied night/get_customer");
  expect(ask("refund_order", refund(101), "asst_1")).toBe(
    "constraint base/refund_order/max_amount",
  );
});

it("what it says itself of a tool replaces what it takes over", async () => {
  const own =
    "    actions: [{ tool: refund_order, effect: allow, constraints: { max_amount: 500 } }]\n";
  const { ask } = await compiled({ "safeclaw.yaml": file(base + night(own)) });
  expect(ask("refund_order", refund(500), "asst_2")).toBe("allow");
  expect(ask("refund_order", refund(501), "asst_2")).toBe(
    "constraint night/refund_order/max_amount",
  );
  expect(ask("get_customer", {}, "asst_2")).toBe("denied night/get_customer");
});

it("its own denial replaces what is allowed there", async () => {
  const own = "    actions: [{ tool: refund_order, effect: deny }]\n";
  const { ask } = await compiled({ "safeclaw.yaml": file(base + night(own)) });
  expect(ask("refund_order", refund(1), "asst_2")).toBe("denied night/refund_order");
});

it("an own action under a condition hides nothing that it takes over", async () => {
  const own = (effect: string): string =>
    night(`    actions: [{ tool: refund_order, effect: ${effect}, when: args.amount > 50.0 }]\n`);
  const denying = await compiled({ "safeclaw.yaml": file(base + own("deny")) });
  const answers = [50, 51, 101].map((amount) =>
    denying.ask("refund_order", refund(amount), "asst_2"),
  );
  expect(answers).toEqual(["allow", "denied night/refund_order", "denied night/refund_order"]);
  const forbidden = base.replace("effect: allow, constraints: { max_amount: 100 }", "effect: deny");
  const still = await compiled({ "safeclaw.yaml": file(forbidden + own("deny")) });
  expect(still.ask("refund_order", refund(1), "asst_2")).toBe("denied night/refund_order#2");
  const asking = await compiled({ "safeclaw.yaml": file(base + own("require_approval")) });
  expect(asking.ask("refund_order", refund(101), "asst_2")).toBe(
    "approval-required night/refund_order",
  );
  expect(asking.ask("refund_order", refund(50), "asst_2")).toBe("allow");
});

it("takes over from policies that take over, and what comes by two ways once", async () => {
  const both = `${night("", "base")}  - name: day
    assistant_id: asst_3
    extends: base
  - name: always
    assistant_id: asst_4
    extends: [night, day]
`;
  const { ask, output } = await compiled({ "safeclaw.yaml": file(base + both) });
  expect(ask("refund_order", refund(101), "asst_4")).toBe(
    "constraint always/refund_order/max_amount",
  );
  const always = output.ir.policies.find(({ name }) => name === "always");
  expect(always?.actions.map(({ rule }) => rule)).toEqual([
    "always/refund_order",
    "always/get_customer",
  ]);
});

it("takes over from a file that is included, with the lines of that file", async () => {
  const { ask, output } = await compiled({
    "safeclaw.yaml": file(night(), "tools: ./tools.json\ninclude: ./org.yaml\n"),
    "org.yaml": file(base.replace("asst_1", "[asst_1, asst_2]").replace("base", "org"), "").replace(
      "name: org",
      "name: base",
    ),
  });
  expect(ask("refund_order", refund(101), "asst_2")).toBe(
    "constraint night/refund_order/max_amount",
  );
  const [action] = output.ir.policies.find(({ name }) => name === "night")?.actions ?? [];
  expect(action?.file).toMatch(/\/org\.yaml$/u);
});

it("the actions only: neither whom the other is for nor its mode", async () => {
  const shadow = base.replace("    actions", "    mode: shadow\n    actions");
  const { ask } = await compiled({ "safeclaw.yaml": file(shadow + night()) });
  expect(ask("refund_order", refund(100), "asst_2")).toBe("allow");
  expect(ask("refund_order", refund(100), "asst_1")).toBe("unknown-assistant");
});

describe("is refused", () => {
  const included = (policies: string): Files => ({
    "safeclaw.yaml": file(
      "  - name: app\n    assistant_id: asst_9\n    actions: [{ tool: file_search, effect: allow }]\n",
      "tools: ./tools.json\ninclude: ./org.yaml\n",
    ),
    "org.yaml": file(policies, ""),
  });
  const other = base.replace("base", "other").replace("asst_1", "asst_3");
  it.each<[what: string, code: string, files: Files, ...says: string[]]>([
    [
      "an unknown policy",
      "SC3010",
      { "safeclaw.yaml": file(base + night("", "bse")) },
      "--> safeclaw.yaml:11:14",
      "did you mean `base`?",
    ],
    [
      "a policy of a file below",
      "SC3010",
      included(base + night("", "app")),
      "--> org.yaml:10:14",
      "`app` stands in `safeclaw.yaml`, which this file does not include",
    ],
    [
      "itself",
      "SC3011",
      { "safeclaw.yaml": file(base + night("", "night")) },
      "--> safeclaw.yaml:11:14",
    ],
    [
      "a circle",
      "SC3011",
      {
        "safeclaw.yaml": file(
          base.replace("    actions", "    extends: night\n    actions") + night(),
        ),
      },
      "comes to extend itself",
    ],
    [
      "two that speak of one tool",
      "SC3012",
      { "safeclaw.yaml": file(base + other + night("", "[base, other]")) },
      "`base` and `other` both have an action on `refund_order`",
      "(safeclaw.yaml:7:17)",
      "(safeclaw.yaml:12:17)",
    ],
    [
      "an allow of what is denied there",
      "SC5001",
      {
        "safeclaw.yaml": file(
          base + night("    actions: [{ tool: get_customer, effect: allow }]\n"),
        ),
      },
      "--> safeclaw.yaml:12:23",
      "(safeclaw.yaml:8:17)",
    ],
    ["one policy twice", "SC3005", { "safeclaw.yaml": file(base + night("", "[base, base]")) }],
    [
      "neither actions nor anything to take over",
      "SC2002",
      { "safeclaw.yaml": file("  - name: night\n") },
      "a policy has no `actions`",
    ],
  ])("%s: %s", async (_, code, files, ...says) => {
    const { errors, text } = await compileFiles(files);
    expect(new Set(errors), text).toEqual(new Set([code]));
    for (const each of says) expect(text).toContain(each);
  });
});
