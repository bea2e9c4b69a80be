// `safeclaw evaluate --explain`: the nearest call that passes, where conditions deny.

import { describe, expect, it } from "vitest";
import { folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const tools = `
export async function refund(args: {
  order_id: string;
  amount: number;
  pieces: 1 | 2 | 3 | 10;
  currency: "EUR" | "USD" | "GBP";
  urgent: boolean;
  to?: { country: string };
  note: string;
  day?: string;
  tags?: string[];
}) {
  return args;
}
`;

const facts = `
export async function order(args: { order_id: string }): Promise<{ id: string; total: number }> {
  return { id: args.order_id, total: 80 };
}
`;

const call = {
  order_id: "ord_1",
  amount: 50,
  pieces: 1,
  currency: "EUR",
  urgent: false,
  note: "n",
};

const allow = (condition: string, more = "") => `
      - tool: refund
        effect: allow
        constraints:${more}
          require: { that: '${condition}' }`;

const when = (effect: string, condition: string) => `
      - tool: refund
        effect: ${effect}
        when: '${condition}'`;

/** Of an argument that the nearest call leaves out. */
const absent = undefined;

type Row = readonly [actions: string, change: object, nearest: object | null];

const rows: readonly Row[] = [
  // A limit that a condition says.
  [allow("args.amount <= 100.0"), { amount: 250 }, { amount: 100 }],
  [allow("args.amount < 100.0"), { amount: 250 }, { amount: 99.99 }],
  [allow("args.amount > 100.0"), {}, { amount: 100.01 }],
  [allow("100.0 >= args.amount"), { amount: 250 }, { amount: 100 }],
  [allow("args.amount < 0.3 && args.amount > 0.1"), {}, { amount: 0.29 }],
  [allow("args.pieces >= 2"), {}, { pieces: 2 }],
  [allow('args.currency == "USD"'), {}, { currency: "USD" }],
  [allow('args.currency != "EUR"'), {}, { currency: "USD" }],
  [allow('args.currency in ["GBP"]'), {}, { currency: "GBP" }],
  [allow("args.urgent"), {}, { urgent: true }],
  [allow('args.note == "as agreed"'), {}, { note: "as agreed" }],
  [
    allow('has(args.to) && args.to.country == "CH"'),
    { to: { country: "FR" } },
    { to: { country: "CH" } },
  ],
  // One argument may be enough where two are compared, and two may be needed.
  [allow('args.amount <= 100.0 || args.currency == "GBP"'), { amount: 250 }, { amount: 100 }],
  [allow("args.urgent && args.pieces == 3"), {}, { urgent: true, pieces: 3 }],
  // Beside constraints, before and after.
  [
    allow("args.amount <= 100.0", "\n          currency: EUR"),
    { amount: 250, currency: "USD" },
    { amount: 100, currency: "EUR" },
  ],
  // A denial, and actions of which none applies.
  [when("deny", "args.amount > 100.0") + when("allow", "true"), { amount: 250 }, { amount: 100 }],
  [when("allow", 'args.currency == "GBP"'), {}, { currency: "GBP" }],
  [
    when("require_approval", "args.pieces == 2") + when("allow", "args.pieces == 10"),
    {},
    { pieces: 10 },
  ],
  [when("require_approval", "args.pieces == 2"), {}, { pieces: 2 }],
  // What the condition says by a fact.
  [allow("args.amount <= facts.order.total"), { amount: 250 }, { amount: 80 }],
  // Another order would have other facts.
  [allow("args.order_id == facts.order.id"), { order_id: "ord_2" }, null],
  // A limit that a constraint says, and one that a fact says.
  [
    allow("args.amount <= facts.order.total", "\n          max_amount: 100"),
    { amount: 250 },
    { amount: 80 },
  ],
  [allow("args.amount <= facts.order.total * 0.5"), {}, { amount: 40 }],
  [allow("args.amount * 2.0 <= 100.0 || args.amount == 20.0"), { amount: 60 }, { amount: 20 }],
  // Another argument says how much.
  [allow('args.currency == "EUR" ? args.amount < 10.0 : args.amount < 5.0'), {}, { amount: 9.99 }],
  // Texts: by what they are, by what is in them, by their length.
  [when("deny", 'args.note == "n"') + when("allow", "true"), {}, { note: "na" }],
  [when("deny", 'args.note in ["n", "na"]') + when("allow", "true"), {}, { note: "nX" }],
  [
    when("deny", 'args.note.startsWith("ev")') + when("allow", "true"),
    { note: "eve" },
    { note: "ee" },
  ],
  [
    when("deny", 'args.note.contains(";")') + when("allow", "true"),
    { note: "a;b" },
    { note: "ab" },
  ],
  [allow('args.note.endsWith(".")'), {}, { note: "n." }],
  [allow('args.note.matches("^[0-9]{2}$")'), { note: "4" }, { note: "41" }],
  [allow("size(args.note) > 3"), {}, { note: "naaa" }],
  [when("deny", "size(args.note) > 2") + when("allow", "true"), { note: "eve" }, { note: "ev" }],
  // Dates, and lists.
  [
    allow('has(args.day) && timestamp(args.day) < timestamp("2026-02-01T00:00:00Z")'),
    { day: "2026-03-01T00:00:00Z" },
    { day: "2026-01-31T23:59:59Z" },
  ],
  [
    when("deny", 'has(args.tags) && args.tags.exists(tag, tag == "vip")') + when("allow", "true"),
    { tags: ["vip", "a", "vip"] },
    { tags: ["a"] },
  ],
  [allow('has(args.tags) && "checked" in args.tags'), { tags: ["a"] }, { tags: ["a", "checked"] }],
  // An argument that is not to be there, or must be.
  [when("deny", "has(args.to)") + when("allow", "true"), { to: { country: "CH" } }, { to: absent }],
  [allow('has(args.day) && args.day == "today"'), {}, { day: "today" }],
  // Arguments that the tool does not have, or not so.
  [when("allow", "true"), { extra: 1 }, { extra: absent }],
  [when("allow", "true"), { extra: 1, more: 2 }, { extra: absent, more: absent }],
  [when("allow", "true"), { day: null }, { day: absent }],
  [when("allow", "true"), { to: { country: "CH", zip: 1 } }, { to: { country: "CH" } }],
  [allow('has(args.to) && args.to.country == "CH"'), { to: 5 }, { to: { country: "CH" } }],
  [when("allow", "true"), { amount: "5" }, { amount: 5 }],
  [when("allow", "true"), { tags: ["a", 5] }, { tags: ["a", "5"] }],
  // What needs an approval passes where it needs none.
  [
    when("require_approval", "args.amount > 100.0") + when("allow", "true"),
    { amount: 500 },
    { amount: 100 },
  ],
  // Nothing that a value of one argument could turn.
  [when("require_approval", "true"), {}, null],
  [allow('now < timestamp("2001-01-01T00:00:00Z")'), {}, null],
];

/** An argument that is changed in two places is there twice. */
function firstSteps(paths: readonly string[]): readonly string[] {
  return paths.map((path) => path.split(".")[0] ?? "").toSorted();
}

/** What is said of each row's call, by a policy of its own. */
async function explained() {
  const policies = rows.map(
    ([actions], index) => `
  - name: row-${index}
    assistant_id: asst_${index}
    actions:${actions}`,
  );
  const calls = rows.map(([, change], index) => ({
    tool: "refund",
    args: { ...call, ...change },
    assistant: `asst_${index}`,
    facts: { order: { id: "ord_1", total: 80 } },
  }));
  const path = folder({
    "tools.ts": tools,
    "facts.ts": facts,
    "safeclaw.yaml": `version: 1
tools: ./tools.ts
facts: ./facts.ts
policies:${policies.join("")}
`,
    "calls.jsonl": calls.map((each) => JSON.stringify(each)).join("\n"),
  });
  const { stdout } = await safeclaw(["evaluate", "--explain", "--calls", "calls.jsonl"], path);
  const answers = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return answers.map(({ allowed, explanation }) => ({
    allowed,
    nearest: explanation.nearest?.args ?? null,
    changed: firstSteps(explanation.nearest?.changed ?? []),
  }));
}

describe("the call nearest to one that a condition denies", () => {
  it("is found where another value of single arguments turns the condition", async () => {
    const expected = rows.map(([, change, nearest]) => ({
      allowed: false,
      nearest: nearest && { ...call, ...change, ...nearest },
      changed: firstSteps(Object.keys(nearest ?? {})),
    }));
    expect(await explained()).toEqual(expected);
  });
});
