// Policies with one defect each, what the compiler is to say of it, and the call that shows it.

import type { DiagnosticCode } from "../../compiler/diagnostics/catalog.js";

export interface Defect {
  readonly name: string;
  readonly policies: string;
  readonly code: DiagnosticCode;
  /** What the witness has, as far as it matters; null where no call can show it. */
  readonly witness: {
    readonly args?: Readonly<Record<string, unknown>>;
    readonly assistant?: string | null;
    readonly answer: "allow" | "deny" | "require_approval";
  } | null;
  /** In the message. */
  readonly says?: string;
}

/** One action of a shared policy. */
export const action = (tool: string, constraints: string, effect = "allow"): string =>
  `      - tool: ${tool}\n        effect: ${effect}\n${
    constraints === "" ? "" : `        constraints: { ${constraints} }\n`
  }`;

export const policy = (name: string, actions: string, assistant?: string): string =>
  `  - name: ${name}\n${
    assistant === undefined ? "" : `    assistant_id: ${assistant}\n`
  }    actions:\n${actions}`;

const limited = (name: string, constraints: string, tool = "refund") => ({
  name,
  policies: policy("all", action(tool, constraints)),
});

const replaced = (name: string, shared: string, own: string, tool = "refund") => ({
  name,
  policies: `${policy("all", action(tool, shared))}${policy("vip", action(tool, own), "asst_vip")}`,
});

const denied = { answer: "deny" } as const;
const nothing = (name: string, constraints: string, args: object, tool = "refund"): Defect => ({
  ...limited(name, constraints, tool),
  code: "SC5002",
  witness: { ...denied, args: { ...args } },
  says: "nothing satisfies this",
});

const contradictions: readonly Defect[] = [
  nothing(
    "items that can be none",
    "tags: { min_items: 1, each: { min_length: 3, max_length: 2 } }",
    {},
    "post",
  ),
  nothing("a minimum above the maximum", "amount: { min: 60, max: 50 }", { amount: 60 }),
  nothing("a minimum above what the tool takes", "min_amount: 20000", {}),
  nothing("a maximum below what the tool takes", "max_amount: -1", {}),
  nothing("a value above the maximum", "amount: { equals: 70, max: 50 }", { amount: 70 }),
  nothing("all values denied", "currency: { not_in: [EUR, USD, GBP] }", { currency: "EUR" }),
  nothing("the only value denied", "currency: { in: [EUR, USD], not_in: [EUR, USD] }", {}),
  nothing("no integer between", "parts: { min: 1.2, max: 1.8 }", {}),
  nothing("no multiple between", "value: { min: 6, max: 9 }", { value: 10 }, "price"),
  nothing(
    "the only multiple denied",
    "value: { min: 6, max: 14, not_in: [10] }",
    { value: 10 },
    "price",
  ),
  nothing("a text longer than long", "order: { min_length: 5, max_length: 3 }", {}),
  nothing("a text longer than the tool takes", "note: { min_length: 201 }", {}),
  nothing("a pattern longer than the length", 'order: { pattern: "ORD-[0-9]{6}", max_length: 8 }', {
    order: "ORD-111111",
  }),
  nothing(
    "a pattern shorter than the length",
    'order: { pattern: "[a-z]{1,3}", min_length: 4 }',
    {},
  ),
  nothing("two patterns", 'order: { pattern: "[a-m]+" }, order_pattern: "[n-z]+"', {}),
  nothing(
    "two patterns of other lengths",
    'order: { pattern: "(ab)+" }, order_pattern: "a(ba)*"',
    {},
  ),
  nothing("a pattern and the tool's own", 'code: { pattern: "[a-z]+" }', {}, "ship"),
  nothing("a value and a pattern", 'order: { equals: abc, pattern: "[0-9]+" }', { order: "abc" }),
  nothing("all texts of a pattern denied", 'order: { pattern: "a|b", not_in: [a, b] }', {}),
  nothing("both truths denied", "urgent: { not_in: [true, false] }", {}, "mail"),
  nothing("more tags than tags", "tags: { min_items: 4, max_items: 2 }", {}, "post"),
  nothing("more tags than the tool takes", "tags: { min_items: 6 }", {}, "post"),
  nothing("no id is right", "ids: { each: { min: 5, max: 3 } }", {}, "post"),
  nothing(
    "no tag is right",
    "tags: { each: { pattern: '[a-z]+', min_length: 2, max_length: 1 } }",
    {},
    "post",
  ),
  nothing("after and before", "day: { after: 2026-02-01, before: 2026-01-01 }", {}, "post"),
  nothing(
    "between two days that touch",
    "day: { after: 2026-01-01, before: 2026-01-01 }",
    {},
    "post",
  ),
  nothing("another prefix", "order: { starts_with: ORD-, pattern: 'INV-.*' }", {}),
  nothing(
    "another prefix and suffix",
    "order: { starts_with: [a, b], ends_with: [c, d], max_length: 1 }",
    {},
  ),
  nothing("a prefix that is too long", "order: { starts_with: abcd, max_length: 3 }", {}),
  nothing(
    "a pattern and not the pattern",
    "order: { pattern: 'tmp-[0-9]+', not_pattern: 'tmp-.*' }",
    {},
  ),
  nothing("a part and not the part", "order: { contains: xyz, not_contains: y }", {}),
  nothing("no multiple of ten", "parts: { multiple_of: 10, min: 11, max: 19 }", {}),
  nothing("no decimal step", "amount: { multiple_of: 0.25, above: 1, below: 1.25 }", {}),
  nothing("above and below one number", "amount: { above: 5, below: 5 }", {}),
  nothing("an age below zero", "guest.age: { max: -1 }", {}, "book"),
];

const vacuous = (name: string, constraints: string, tool = "refund"): Defect => ({
  ...limited(name, constraints, tool),
  code: "SC5010",
  witness: { answer: "allow" },
  says: "limits nothing",
});

const vacuities: readonly Defect[] = [
  vacuous("a maximum above the tool's own", "max_amount: 20000"),
  vacuous("a maximum that is the tool's own", "max_amount: 10000"),
  vacuous("a minimum below the tool's own", "min_amount: -5"),
  vacuous("all values allowed", "currency: [EUR, USD, GBP]"),
  vacuous("a length beyond the tool's own", "note: { max_length: 500, optional: true }"),
  vacuous("a pattern for everything", 'order: { pattern: "(.|\\\\n)*" }'),
  vacuous("a pattern for all the tool takes", 'code: { pattern: "[A-Z]{2}[0-9]+" }', "ship"),
  vacuous("no length at all", "subject: { min_length: 1 }", "mail"),
  vacuous("as many tags as the tool takes", "tags: { max_items: 5 }", "post"),
  vacuous("every text contains a part of all texts", "code: { pattern: '[A-Z0-9]*' }", "ship"),
  vacuous("multiples of what all are multiples of", "value: { multiple_of: 5 }", "price"),
  vacuous("below more than there is", "amount: { below: 10001 }"),
  vacuous("an age from zero", "guest.age: { min: 0 }", "book"),
  vacuous("a text of any length", "order: { min_length: 0 }"),
  vacuous("any number of tags", "tags: { min_items: 0 }", "post"),
  vacuous("tags of any length", "tags: { each: { min_length: 0 } }", "post"),
  vacuous("tags of a pattern for everything", "tags: { each: { pattern: '(.|\\n)*' } }", "post"),
  vacuous("whole numbers that are whole", "ids: { each: { multiple_of: 1 } }", "post"),
  vacuous("a number that is none of the tool's", "amount: { not_in: [20000] }"),
  vacuous("a text that is none of the tool's", "code: { not_in: [abc] }", "ship"),
  vacuous("a pattern for every line", "order: { pattern: '.*' }"),
  vacuous("a pattern for every line, and for none", "order: { pattern: '(a|.*)?' }"),
  vacuous("a second maximum", "max_amount: 100, amount: { max: 500 }"),
  vacuous("a bound above the maximum", "amount: { below: 500, max: 100 }"),
  vacuous("the same limit twice", "max_amount: 100, amount: { max: 100 }"),
  vacuous("a value among values", "currency: { in: [EUR, USD], not_in: [GBP] }"),
  vacuous("a maximum above the only value", "amount: { equals: 5, max: 100 }"),
  vacuous("fewer tags than few", "tags: { max_items: 2 }, max_tags_items: 4", "post"),
];

const widened = (
  name: string,
  policies: Pick<Defect, "name" | "policies">,
  args: Readonly<Record<string, unknown>>,
  says: string,
): Defect => ({
  policies: policies.policies,
  name,
  code: "SC5012",
  witness: { args, assistant: "asst_vip", answer: "allow" },
  says,
});

const widenings: readonly Defect[] = [
  widened(
    "a higher limit",
    replaced("", "max_amount: 500", "max_amount: 5000"),
    { amount: 5000 },
    "`amount` above 500 up to 5000",
  ),
  widened(
    "no limit",
    replaced("", "max_amount: 500", ""),
    { amount: 10_000 },
    "`amount` above 500",
  ),
  widened(
    "a lower minimum",
    replaced("", "min_amount: 10", "min_amount: 1"),
    { amount: 1 },
    "`amount` from 1 below 10",
  ),
  widened(
    "one value more",
    replaced("", "currency: EUR", "currency: [EUR, USD]"),
    { currency: "USD" },
    '`currency` "USD"',
  ),
  widened(
    "a longer note",
    replaced(
      "",
      "note: { max_length: 10, optional: true }",
      "note: { max_length: 20, optional: true }",
    ),
    {},
    "`note` such as",
  ),
  widened(
    "a laxer pattern",
    replaced("", 'order: { pattern: "[a-z]+" }', 'order: { pattern: "[a-z0-9]+" }'),
    {},
    "`order` such as",
  ),
  widened(
    "a limit on something else",
    replaced("", "max_amount: 500", "currency: EUR"),
    { amount: 10_000, currency: "EUR" },
    "`amount` above 500",
  ),
  widened(
    "another domain",
    replaced("", "to: { email_domain: a.com }", "to: { email_domain: [a.com, b.com] }", "mail"),
    {},
    "`to` such as",
  ),
  widened(
    "another host",
    replaced("", "site: { url_host: a.com }", "site: { url_host: [a.com, b.com] }", "post"),
    {},
    "`site` such as",
  ),
  widened(
    "another scheme",
    replaced("", "site: { url_scheme: https }", "site: { url_scheme: [https, http] }", "post"),
    {},
    "`site` such as",
  ),
  widened(
    "another folder",
    replaced(
      "",
      "site: { path_within: /srv/a }",
      "site: { path_within: [/srv/a, /srv/b] }",
      "post",
    ),
    {},
    "`site` such as",
  ),
  widened(
    "more tags",
    replaced("", "tags: { max_items: 2 }", "tags: { max_items: 3 }", "post"),
    {},
    "`tags` such as",
  ),
  widened(
    "larger ids",
    replaced("", "ids: { each: { max: 10 } }", "ids: { each: { max: 20 } }", "post"),
    {},
    "`ids` such as",
  ),
  widened(
    "a later day",
    replaced("", "day: { before: 2026-01-01 }", "day: { before: 2027-01-01 }", "post"),
    {},
    "`day` such as",
  ),
  widened(
    "a longer range of dates",
    replaced("", "date_range_max_days: 30", "date_range_max_days: 90", "book"),
    { from: "2026-01-01", to: "2026-04-01" },
    "`date_range` above 30 up to 90 days",
  ),
  widened(
    "a range of any length",
    replaced("", "stay: { max_days: 7 }", "stay: { max_days: 14 }, days: { max: 20 }", "plan"),
    { stay: { start: "2026-01-01T00:00:00Z", end: "2026-01-15T00:00:00Z" } },
    "`stay` above 7 up to 14 days",
  ),
  widened(
    "a range without an end, which lies in the past",
    replaced("", "date_range_max_days: 0.5", "to: { before: 2025-01-01 }", "book"),
    { from: "2024-12-30", to: "2024-12-31" },
    "`date_range` above 0.5 days",
  ),
  widened(
    "an earlier day",
    replaced(
      "",
      "day: { after: 2026-01-01, before: 2026-02-01 }",
      "day: { before: 2026-02-01 }",
      "post",
    ),
    {},
    "`day` such as",
  ),
  widened(
    "without what holds the limited one, which must be in it",
    replaced("", "at.lat: { max: 5 }", "at.lat: { max: 5, optional: true }", "visit"),
    {},
    "without `at.lat`",
  ),
  widened(
    "a number itself",
    replaced("", "amount: { below: 500 }", "amount: { max: 500 }"),
    { amount: 500 },
    "`amount` from 500 up to 500",
  ),
  {
    name: "without the approval",
    policies: `${policy("all", action("refund", "max_amount: 500", "require_approval"))}${policy("vip", action("refund", "max_amount: 500"), "asst_vip")}`,
    code: "SC5012",
    witness: { assistant: "asst_vip", answer: "allow" },
    says: "without the approval",
  },
];

const conditional = (condition: string, effect = "allow", constraints = ""): string =>
  `      - tool: refund\n        effect: ${effect}\n        when: ${condition}\n${
    constraints === "" ? "" : `        constraints: { ${constraints} }\n`
  }`;

const beside = (
  name: string,
  shared: string,
  own: string,
  says: string,
  answer = true,
): Defect => ({
  name,
  policies: `${policy("all", shared)}${policy("vip", own, "asst_vip")}`,
  code: "SC5012",
  witness: answer ? { assistant: "asst_vip", answer: "allow" } : null,
  says,
});

const settled = (name: string, code: "SC5002" | "SC5016", actions: string): Defect => ({
  name,
  policies: policy("all", actions),
  code,
  witness: { answer: code === "SC5002" ? "deny" : "allow" },
  says: code === "SC5002" ? "nothing satisfies this condition" : "this limits nothing",
});

const required = (condition: string, constraints = "") =>
  action("refund", `${constraints}require: { that: "${condition}" }`);

const conditions: readonly Defect[] = [
  beside(
    "a shared condition that the own action does not ask",
    conditional("args.amount < 10.0"),
    action("refund", "max_amount: 50"),
    "whether or not `args.amount < 10.0`",
  ),
  beside(
    "a shared approval of some calls",
    conditional("args.amount > 100.0", "require_approval") + action("refund", ""),
    action("refund", "max_amount: 500"),
    "without the approval",
  ),
  beside(
    "a shared approval that the own action asks for where its condition is false",
    action("refund", "", "require_approval"),
    conditional("args.currency == 'EUR'", "allow", "max_amount: 10"),
    "without the approval",
  ),
  beside(
    "a shared approval of some calls, beside a pattern",
    conditional("args.amount > 100.0", "require_approval") +
      action("refund", "order_pattern: 'a+'"),
    action("refund", "order_pattern: 'a+'"),
    "without the approval",
  ),
  beside(
    "a shared condition that cannot be seen through",
    conditional("args.order.endsWith(args.currency)"),
    action("refund", ""),
    "whether or not `args.order.endsWith(args.currency)`",
    false,
  ),
  beside(
    "a shared condition on a length",
    conditional("size(args.order) < 9"),
    action("refund", ""),
    "whether or not `size(args.order) < 9`",
  ),
  beside(
    "a shared condition on the beginning of a text",
    conditional("args.order.startsWith('ORD-')"),
    action("refund", "order_pattern: '[A-Z]+-[0-9]+'"),
    "whether or not `args.order.startsWith('ORD-')`",
  ),
  beside(
    "a shared requirement that the own action does not ask",
    required("args.order.matches('^ORD-[0-9]+$')", "max_amount: 50, "),
    action("refund", "max_amount: 50"),
    "whether or not `args.order.matches('^ORD-[0-9]+$')`",
  ),
  beside(
    "a condition on the end of an address instead of its domain",
    action("refund", "order: { email_domain: corp.com }"),
    required("args.order.endsWith('@corp.com')"),
    "other values of `order`",
  ),
  beside(
    "more countries, and nothing that falls through to the shared action",
    conditional("args.currency == 'EUR'"),
    conditional("args.currency in ['EUR', 'USD']"),
    "whether or not `args.currency == 'EUR'`",
  ),
  beside(
    "a higher limit, under a condition that cannot be seen through",
    action("refund", "max_amount: 500"),
    required("args.order.endsWith(args.currency)", "max_amount: 5000, "),
    "`amount` above 500 up to 5000",
    false,
  ),
  beside(
    "another limit on what a condition that cannot be seen through asks of, too",
    action("refund", "order_pattern: 'a+'"),
    required("args.order.endsWith(args.currency)"),
    "other values of `order`",
    false,
  ),
  beside(
    "one of several shared actions with a lower limit",
    conditional("args.currency == 'EUR'", "allow", "max_amount: 100") +
      conditional("args.currency == 'USD'", "allow", "max_amount: 200"),
    action("refund", "max_amount: 200, currency: [EUR, USD]"),
    "`amount` above 100 up to 200",
  ),
  settled(
    "a condition against a limit",
    "SC5002",
    required("args.amount > 60.0", "max_amount: 50, "),
  ),
  settled(
    "a condition against itself",
    "SC5002",
    required("args.amount > 6.0 && args.amount < 5.0"),
  ),
  settled(
    "a `when` against a limit",
    "SC5002",
    conditional("args.amount > 100.0", "allow", "max_amount: 50"),
  ),
  settled(
    "a `when` against an approval's limit",
    "SC5002",
    conditional('args.currency == "EUR"', "require_approval", "currency: USD"),
  ),
  settled(
    "a `when` against a condition",
    "SC5002",
    conditional("args.amount > 9.0", "allow", "require: { that: args.amount < 9.0 }"),
  ),
  settled(
    "a condition of all values",
    "SC5016",
    required("args.currency in ['EUR', 'USD', 'GBP']"),
  ),
  settled("a condition that the tool fulfils", "SC5016", required("args.amount >= 0.0")),
  settled(
    "one of two conditions that the tool fulfils",
    "SC5016",
    action(
      "refund",
      "require: [{ that: \"!args.order.contains(';')\" }, { that: args.amount <= 10000.0 }]",
    ),
  ),
  settled(
    "a requirement that the limit beside it asks for",
    "SC5016",
    required("args.amount <= 1000.0", "max_amount: 100, "),
  ),
  settled(
    "a requirement that the one before it asks for",
    "SC5016",
    action("refund", "require: [{ that: args.amount <= 100.0 }, { that: args.amount <= 500.0 }]"),
  ),
  settled(
    "a requirement that the `when` asks for",
    "SC5016",
    conditional("args.currency == 'EUR'", "allow", "require: { that: args.currency != 'USD' }"),
  ),
  settled("a condition that is simply true", "SC5016", required("true")),
  settled("a `when` that is simply true", "SC5016", conditional('"true"')),
  settled(
    "a `when` that one value or the other fulfils",
    "SC5016",
    conditional("args.currency != 'EUR' || args.currency != 'USD'"),
  ),
  {
    name: "a denial under a condition of all calls",
    policies: policy("all", conditional("args.amount >= 0.0", "deny")),
    code: "SC5016",
    witness: { answer: "deny" },
  },
  {
    name: "a condition that looks like a limit",
    policies: policy("all", conditional("args.amount < 100.0") + action("refund", "")),
    code: "SC5016",
    witness: { answer: "allow", args: { amount: 100 } },
  },
  {
    name: "a condition beside the same limit",
    policies: policy(
      "all",
      conditional("args.currency == 'EUR'", "allow", "max_amount: 5") +
        action("refund", "max_amount: 5"),
    ),
    code: "SC5016",
    witness: { answer: "allow" },
  },
  {
    name: "an action for what the two before it have between them",
    policies: policy(
      "all",
      conditional("args.amount <= 100.0") +
        conditional("args.amount > 100.0", "require_approval") +
        action("refund", "", "allow"),
    ),
    code: "SC5001",
    witness: { answer: "allow", args: { amount: 100 } },
  },
  {
    name: "an action for a currency that there is not any more",
    policies: policy(
      "all",
      conditional("args.currency in ['EUR', 'USD']") +
        conditional("args.currency != 'EUR'", "deny") +
        conditional("args.currency == 'USD' && args.amount < 5.0", "require_approval"),
    ),
    code: "SC5001",
    witness: { answer: "deny", args: { currency: "USD" } },
  },
  {
    name: "an action whose condition is never true",
    policies: policy(
      "all",
      conditional("args.amount < 5.0 && args.amount > 6.0") +
        action("refund", "", "require_approval"),
    ),
    code: "SC5001",
    witness: { answer: "require_approval" },
  },
  {
    name: "more, under a condition",
    policies: `${policy("all", action("refund", "max_amount: 500"))}${policy("vip", conditional("args.currency == 'EUR' && args.amount < 600.0") + action("refund", "", "deny"), "asst_vip")}`,
    code: "SC5001",
    witness: { answer: "deny", assistant: "asst_vip" },
  },
  {
    name: "more, where a requirement holds",
    policies: `${policy("all", action("refund", "max_amount: 500"))}${policy("vip", action("refund", "require: { that: args.amount < 600.0 }"), "asst_vip")}`,
    code: "SC5012",
    witness: { answer: "allow", assistant: "asst_vip" },
    says: "other values of `amount`",
  },
  {
    name: "a lower limit for some that falls through to a higher one for all",
    policies: `${policy("all", action("refund", "max_amount: 500"))}${policy("vip", conditional("args.amount < 100.0"), "asst_vip")}`,
    code: "SC8012",
    witness: { answer: "allow", assistant: "asst_vip", args: { amount: 100 } },
  },
];

const others: readonly Defect[] = [
  {
    name: "an allow behind a deny",
    policies: policy("all", action("refund", "", "deny") + action("refund", "max_amount: 5")),
    code: "SC5001",
    witness: denied,
  },
  {
    name: "a deny makes the allow before it void",
    policies: policy("all", action("refund", "max_amount: 5") + action("refund", "", "deny")),
    code: "SC5001",
    witness: denied,
  },
  {
    name: "a wider allow behind a narrow one",
    policies: policy("all", action("refund", "max_amount: 5") + action("refund", "max_amount: 50")),
    code: "SC5001",
    witness: { ...denied, args: { amount: 50 } },
  },
  {
    name: "an approval for what is above the limit",
    policies: policy(
      "all",
      action("refund", "max_amount: 5") + action("refund", "", "require_approval"),
    ),
    code: "SC5001",
    witness: { ...denied, args: { amount: 10_000 } },
  },
  {
    name: "an allow of one that all are denied",
    policies: `${policy("all", action("refund", "", "deny"))}${policy("vip", action("refund", "max_amount: 5"), "asst_vip")}`,
    code: "SC5011",
    witness: { ...denied, assistant: "asst_vip" },
  },
  {
    name: "an allow within what all are denied under a condition",
    policies: `${policy("all", conditional("args.currency != 'EUR'", "deny"))}${policy("vip", action("refund", "currency: USD"), "asst_vip")}`,
    code: "SC5011",
    witness: { ...denied, assistant: "asst_vip", args: { currency: "USD" } },
    says: "lets nothing through",
  },
  {
    name: "an allow within what the same policy denies under two conditions",
    policies: policy(
      "all",
      conditional("args.amount < 10.0", "deny") +
        conditional("args.order.startsWith('tmp-')", "deny") +
        action("refund", "order: { pattern: 'tmp-[0-9]+' }"),
    ),
    code: "SC5011",
    witness: denied,
  },
  ...[
    ["one with the same bound", conditional("args.amount <= 100.0"), "max_amount: 100"],
    [
      "two that have its values",
      conditional("args.currency == 'EUR'") + conditional("args.currency == 'USD'"),
      "currency: [EUR, USD]",
    ],
    [
      "one with a limit of its own",
      conditional("args.currency == 'EUR'", "allow", "max_amount: 10"),
      "currency: EUR, max_amount: 100",
    ],
    [
      "a beginning of its pattern",
      conditional("args.order.startsWith('ORD-')"),
      "order: { pattern: 'ORD-[0-9]+' }",
    ],
    [
      "a condition that its own settles",
      conditional("args.amount <= 100.0", "require_approval"),
      "require: { that: args.amount < 50.0 }",
    ],
    [
      "a denial and an allow between them",
      conditional("args.amount > 50.0", "deny") +
        conditional("args.amount <= 50.0 && args.currency != 'GBP'"),
      "currency: [EUR, USD]",
    ],
  ].map(
    ([name = "", before = "", limits = ""]): Defect => ({
      name: `an allow that lets nothing through, behind ${name}`,
      policies: policy("vip", before + action("refund", limits), "asst_vip"),
      code: "SC5011",
      witness: { ...denied, assistant: "asst_vip" },
      says: "for every call that it would let through,",
    }),
  ),
  {
    name: "an approval of what the action before it allows",
    policies: policy(
      "all",
      conditional("args.amount <= 100.0") + action("refund", "max_amount: 100", "require_approval"),
    ),
    code: "SC5011",
    witness: { ...denied, args: { amount: 10_000 } },
    says: "the `allow` of the same tool decides first",
  },
  {
    ...limited("a limit on what may be absent", "note: { max_length: 20 }"),
    code: "SC5005",
    witness: { ...denied, args: { amount: 1 } },
  },
  {
    ...limited("a range of which one end may be absent", "date_range_max_days: 9", "list"),
    code: "SC5005",
    witness: denied,
  },
  {
    ...limited("a limit that null fails", "rooms: { min: 1, max: 3 }", "book"),
    code: "SC5019",
    witness: { ...denied, args: { rooms: null } },
    says: "`require: { that: args.rooms == null || … }` instead",
  },
  ...["args.rooms == null || args.rooms >= 1", "args.rooms != null || args.from == 'Rome'"].map(
    (condition): Defect => ({
      ...limited(
        `a limit that null fails, beside ${condition}`,
        `rooms: { max: 3 }, require: { that: "${condition}" }`,
        "book",
      ),
      code: "SC5019",
      witness: { ...denied, args: { rooms: null } },
    }),
  ),
  {
    ...limited("a dot in a host", 'to: { pattern: "[a-z]+@corp.com" }', "mail"),
    code: "SC5014",
    witness: { answer: "allow", args: { to: "a@corpXcom" } },
    says: "`a@corpXcom` matches",
  },
  {
    ...limited("a dot behind a wildcard", 'to: { pattern: "[a-z0-9-]+.example\\\\.com" }', "mail"),
    code: "SC5014",
    witness: { answer: "allow", args: { to: "aXexample.com" } },
  },
  {
    ...limited(
      "a dot in a pattern for items",
      "tags: { each: { pattern: '[a-z]+.corp.com' }, min_items: 2 }",
      "post",
    ),
    code: "SC5014",
    witness: { answer: "allow", args: { tags: ["aXcorpXcom", "aXcorpXcom"] } },
  },
  {
    ...limited(
      "a dot in a pattern to be kept off",
      "to: { not_pattern: '[a-z]+@evil.com' }",
      "mail",
    ),
    code: "SC5014",
    witness: { answer: "deny", args: { to: "a@evilXcom" } },
  },
  {
    ...limited("a dot, where the tool takes no capitals", "site: { pattern: 'corp.com' }", "lower"),
    code: "SC5014",
    witness: { answer: "allow", args: { site: "corpxcom" } },
  },
  {
    name: "a dot in a condition",
    policies: policy("all", conditional("args.order.matches('^corp.com$')")),
    code: "SC5014",
    witness: { answer: "allow", args: { order: "corpXcom" } },
    says: 'write `matches("^corp\\\\.com$")`',
  },
  {
    name: "a dot in a condition of what is denied",
    policies: policy(
      "all",
      conditional("args.order.matches('evil.com')", "deny") + action("refund", ""),
    ),
    code: "SC5014",
    witness: { answer: "deny", args: { order: "evilXcom" } },
  },
  {
    name: "a dot in a condition of what is not denied",
    policies: policy(
      "all",
      conditional("\"!args.order.matches('^corp.com$')\"", "deny") +
        action("refund", "max_amount: 5"),
    ),
    code: "SC5014",
    witness: { answer: "allow", args: { order: "corpXcom" } },
  },
  {
    name: "a number that is looked for in a condition",
    policies: policy("all", required("args.order.matches('ORD-[0-9]{6}')")),
    code: "SC5018",
    witness: { answer: "allow", args: { order: "ORD-111111.example" } },
    says: 'write `matches("^ORD-[0-9]{6}$")`, or begin it with `^.*`',
  },
  {
    name: "a host without an end",
    policies: policy("all", conditional("args.order.matches('^https://corp\\\\.com')")),
    code: "SC5018",
    witness: { answer: "allow", args: { order: "https://corp.com.example" } },
    says: "or end it with `.*`",
  },
  {
    name: "one host of two without an end",
    policies: policy(
      "all",
      conditional("args.order.matches('^https://corp[.]com/|^http://localhost')"),
    ),
    code: "SC5018",
    witness: { answer: "allow", args: { order: "http://localhost.example" } },
    says: 'write `matches("^https://corp[.]com/|^http://localhost$")`',
  },
  {
    name: "a host without a beginning",
    policies: policy("all", conditional("args.order.matches('corp\\\\.com$')")),
    code: "SC5018",
    witness: { answer: "allow", args: { order: "Xcorp.com" } },
  },
  {
    name: "a host that is looked for in what is not denied",
    policies: policy(
      "all",
      conditional("\"!args.order.matches('corp[.]com')\"", "deny") + action("refund", ""),
    ),
    code: "SC5018",
    witness: { answer: "allow", args: { order: "corp.com.example" } },
  },
  {
    ...limited(
      "a beginning that leaves the host open",
      "order: { starts_with: ['a:', 'https://corp.com'] }",
    ),
    code: "SC5020",
    witness: { answer: "allow", args: { order: "https://corp.com.example/" } },
  },
  {
    ...limited("a beginning that leaves the name of a folder open", "order_prefix: /srv/data"),
    code: "SC5020",
    witness: { answer: "allow", args: { order: "/srv/data2" } },
  },
  {
    ...limited("anchors in a pattern for items", "tags: { each: { pattern: '^[a-z]+$' } }", "post"),
    code: "SC5015",
    witness: null,
  },
  {
    ...limited("anchors", 'order: { pattern: "^ORD-[0-9]+$" }'),
    code: "SC5015",
    witness: null,
    says: "say nothing",
  },
];

export const defects: readonly Defect[] = [
  ...contradictions,
  ...vacuities,
  ...widenings,
  ...conditions,
  ...others,
];
