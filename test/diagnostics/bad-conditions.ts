// Conditions that are wrong, in every way that YAML has to write a text.

import { policy, project } from "../cli/samples.js";
import type { BadInput } from "./bad-policies.js";

/** The usual policy with a condition, given as YAML. */
function conditioned(name: string, code: string, written: string): BadInput {
  const yaml = policy.replace("effect: allow", `effect: allow\n        when: ${written}`);
  return { name, code, files: { ...project, "safeclaw.yaml": yaml } };
}

/** The usual policy with requirements, given as YAML. */
function required(name: string, code: string, written: string): BadInput {
  const yaml = policy.replace("max_amount: 100", `require: ${written}`);
  return { name, code, files: { ...project, "safeclaw.yaml": yaml } };
}

const deep = `args.amount < ${"(".repeat(60)}1.0${")".repeat(60)}`;

export const badConditions: readonly BadInput[] = [
  conditioned("and-in-words", "SC8001", "args.amount < 5.0 and args.amount > 1.0"),
  conditioned("one-equals-sign", "SC8001", 'args.status = "open"'),
  conditioned("not-without-quotes", "SC1102", "!has(args.note)"),
  required("not-without-quotes-in-a-flow", "SC1102", "{ that: !has(args.note) }"),
  conditioned("cut-off", "SC8001", "args.amount <"),
  conditioned("text-unclosed", "SC8001", "'args.order_id == \"ORD'"),
  conditioned("no-variable", "SC8001", "args.order_id.all(1, true)"),
  conditioned("reserved-word", "SC8001", "args.amount < package"),
  conditioned("a-comment", "SC8002", "args.amount < 5.0 // small"),
  conditioned("two-comparisons", "SC8002", "1.0 < args.amount < 5.0"),
  conditioned(
    "two-comparisons-of-kinds",
    "SC8002",
    `'"note" in args == (args.order_id == "in ==")'`,
  ),
  conditioned("unknown-method", "SC8002", 'args.order_id.includes("x")'),
  conditioned("unknown-function", "SC8002", "len(args.order_id) < 5"),
  conditioned("pattern-of-an-argument", "SC8002", "args.order_id.matches(args.order_id)"),
  conditioned("pattern-slow", "SC4005", "'args.order_id.matches(\"(a+)+$\")'"),
  conditioned("has-of-no-field", "SC8002", "has(args)"),
  conditioned("an-object", "SC8002", "'args == {\"a\": 1}'"),
  conditioned("bytes", "SC8002", 'args.order_id == b"x"'),
  conditioned("unsigned", "SC8002", "args.amount < 5u"),
  conditioned("text-and-number", "SC8003", 'args.amount < "5"'),
  conditioned("never-null", "SC8003", "args.order_id == null"),
  conditioned("integer-plus-number", "SC8003", "args.amount + 1 < 5.0"),
  conditioned("no-condition", "SC8003", "args.amount"),
  conditioned("field-of-a-text", "SC8003", "args.order_id.length < 5"),
  conditioned("contains-of-a-list", "SC8003", `'["ord_1", "ord_2"].contains(args.order_id)'`),
  conditioned("facts-alone", "SC8003", "facts == 1"),
  conditioned("argument-misspelt", "SC8004", "args.amuont < 5.0"),
  conditioned("argument-without-args", "SC8004", "amount < 5.0"),
  conditioned(
    "argument-misspelt-before-in",
    "SC8004",
    `'!("amuont" in args) || args.amount < 5.0'`,
  ),
  conditioned("proto", "SC8004", 'args["__proto__"] == "x"'),
  conditioned("constructor", "SC8004", 'args.constructor == "x"'),
  conditioned("key-of-any-text", "SC8002", 'args[args.order_id] == "x"'),
  conditioned("key-of-other-names", "SC8004", 'has(args.status) && args[args.status] == "x"'),
  conditioned("no-facts", "SC8004", 'facts.order.status == "open"'),
  conditioned("assistant-field", "SC8004", 'assistant.name == "x"'),
  conditioned("too-deep", "SC8005", deep),
  conditioned("not-signs", "SC8005", `"${"!".repeat(7000)}true"`),
  conditioned("too-long", "SC8005", `"${" ".repeat(8000)}true"`),
  conditioned("no-timestamp", "SC8006", 'now < timestamp("2026-02-30T00:00:00Z")'),
  conditioned("no-duration", "SC8006", 'now - now < duration("1 day")'),
  conditioned("lost-integer", "SC8006", "args.amount < 9007199254740993"),
  conditioned("enum-value", "SC4003", 'has(args.status) && args.status == "shiped"'),
  conditioned(
    "enum-value-in-a-list",
    "SC4003",
    'has(args.status) && args.status in ["open", "lost"]',
  ),
  conditioned(
    "in-double-quotes",
    "SC8004",
    '"args.order_id == \\"\\u00e9\\t\\x41\\" && args.amuont < 5.0"',
  ),
  conditioned("in-single-quotes", "SC8004", "'args.order_id == ''it\\''s'' && args.amuont < 5.0'"),
  conditioned("plain-over-lines", "SC8004", 'args.order_id == "x" &&\n          args.amuont < 5.0'),
  conditioned(
    "in-a-literal-block",
    "SC8004",
    '|\n          args.order_id == "x" &&\n\n            args.amuont < 5.0\n',
  ),
  conditioned(
    "in-a-folded-block",
    "SC8004",
    '>- # why\n          args.order_id == "x" &&\n          args.amuont < 5.0\n',
  ),
  conditioned(
    "in-double-quotes-over-lines",
    "SC8004",
    '"args.order_id == \\"x\\" \\\n          && args.amuont\n          < 5.0"',
  ),
  conditioned("a-boolean", "SC2003", "true"),
  conditioned("a-list", "SC2003", "[args.amount]"),
  conditioned("empty", "SC2004", '""'),
  required("require-a-text", "SC2003", "args.amount < 5.0"),
  required("require-an-empty-list", "SC2004", "[]"),
  required("require-without-that", "SC2002", "{ otherwise: no }"),
  required("require-misspelt", "SC2001", "{ that: args.amount < 5.0, otherwize: no }"),
  required("require-ill-typed", "SC8003", "[{ that: args.amount < 5.0 }, { that: args.amount }]"),
  {
    ...required("require-on-a-deny", "SC4006", "{ that: args.amount < 5.0 }"),
    files: {
      ...project,
      "safeclaw.yaml": policy
        .replace("effect: allow", "effect: deny")
        .replace("max_amount: 100", "require: { that: args.amount < 5.0 }"),
    },
  },
  {
    name: "condition-on-a-builtin",
    code: "SC4006",
    files: {
      ...project,
      "safeclaw.yaml": policy
        .replace("tool: refund_order", "tool: file_search")
        .replace(/ +constraints:\n.*\n/u, '        when: assistant.id == "x"\n'),
    },
  },
];
