// Files that include others: they may narrow what stands above them, and widen it only where they say so.

import { expect, it } from "vitest";
import { compiled, compileFiles } from "./ask.js";

/** The file that is compiled, within `org.yaml`. */
const root = (policies: string): string =>
  `version: 1\ntools: ./tools.json\ninclude: ./org.yaml\npolicies:\n${policies}`;

const included = (policies: string): string => `version: 1\npolicies:\n${policies}`;

/** A policy with one action on refunds. */
const refunds = (name: string, action: string, keys = ""): string =>
  `  - name: ${name}\n${keys}    actions: [{ tool: refund_order, ${action} }]\n`;

const to = (ids: string): string => `    assistant_id: ${ids}\n`;
const upTo = (amount: number, effect = "allow"): string =>
  `effect: ${effect}, constraints: { max_amount: ${amount} }`;
const widen = "    widen: true\n    reason: VIPs are worth it\n";

const refund = (amount: number): object => ({ order_id: "ord_1", amount });

type Call = readonly [amount: number, assistant: string | undefined, answer: string];

/** What the two files say, the calls, and what comes of each. */
const cases: readonly (readonly [
  what: string,
  org: string,
  app: string,
  calls: readonly Call[],
])[] = [
  [
    "the smaller limit of the file below counts",
    refunds("org", upTo(500)),
    refunds("app", upTo(100)),
    [
      [100, undefined, "allow"],
      [101, undefined, "constraint app/refund_order/max_amount"],
    ],
  ],
  [
    "a larger limit of the file below does not",
    refunds("org", upTo(500)),
    refunds("app", upTo(900)),
    [
      [500, undefined, "allow"],
      [501, undefined, "constraint org/refund_order/max_amount"],
      [901, undefined, "constraint app/refund_order/max_amount"],
    ],
  ],
  [
    "no limit at all below leaves that above",
    refunds("org", upTo(500)),
    refunds("app", "effect: allow", to("asst_1")),
    [
      [500, "asst_1", "allow"],
      [501, "asst_1", "constraint org/refund_order/max_amount"],
      [501, "asst_2", "constraint org/refund_order/max_amount"],
    ],
  ],
  [
    "limits of both kinds hold together",
    refunds("org", "effect: allow, constraints: { status: { in: [open], optional: true } }"),
    refunds("app", upTo(50)),
    [
      [51, undefined, "constraint app/refund_order/max_amount"],
      [50, undefined, "allow"],
    ],
  ],
  [
    "below may deny what is allowed above",
    refunds("org", upTo(500)),
    refunds("app", "effect: deny", to("asst_1")),
    [
      [1, "asst_1", "denied app/refund_order"],
      [1, "asst_2", "allow"],
    ],
  ],
  [
    "below may ask for an approval, within the limit above",
    refunds("org", upTo(500)),
    refunds("app", "effect: require_approval"),
    [
      [500, undefined, "approval-required app/refund_order"],
      [501, undefined, "constraint org/refund_order/max_amount"],
    ],
  ],
  [
    "what stands above for one assistant binds what stands below for the same",
    refunds("org", upTo(500)) + refunds("org-1", upTo(50), to("asst_1")),
    refunds("app-1", "effect: allow", to("asst_1")) +
      refunds("app-2", "effect: allow", to("asst_2")),
    [
      [51, "asst_1", "constraint org-1/refund_order/max_amount"],
      [51, "asst_2", "allow"],
      [501, "asst_2", "constraint org/refund_order/max_amount"],
    ],
  ],
  [
    "what nothing above speaks of is free",
    "  - name: org\n    actions: [{ tool: get_customer, effect: deny }]\n",
    refunds("app", "effect: allow"),
    [[9999, undefined, "allow"]],
  ],
  [
    "a condition above is required below",
    refunds("org", "effect: allow, when: args.amount < 500.0"),
    refunds("app", upTo(900)),
    [
      [499, undefined, "allow"],
      [500, undefined, "constraint org/refund_order/when"],
      [901, undefined, "constraint app/refund_order/max_amount"],
    ],
  ],
  [
    "a condition from above knows the policy that says it",
    refunds("org", `effect: allow, when: 'assistant.policy == "org"'`),
    refunds(
      "app",
      `effect: allow, constraints: { require: { that: 'assistant.policy == "app"' } }`,
    ),
    [[1, undefined, "allow"]],
  ],
  [
    "and so is what is required above, after what is required below",
    refunds("org", "effect: allow, constraints: { require: { that: args.amount < 500.0 } }"),
    refunds("app", "effect: allow, constraints: { require: { that: args.amount != 7.0 } }"),
    [
      [8, undefined, "allow"],
      [7, undefined, "constraint app/refund_order/require#1"],
      [500, undefined, "constraint org/refund_order/require#1"],
    ],
  ],
  [
    "a denial under a condition above stands below",
    refunds("org", "effect: deny, when: args.amount > 100.0") + refunds("org-2", "effect: allow"),
    refunds("app", "effect: allow"),
    [
      [100, undefined, "allow"],
      [101, undefined, "denied org/refund_order"],
    ],
  ],
  [
    "a policy that widens is held by no limit above",
    refunds("org", upTo(500)),
    refunds("vip", upTo(900), to("asst_1") + widen),
    [
      [900, "asst_1", "allow"],
      [901, "asst_1", "constraint vip/refund_order/max_amount"],
      [501, "asst_2", "constraint org/refund_order/max_amount"],
    ],
  ],
  [
    "nor by an approval",
    refunds("org", "effect: require_approval"),
    refunds("vip", upTo(10), to("asst_1") + widen),
    [
      [10, "asst_1", "allow"],
      [10, "asst_2", "approval-required org/refund_order"],
    ],
  ],
  [
    "nor by a denial, for its own assistants",
    refunds("org", "effect: deny"),
    refunds("vip", upTo(10), to("[asst_1, asst_2]") + widen),
    [
      [10, "asst_1", "allow"],
      [11, "asst_2", "constraint vip/refund_order/max_amount"],
      [10, "asst_3", "denied org/refund_order"],
    ],
  ],
  [
    "nor by a denial for one assistant among others",
    refunds("org", "effect: deny", to("[asst_1, asst_2]")),
    refunds("vip", upTo(10), to("asst_1") + widen),
    [
      [10, "asst_1", "allow"],
      [10, "asst_2", "denied org/refund_order"],
    ],
  ],
  [
    "nor by a denial for anyone, where it is for all",
    refunds("org", "effect: deny"),
    refunds("vip", upTo(10), widen),
    [
      [10, undefined, "allow"],
      [11, undefined, "constraint vip/refund_order/max_amount"],
    ],
  ],
  [
    "a denial beside it stands, also where it widens",
    refunds("org", "effect: deny"),
    refunds("vip", upTo(10), to("asst_1") + widen) + refunds("nobody", "effect: deny"),
    [[10, "asst_1", "denied nobody/refund_order"]],
  ],
];

it.each(cases)("%s", async (_, org, app, calls) => {
  const { ask } = await compiled({ "safeclaw.yaml": root(app), "org.yaml": included(org) });
  const answers = calls.map(([amount, assistant]) =>
    ask("refund_order", refund(amount), assistant),
  );
  expect(answers).toEqual(calls.map(([, , answer]) => answer));
});

it.each<[what: string, code: string, org: string, app: string, says?: string]>([
  ["an allow of what is denied", "SC5050", refunds("org", "effect: deny"), refunds("a", upTo(1))],
  [
    "an allow without the approval",
    "SC5050",
    refunds("org", "effect: require_approval"),
    refunds("a", upTo(1)),
  ],
  [
    "an allow of what is for others only",
    "SC5050",
    refunds("org", upTo(500), to("asst_1")),
    refunds("a", upTo(1), to("asst_2")),
  ],
  [
    "an allow for all of what is for one only",
    "SC5050",
    refunds("org", upTo(500), to("asst_1")),
    refunds("a", upTo(1)),
  ],
  [
    "an allow of what is allowed in several ways",
    "SC5050",
    refunds("org", "effect: allow, when: args.amount < 10.0") + refunds("org-2", upTo(500)),
    refunds("a", upTo(1)),
  ],
  [
    "a denial lifted under a condition",
    "SC5053",
    refunds("org", "effect: deny"),
    refunds("a", "effect: allow, when: args.amount < 10.0", widen),
  ],
  [
    "a denial lifted where another policy decides first",
    "SC5053",
    refunds("org", "effect: deny, when: args.amount > 10.0") + refunds("org-2", "effect: allow"),
    refunds("a", "effect: allow", to("asst_1")) + refunds("b", upTo(50), widen),
  ],
  [
    "a shadow policy that could not be enforced",
    "SC5050",
    refunds("org", "effect: deny"),
    refunds("a", upTo(1), "    mode: shadow\n"),
  ],
  [
    "one word for two who are not treated alike",
    "SC5051",
    refunds("org", upTo(500)) + refunds("org-1", "effect: deny", to("asst_1")),
    refunds("a", upTo(1), to("[asst_1, asst_2]")),
  ],
  [
    "limits that leave nothing",
    "SC5002",
    refunds("org", upTo(500)),
    refunds("a", "effect: allow, constraints: { min_amount: 501 }"),
  ],
  [
    "a widening that grants nothing",
    "SC5052",
    refunds("org", upTo(500)),
    refunds("a", "effect: deny", widen),
  ],
  [
    "a widening of nothing",
    "SC5052",
    "  - name: org\n    actions: [{ tool: get_customer, effect: deny }]\n",
    refunds("a", upTo(1), widen),
  ],
  [
    "a widening without a reason",
    "SC2002",
    refunds("org", upTo(500)),
    refunds("a", upTo(1), "    widen: true\n"),
  ],
  [
    "a reason without a widening",
    "SC2002",
    refunds("org", upTo(500)),
    refunds("a", upTo(1), "    reason: VIPs\n"),
    "what a policy is for stands under `description`",
  ],
  [
    "a widening that is none, with a reason",
    "SC2003",
    refunds("org", upTo(500)),
    refunds("a", upTo(1), "    widen: false\n    reason: VIPs\n"),
    "`widen` can only be `true`",
  ],
  [
    "a widening that is none",
    "SC2003",
    refunds("org", upTo(500)),
    refunds("a", upTo(1), "    widen: false\n"),
    "remove `widen` and its `reason`",
  ],
])("%s is refused: %s", async (_, code, org, app, says = "") => {
  const { errors, text } = await compileFiles({
    "safeclaw.yaml": root(app),
    "org.yaml": included(org),
  });
  expect(errors, text).toEqual([code]);
  expect(text).toMatch(/^error\[SC\d{4}\].*\n +--> safeclaw\.yaml:\d+:\d+/u);
  expect(text).toContain(says);
});

it("holds over several levels, and is widened from where it is said", async () => {
  const { ask } = await compiled({
    "safeclaw.yaml": root(refunds("app", "effect: allow", to("asst_1"))).replace("org", "team"),
    "team.yaml": `version: 1\ninclude: ./org.yaml\npolicies:\n${refunds("team", upTo(800), to("asst_1") + widen)}`,
    "org.yaml": included(refunds("org", upTo(500))),
  });
  expect(ask("refund_order", refund(800), "asst_1")).toBe("allow");
  expect(ask("refund_order", refund(801), "asst_1")).toBe(
    "constraint team/refund_order/max_amount",
  );
  expect(ask("refund_order", refund(501), "asst_2")).toBe("constraint org/refund_order/max_amount");
});

it("files beside each other do not bind each other; what includes both is bound by both", async () => {
  const { ask } = await compiled({
    "safeclaw.yaml": root(refunds("app", "effect: allow", to("asst_3"))).replace(
      "./org.yaml",
      "[./one.yaml, ./two.yaml]",
    ),
    "one.yaml": included(refunds("one", upTo(500))),
    "two.yaml": included(
      refunds("two", upTo(900), to("asst_2")) + refunds("two-3", "effect: allow", to("asst_3")),
    ),
  });
  expect(ask("refund_order", refund(900), "asst_2")).toBe("allow");
  expect(ask("refund_order", refund(501), "asst_3")).toBe("constraint one/refund_order/max_amount");
});

it("handlers and definitions are those of what the policies come to", async () => {
  const { output } = await compiled({
    "safeclaw.yaml": root(refunds("vip", upTo(10), to("asst_1") + widen)),
    "org.yaml": included(refunds("org", "effect: deny")),
  });
  const callable = output.ir.tools.filter((tool) => tool.callable).map(({ name }) => name);
  expect(callable).toEqual(["refund_order"]);
});
