// SC501x: what the compiler understands of a policy as a whole.

import { entries } from "./entry.js";

const tools = `[
  {
    "name": "refund_order",
    "parameters": {
      "type": "object",
      "properties": {
        "order_id": { "type": "string" },
        "amount": { "type": "number", "minimum": 0, "maximum": 10000 }
      },
      "required": ["order_id", "amount"],
      "additionalProperties": false
    }
  }
]
`;

const files = (policies: string) => ({
  "safeclaw.yaml": `version: 1\ntools: ./tools.json\npolicies:\n${policies.replaceAll(/^/gmu, "  ")}\n`,
  "tools.json": tools,
});

const shared = (constraints: string, effect = "allow") =>
  `- name: everyone
  actions:
    - tool: refund_order
      effect: ${effect}${constraints === "" ? "" : `\n      constraints: { ${constraints} }`}`;

const scoped = (constraints: string) =>
  `- name: support
  assistant_id: asst_support
  actions:
    - tool: refund_order
      effect: allow${constraints === "" ? "" : `\n      constraints: { ${constraints} }`}`;

/** Patterns that only their last letters tell apart. */
const long = (...ends: readonly string[]) => {
  const [one, other] = ends.map((end) => `"[ab]{1000}x[ab]{1000}y[ab]{1000}${end}"`);
  return shared(`order_id: { pattern: ${one} }, order_id_pattern: ${other}`);
};

const both = (constraints: string, everyone: string) =>
  files(`${everyone}\n${scoped(constraints)}`);

export const analysisEntries = entries({
  SC5010: {
    severity: "warning",
    title: "a constraint that limits nothing",
    why: "The tool itself takes nothing that this constraint would stop. It reads like protection and gives none; perhaps the value or the argument is not the one that was meant.",
    bad: files(shared("max_amount: 20000")),
    good: files(shared("max_amount: 500")),
  },
  SC5011: {
    severity: "warning",
    title: "an allowance that lets nothing through",
    why: "Every call that its limits leave, another action decides before it: a `deny`, which beats every `allow`, or one that stands before it and has a condition. All that is left to this one fails its limits.",
    bad: both("max_amount: 100", shared("", "deny")),
    good: files(scoped("max_amount: 100")),
  },
  SC5012: {
    severity: "warning",
    title: "an assistant may do more than the shared policy lets",
    why: "The action of an assistant's own policy replaces the shared one; their limits do not add up. Where it lets more through, a reader of the shared policy alone is wrong about what can happen.",
    bad: both("max_amount: 5000", shared("max_amount: 500")),
    good: both("max_amount: 100", shared("max_amount: 500")),
  },
  SC5013: {
    severity: "warning",
    title: "a tool that no policy can ever allow",
    why: "The tool's own definition has no valid arguments, so every call of it is denied, whatever a policy says.",
    bad: {
      ...files(shared("")),
      "tools.json": tools.replace(
        '"order_id": { "type": "string" }',
        '"order_id": { "type": "string", "minLength": 9, "maxLength": 5 }',
      ),
    },
    good: files(shared("")),
  },
  SC5014: {
    severity: "warning",
    title: "a dot that stands for any character",
    why: "In a pattern `.` is any character. In `example.com` it also lets `exampleXcom` through, which may be somebody else's.",
    bad: files(shared('order_id: { pattern: "example.com/[0-9]+" }')),
    good: files(shared('order_id: { pattern: "example\\\\.com/[0-9]+" }')),
  },
  SC5015: {
    severity: "warning",
    title: "an anchor that says nothing",
    why: "A pattern is always about the whole text. An anchor suggests that without it the pattern would be looked for somewhere within.",
    bad: files(shared('order_id: { pattern: "^ORD-[0-9]+$" }')),
    good: files(shared('order_id: { pattern: "ORD-[0-9]+" }')),
  },
  SC5016: {
    severity: "warning",
    title: "a condition that limits nothing",
    why: "Where a condition is false, the next action decides. If that one lets the same calls through, the condition changes nothing, whatever it looks like. A condition that is true of every call limits nothing, either.",
    bad: files(
      "- name: everyone\n  actions:\n    - tool: refund_order\n      effect: allow\n      when: args.amount < 100.0\n    - tool: refund_order\n      effect: allow",
    ),
    good: files(
      "- name: everyone\n  actions:\n    - tool: refund_order\n      effect: allow\n      when: args.amount < 100.0\n    - tool: refund_order\n      effect: require_approval",
    ),
  },
  SC5017: {
    severity: "warning",
    title: "constraints too complex to be compared",
    why: "No text was found that satisfies them all, and no proof that there is none. The guard decides each call exactly, whatever the compiler knows about all of them.",
    bad: files(long("z", "w")),
    good: files(shared('order_id: { pattern: "[ab]{1000}z" }')),
  },
  SC5018: {
    severity: "warning",
    title: "a pattern that is found within other texts",
    why: "In a condition `matches` looks for its pattern anywhere in a text; only the constraint `pattern` is about the whole of it. A host name that is looked for is also found within somebody else's, and an order number within whatever stands around it.",
    bad: files(
      "- name: everyone\n  actions:\n    - tool: refund_order\n      effect: allow\n      when: args.order_id.matches('ORD-[0-9]{6}')",
    ),
    good: files(
      "- name: everyone\n  actions:\n    - tool: refund_order\n      effect: allow\n      when: args.order_id.matches('^ORD-[0-9]{6}$')",
    ),
  },
  SC5019: {
    severity: "warning",
    title: "a limit on an argument that may be null",
    why: "Null passes no constraint. Where a tool is strict, null is how a call leaves an argument out, so that such a limit makes it a must. A condition can speak of null.",
    bad: {
      ...files(shared("max_amount: 100")),
      "tools.json": tools.replace('"number"', '["number", "null"]'),
    },
    good: {
      ...files(shared('require: { that: "args.amount == null || args.amount <= 100.0" }')),
      "tools.json": tools.replace('"number"', '["number", "null"]'),
    },
  },
  SC5020: {
    severity: "warning",
    title: "a part of a text that leaves open whose name it is",
    why: "`https://example.com` is also how `https://example.com.evil.example/` begins, and `/srv/data` how `/srv/data-of-others` does; `evil-example.com` ends with `example.com`, and `/srv/data/../secret` begins with `/srv/data/`. A limit on a part of a text ends where a name ends, and kinds that read the text as what it is see more.",
    bad: files(shared("order_id: { starts_with: 'https://example.com' }")),
    good: files(shared("order_id: { starts_with: 'https://example.com/' }")),
  },
  SC5021: {
    severity: "warning",
    title: "a wildcard that goes beyond the host of a URL",
    why: "`.*` may be a `/` as well. So `https://.*\\.example\\.com/` also matches `https://evil.example/.example.com/`, which is a URL of another host.",
    bad: files(shared("order_id: { pattern: 'https://.*\\.example\\.com/' }")),
    good: files(shared("order_id: { pattern: 'https://[a-z0-9.-]*\\.example\\.com/' }")),
  },
  SC5022: {
    severity: "warning",
    title: "a path that only a detour leads to",
    why: "`path_within` looks at where a path leads, the other limits at how it is written. Both are about another folder here, so that nothing passes but a path such as `/etc/../srv/a`, which is meant by nobody.",
    bad: files(shared("order_id: { path_within: /srv, starts_with: /etc/ }")),
    good: files(shared("order_id: { path_within: /srv, starts_with: /srv/data/ }")),
  },
});
