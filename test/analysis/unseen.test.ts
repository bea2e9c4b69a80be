// Which conditions the compiler looks into: each of the others is named, once.

import { expect, test } from "vitest";
import { analysed } from "./analysed.js";
import { action, policy } from "./seeded-defects.js";

const seen = [
  "args.amount < 10.0",
  "args.amount >= 1.5 && args.amount != 7.0 || !(args.currency in ['EUR', 'USD'])",
  "args.currency == 'EUR' ? args.amount < 5.0 : args.amount < 6.0",
  "args.order.startsWith('ORD-') && !args.order.endsWith('0')",
  "args.order.contains('-') && args.order.matches('[0-9]{4}')",
  "size(args.order) <= 12 && args.order.size() > 2",
  "has(args.note) && args.note != ''",
  "'EUR' == args.currency",
];

const unseen = [
  "args.order.startsWith(args.currency)",
  "args.amount * 2.0 < 10.0",
  "args.order < 'ORD-5'",
  "assistant.id == 'asst_a'",
  "now < timestamp('2027-01-01T00:00:00Z')",
  "timestamp(args.order) < now",
  "string(args.amount < 5.0) == 'true'",
  "args.currency in [args.order]",
  "args.amount < 10.0 && args.order == args.currency",
];

const when = (condition: string, effect = "allow", tool = "refund") =>
  `      - tool: ${tool}\n        effect: ${effect}\n        when: "${condition}"\n`;

test.each(seen)("%s is looked into", async (condition) => {
  const { compilation, text } = await analysed(policy("all", when(condition)));
  expect(compilation.unseen, text).toEqual([]);
});

test.each(unseen)("%s is not, and is named", async (condition) => {
  const { compilation, text } = await analysed(policy("all", when(condition)));
  expect(
    compilation.unseen.map((each) => each.text),
    text,
  ).toEqual([condition]);
});

test("lists, and what may be missing further in, are not looked into", async () => {
  const lists = ["size(args.tags) < 3", "'a' in args.tags", "args.tags.all(tag, tag != 'a')"];
  const found = await analysed(
    policy("all", lists.map((each) => when(each, "deny", "post")).join("")),
  );
  expect(found.compilation.unseen.map(({ text }) => text)).toEqual(lists);
});

test("each is named once, at its place, wherever it is met", async () => {
  const condition = "args.order == args.currency";
  const required = action("refund", `require: { that: "${condition}" }`);
  const found = await analysed(
    `${policy("all", when(condition, "deny"))}${policy("one", required, "asst_1")}${policy("two", "", "asst_2").replace("    actions:\n", "    extends: one\n")}`,
  );
  const places = found.compilation.unseen.map(({ file, range }) => file.position(range.start).line);
  expect(places).toEqual([8, 14]);
});

test("conditions of too many sorts of calls are named together", async () => {
  const parts = ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"];
  const conditions = parts.map((part) => `args.order.contains('${part}')`);
  const found = await analysed(
    policy("all", conditions.map((each) => when(each, "deny")).join("")),
  );
  expect(found.compilation.unseen.map(({ text }) => text)).toEqual(conditions);
});
