// Policies that say what they mean: the compiler must not find fault with them.

import { action, policy } from "./seeded-defects.js";

const limited = (name: string, constraints: string, tool = "refund") => ({
  name,
  policies: policy("all", action(tool, constraints)),
});

const replaced = (name: string, shared: string, own: string, tool = "refund") => ({
  name,
  policies: `${policy("all", action(tool, shared))}${policy("vip", action(tool, own), "asst_vip")}`,
});

const whenever = (condition: string, effect = "allow"): string =>
  `      - tool: refund\n        effect: ${effect}\n        when: ${condition}\n`;

export const clean: readonly { readonly name: string; readonly policies: string }[] = [
  limited("no limit", ""),
  limited("a maximum", "max_amount: 500"),
  limited("one amount", "amount: { min: 50, max: 50 }"),
  limited("both ends of what the tool takes, and less", "amount: { min: 0.01, max: 9999.99 }"),
  limited("some values", "currency: [EUR, USD]"),
  limited("all values but one", "denied_currencies: GBP"),
  limited("a shorter note that may be absent", "note: { max_length: 20, optional: true }"),
  limited(
    "a note that must not be absent, whatever it is",
    "parts: { min: -1000000, optional: true }",
  ),
  limited("a pattern", 'order: { pattern: "ORD-[0-9]{6}" }'),
  limited("a pattern and a length that fit", 'order: { pattern: "ORD-[0-9]+", max_length: 10 }'),
  limited(
    "two patterns that overlap in one text",
    'order: { pattern: "(ab)+" }, order_pattern: "a(bab)*b"',
  ),
  limited("a pattern without one of its texts", 'order: { pattern: "a|b|c", not_in: [a, b] }'),
  limited(
    "a host with escaped dots",
    'to: { pattern: "[a-z.]+@corp\\\\.example\\\\.com" }',
    "mail",
  ),
  limited("any text of five", 'to: { pattern: ".{5}" }', "mail"),
  limited("a dot between classes", 'to: { pattern: "[0-9]{2}.[a-z]{2}" }', "mail"),
  limited("a pattern for items", "tags: { each: { pattern: '[a-z]+\\.csv' } }", "post"),
  limited("a dot that can be nothing else", "site: { pattern: 'a.b' }", "dotted"),
  ...[
    ["a whole text", "args.order.matches('^[a-z]+@corp\\\\.com$')"],
    ["words that are looked for", "args.order.matches('refund|return')"],
    ["a beginning", "args.order.matches('^https://corp\\\\.com/')"],
    ["an end", "args.order.matches('\\\\.csv$')"],
    ["what may stand anywhere", "args.order.matches('^.*ORD-[0-9]{6}')"],
  ].map(([name = "", condition = ""]) => ({
    name: `a condition on ${name}`,
    policies: policy("all", whenever(condition)),
  })),
  {
    name: "a pattern that is denied, wherever it stands",
    policies: policy(
      "all",
      whenever("args.order.matches('ssn-[0-9]{3}')", "deny") + action("refund", ""),
    ),
  },
  {
    name: "a pattern of what a person approves, wherever it stands",
    policies: policy("all", whenever("args.order.matches('corp[.]com')", "require_approval")),
  },
  limited("anything behind a prefix", 'to: { pattern: "team-.*" }', "mail"),
  limited("a range of dates", "date_range_max_days: 30", "book"),
  limited("something inside of something", "guest.age: { min: 18 }", "book"),
  limited(
    "a number that may be null and must not be",
    "rooms: { min: -9007199254740991 }, require: { that: args.rooms != null }",
    "book",
  ),
  limited(
    "a number that must not be null, where more is asked than can be seen through",
    "rooms: { max: 3 }, require: { that: 'args.from != args.to && args.rooms != null' }",
    "book",
  ),
  limited(
    "what may be null, and left out instead",
    "by: { max_length: 9, optional: true }",
    "visit",
  ),
  limited(
    "a number that may be null, too",
    "require: { that: args.rooms == null || args.rooms <= 3 }",
    "book",
  ),
  limited("a multiple", "value: { min: 10, max: 15 }", "price"),
  limited("fewer of the tool's own texts", 'code: { pattern: "[A-Z]{2}1.*" }', "ship"),
  limited("one truth", "urgent: true", "mail"),
  limited("an address", "to: { email_domain: corp.com, max_length: 50 }", "mail"),
  limited(
    "an address of a form",
    "to: { email_domain: corp.com, pattern: '[a-z.]+@corp\\.com' }",
    "mail",
  ),
  limited(
    "a host and a scheme",
    "site: { url_host: [a.com, '*.b.com'], url_scheme: https }",
    "post",
  ),
  limited(
    "a folder",
    "site: { path_within: /srv/data, ends_with: .csv, not_contains: secret }",
    "post",
  ),
  limited("a month", "day: { after: 2025-12-31, before: 2026-02-01 }", "post"),
  limited(
    "an hour",
    "day: { after: '2026-01-01T10:00:00Z', before: '2026-01-01T11:00:00Z' }",
    "post",
  ),
  limited(
    "some tags",
    "tags: { min_items: 1, max_items: 3, unique_items: true, each: { pattern: '[a-z]+' } }",
    "post",
  ),
  limited("a tag", "tags: { contains: public, not_contains: [secret, internal] }", "post"),
  limited(
    "ids",
    "ids: { unique_items: true, min_items: 3, each: { min: 1000, multiple_of: 7 } }",
    "post",
  ),
  limited("all but a pattern", "order: { not_pattern: 'tmp-.*', starts_with: tmp }"),
  limited("dimes", "amount: { multiple_of: 0.1, above: 0.2, below: 0.4 }"),
  replaced(
    "fewer domains",
    "to: { email_domain: [a.com, b.com] }",
    "to: { email_domain: a.com }",
    "mail",
  ),
  replaced("fewer tags", "tags: { max_items: 3 }", "tags: { max_items: 2 }", "post"),
  replaced("an earlier day", "day: { before: 2027-01-01 }", "day: { before: 2026-01-01 }", "post"),
  replaced("a shorter range", "date_range_max_days: 30", "date_range_max_days: 7", "book"),
  replaced(
    "a shorter range of an object",
    "stay: { max_days: 30 }",
    "stay: { max_days: 30 }, stay.start: { after: '2026-01-01' }",
    "plan",
  ),
  replaced("a lower limit", "max_amount: 500", "max_amount: 50"),
  replaced("the same limit in another form", "max_amount: 500", "amount: { max: 500 }"),
  replaced("fewer values", "currency: [EUR, USD]", "currency: EUR"),
  replaced(
    "a stricter pattern",
    'order: { pattern: "[a-z0-9]+" }',
    'order: { pattern: "[a-z]{3}" }',
  ),
  replaced(
    "a longer text that is none",
    "order: { max_length: 9 }",
    'order: { pattern: "x{2,9}" }',
  ),
  {
    name: "an approval above a limit",
    policies: `${policy("all", "")}      - tool: refund\n        effect: allow\n        when: args.amount <= 100.0\n${action("refund", "", "require_approval")}`,
  },
  {
    name: "other limits for other currencies",
    policies: `${policy("all", "")}      - tool: refund\n        effect: allow\n        when: args.currency == 'EUR'\n        constraints: { max_amount: 100 }\n${action("refund", "max_amount: 90")}`,
  },
  {
    name: "a condition on a text that nothing sees through",
    policies: `${policy("all", "")}      - tool: refund\n        effect: deny\n        when: args.order.startsWith('tmp')\n${action("refund", "")}`,
  },
  {
    name: "an allow of some of what is not denied",
    policies: `${policy("all", whenever("args.currency != 'EUR' || args.amount > 500.0", "deny"))}${policy("vip", action("refund", "currency: [EUR, USD], max_amount: 501"), "asst_vip")}`,
  },
  {
    name: "a requirement below the shared limit",
    policies: `${policy("all", action("refund", "max_amount: 500"))}${policy("vip", action("refund", "require: { that: args.amount < 100.0 }"), "asst_vip")}`,
  },
  {
    name: "an approval for one, above what all may do",
    policies: `${policy("all", action("refund", "max_amount: 50"))}${policy("vip", action("refund", "max_amount: 500", "require_approval"), "asst_vip")}`,
  },
  {
    name: "an approval of the larger of what all may do",
    policies: `${policy("all", action("refund", "max_amount: 500"))}${policy("vip", `${whenever("args.amount > 100.0", "require_approval")}        constraints: { max_amount: 500 }\n`, "asst_vip")}`,
  },
  {
    name: "an approval under a condition that cannot be seen through",
    policies: `${policy("all", action("refund", "max_amount: 500"))}${policy("vip", whenever("args.order.endsWith(args.currency)", "require_approval"), "asst_vip")}`,
  },
  {
    name: "an approval of what a condition that cannot be seen through leaves",
    policies: `${policy("all", action("refund", ""))}${policy("vip", whenever("args.order.endsWith(args.currency)") + action("refund", "", "require_approval"), "asst_vip")}`,
  },
  {
    name: "an approval of less, where all need one",
    policies: `${policy("all", action("refund", "", "require_approval"))}${policy("vip", `${whenever("args.currency == 'EUR'", "require_approval")}        constraints: { max_amount: 10 }\n`, "asst_vip")}`,
  },
  {
    name: "an approval of more than all may have approved",
    policies: `${policy("all", action("refund", "max_amount: 50", "require_approval"))}${policy("vip", action("refund", "max_amount: 500", "require_approval"), "asst_vip")}`,
  },
  {
    name: "a condition and a limit that leave something between",
    policies: policy(
      "all",
      action("refund", "max_amount: 100, require: { that: args.amount >= 100.0 }"),
    ),
  },
  ...[
    ["less than a shared condition lets through", action("refund", "max_amount: 5")],
    [
      "the shared conditions once more",
      `${whenever("args.amount > 100.0", "require_approval")}${whenever("args.amount <= 100.0")}`,
    ],
    ["what all are let", action("refund", "max_amount: 100, order_pattern: 'a+'")],
  ].map(([name = "", own = ""]) => ({
    name,
    policies: `${policy("all", whenever("args.amount > 100.0", "require_approval") + action("refund", ""))}${policy("vip", own, "asst_vip")}`,
  })),
  {
    name: "a denial for one",
    policies: `${policy("all", action("refund", "max_amount: 50"))}${policy("guest", action("refund", "", "deny"), "asst_guest")}`,
  },
  {
    name: "one assistant's tool",
    policies: `${policy("all", action("mail", "urgent: false"))}${policy("vip", action("refund", ""), "asst_vip")}`,
  },
  {
    name: "what is taken over decides for who said it, if not for who takes it over",
    policies: `${policy("day", action("refund", "max_amount: 50"), "asst_day")}${policy("vip", action("refund", "max_amount: 70"), "asst_vip")}${policy("late", action("mail", "urgent: false"), "asst_vip").replace("    actions", "    extends: day\n    actions")}`,
  },
  ...[
    ["below it", whenever("args.amount < 100.0"), "max_amount: 100"],
    ["of some of its values", whenever("args.currency == 'EUR'"), "currency: [EUR, USD]"],
    ["that cannot be seen through", whenever("args.order == args.currency"), "max_amount: 100"],
    [
      "of what its pattern may begin with",
      whenever("args.order.startsWith('ORD-')"),
      "order: { pattern: '(ORD|INV)-[0-9]+' }",
    ],
  ].map(([name = "", before = "", limits = ""]) => ({
    name: `a limit behind a condition ${name}`,
    policies: policy("vip", before + action("refund", limits), "asst_vip"),
  })),
  {
    name: "a limit that is taken over behind a condition of the same bound, and decides for others",
    policies: `${policy("day", action("refund", "max_amount: 100"), "asst_day")}${policy("late", whenever("args.amount <= 100.0"), "asst_vip").replace("    actions", "    extends: day\n    actions")}`,
  },
  {
    name: "a condition that its limit asks for as well, and what is left for an approval",
    policies: policy(
      "all",
      `${whenever("args.amount <= 100.0")}        constraints: { max_amount: 100 }\n${action("refund", "", "require_approval")}`,
    ),
  },
  ...[
    "amount: { min: 10, max: 100, not_in: [13] }",
    "currency: { in: [EUR, USD], not_in: [USD] }",
    "order: { pattern: 'ORD-[0-9]{6}', max_length: 20 }",
    "order: { pattern: '.+' }",
    "order: { starts_with: ORD-, min_length: 6 }",
    "max_amount: 100, require: { that: args.amount != 50.0 }",
    "require: [{ that: args.amount <= 500.0 }, { that: args.amount <= 100.0 }]",
    "require: { that: args.order == args.currency || args.amount < 5.0 }",
  ].map((limits) => limited(`each has its part: ${limits}`, limits)),
];
