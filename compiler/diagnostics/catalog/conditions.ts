// SC80: conditions, which are written in CEL.

import { entries } from "./entry.js";

const tools = `[
  {
    "name": "refund_order",
    "parameters": {
      "type": "object",
      "properties": {
        "order_id": { "type": "string" },
        "amount": { "type": "number" },
        "note": { "type": "string" },
        "coupon": { "type": ["string", "null"] }
      },
      "required": ["order_id", "amount", "coupon"],
      "additionalProperties": false
    }
  }
]
`;

const when = (condition: string) => ({
  "safeclaw.yaml": `version: 1
tools: ./tools.json
policies:
  - name: support
    actions:
      - tool: refund_order
        effect: allow
        when: ${condition}
`,
  "tools.json": tools,
});

const good = when("args.amount < 100.0");

export const conditionEntries = entries({
  SC8001: {
    severity: "error",
    title: "a condition that is not CEL",
    why: "What cannot be read cannot be decided.",
    bad: when("args.amount < 100.0 and args.amount > 1.0"),
    good: when("args.amount < 100.0 && args.amount > 1.0"),
  },
  SC8002: {
    severity: "error",
    title: "outside the part of CEL that conditions have",
    why: "Everything in a condition is compiled exactly; what is not understood to the last detail is not taken.",
    bad: when("args.order_id.matches(args.note)"),
    good: when('args.order_id.matches("^ORD-[0-9]+$")'),
  },
  SC8003: {
    severity: "error",
    title: "a value of a type that cannot stand here",
    why: "At run time it would have no answer, and every call that comes here would be denied.",
    bad: when('args.amount < "100"'),
    good,
  },
  SC8004: {
    severity: "error",
    title: "a condition names something that is not there",
    why: "A condition on an argument that the tool does not take would never have an answer.",
    bad: when("args.amuont < 100.0"),
    good,
  },
  SC8005: {
    severity: "error",
    title: "a condition that is too large",
    why: "A condition is read by people, and checked by walks through it that must come to an end.",
    bad: when(`args.amount < ${"(".repeat(60)}100.0${")".repeat(60)}`),
    good,
  },
  SC8006: {
    severity: "error",
    title: "a value that is none",
    why: "A time that does not exist, or an integer that loses digits, would be compared as something else.",
    bad: when('now < timestamp("2026-02-30T00:00:00Z")'),
    good: when('now < timestamp("2026-02-28T00:00:00Z")'),
  },
  SC8010: {
    severity: "warning",
    title: "a condition reads what may be missing",
    why: "A condition without an answer denies, so every call that leaves the argument out is denied.",
    bad: when('args.note != "fraud"'),
    good: when('"!has(args.note) || args.note != \\"fraud\\""'),
  },
  SC8011: {
    severity: "warning",
    title: "a condition reads what may be null",
    why: "Null has no beginning, no length and no order: a condition that asks for them denies.",
    bad: when('args.coupon.startsWith("X")'),
    good: when('args.coupon != null && args.coupon.startsWith("X")'),
  },
  SC8012: {
    severity: "warning",
    title: "where the condition is false, the shared policy decides",
    why: "A `when` says whether the action applies at all; it is no limit. The call goes on to what all assistants may do.",
    bad: {
      "safeclaw.yaml": `version: 1
tools: ./tools.json
policies:
  - name: support
    assistant_id: asst_1
    actions:
      - tool: refund_order
        effect: allow
        when: args.amount < 100.0
  - name: everyone
    actions:
      - tool: refund_order
        effect: allow
`,
      "tools.json": tools,
    },
    good: {
      "safeclaw.yaml": `version: 1
tools: ./tools.json
policies:
  - name: support
    assistant_id: asst_1
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          require: { that: args.amount < 100.0, otherwise: At most 100 here }
  - name: everyone
    actions:
      - tool: refund_order
        effect: allow
`,
      "tools.json": tools,
    },
  },
});
