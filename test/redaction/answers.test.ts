// What a record holds of a tool's answer, where the application keeps it: nothing that the policy hides of the call.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import { expect, test } from "vitest";
import { memoryAudit } from "../runtime/memory-audit.js";
import { anyone, refunding, shop } from "./shop.js";

const standIns = { pseudonym: (text: string): string => `hmac:<${text}>` };

/** What is kept of an answer to these arguments. */
async function kept(args: object, answer: unknown, audit = memoryAudit(standIns)) {
  const safeclaw = new SafeClaw(await shop, { audit, keepResults: true });
  const decision = safeclaw.evaluate(refunding, args, anyone);
  if (!decision.allowed) throw new Error(decision.reason);
  expect(await safeclaw.run(decision, () => answer)).toBe(answer);
  const [, record] = audit.records;
  return { content: record?.outcome?.content, redacted: record?.redacted };
}

const card = { card_number: "4111 1111" };

test.each<[string, object, unknown, unknown, readonly string[] | undefined]>([
  [
    "what bears the name of a hidden argument is hidden in the same way, wherever it stands",
    { order_id: "1" },
    { order: [{ cardNumber: 1, customer: { email: "x", name: "y" }, sku: "s" }] },
    { order: [{ cardNumber: "***", customer: { email: "hmac:<x>", name: "y" } }] },
    [
      "content.order[].cardNumber:mask",
      "content.order[].customer.email:hash",
      "content.order[].sku:drop",
    ],
  ],
  ["an answer that is the value", card, "4111 1111", "***", ["content:mask"]],
  [
    "an answer that speaks of it",
    card,
    ["paid with 4111 1111, and 4111 1111 alone"],
    ["paid with ***, and *** alone"],
    ["content[]:mask"],
  ],
  ["a key that is it", card, { "4111 1111": "ok" }, { "***": "ok" }, undefined],
  [
    "a number",
    { card_number: 41111 },
    { a: 41111, b: 411112 },
    { a: "***", b: 411112 },
    ["content.a:mask"],
  ],
  [
    "JSON of the arguments in a text",
    { card_number: 'a"b\n1' },
    `{"c":"a\\"b\\n1"}`,
    `{"c":"***"}`,
    ["content:mask"],
  ],
  [
    "JSON with the name of a hidden argument in a text",
    { order_id: "1" },
    '{"card_number": 1}',
    "***",
    ["content:mask"],
  ],
  [
    "JSON with any name that the policy hides, however it is escaped",
    { order_id: "1" },
    ['{"a": "b", "sku": "c"}', '{"customer.e\\u006dail": 1}', "{'password': 1}"],
    ["***", "***", "***"],
    ["content[]:mask"],
  ],
  [
    "neither other JSON in a text, nor prose that has such a name",
    { order_id: "1" },
    ['{"amount": 1}', "{}", "no sku is known", '{"skunk": 1}'],
    ['{"amount": 1}', "{}", "no sku is known", '{"skunk": 1}'],
    undefined,
  ],
  [
    "all of a value, and not the rest of a longer one",
    { card_number: "4111", customer: { email: "41112222" } },
    "to 41112222",
    "to ***",
    ["content:mask"],
  ],
  [
    "a value in a hidden object",
    { customer: { notes: ["likes tea"] } },
    "she likes tea",
    "she ***",
    ["content:mask"],
  ],
  [
    "a short value, where it is all there is",
    { card_number: "41" },
    ["41", "1415"],
    ["***", "1415"],
    ["content[]:mask"],
  ],
  [
    "a value that the policy does not hide",
    { order_id: "ord_1" },
    "ord_1 is paid",
    "ord_1 is paid",
    undefined,
  ],
  ["a value that the policy keeps", { token: "tok_1" }, "tok_1", "tok_1", undefined],
])("%s", async (_, args, answer, content, redacted) => {
  expect(await kept(args, answer)).toEqual({ content, redacted });
});

test("an argument that is called as the record calls the answer", async () => {
  const answer = { content: "x" };
  expect(await kept({ customer: { notes: ["content"] } }, answer)).toMatchObject({
    content: { "***": "x" },
  });
});

test("a value behind so much else that the record of the call leaves it out", async () => {
  const args = { order_id: "x".repeat(80_000), card_number: "41111111" };
  expect(await kept(args, "41111111")).toMatchObject({ content: "***" });
});

test("more values than anybody looks for: nothing of the answer", async () => {
  const args = { tags: Array.from({ length: 1001 }, (_, index) => `tag_${index}`) };
  expect(await kept(args, { a: "open", b: [7] })).toMatchObject({ content: { "***": ["***"] } });
});

test("without a key for stand-ins they are masked", async () => {
  const { content } = await kept({ order_id: "1" }, { email: "x" }, memoryAudit());
  expect(content).toEqual({ email: "***" });
});
