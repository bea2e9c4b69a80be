// SC2 to SC5: keys and types, names, values, and the sense of the policy as a whole.

import { entries } from "./entry.js";

const policy = (actions: string) => ({
  "safeclaw.yaml": `version: 1
tools: ./tools.json
policies:
  - name: support
    actions:
${actions.replaceAll(/^/gmu, "      ")}
`,
  "tools.json": `[
  {
    "name": "refund_order",
    "parameters": {
      "type": "object",
      "properties": {
        "order_id": { "type": "string" },
        "amount": { "type": "number" },
        "status": { "type": "string", "enum": ["open", "shipped"] },
        "note": { "type": "string" },
        "notes": { "type": "string" }
      },
      "required": ["order_id", "amount", "status"],
      "additionalProperties": false
    }
  }
]
`,
});

const file = (yaml: string) => ({ "safeclaw.yaml": yaml });
const refund = "- tool: refund_order\n  effect: allow";
const good = policy(`${refund}\n  constraints:\n    max_amount: 100`);

export const languageEntries = entries({
  SC2001: {
    severity: "error",
    title: "unknown key",
    why: "A misspelt constraint would otherwise vanish, and the call it was meant to stop would pass.",
    bad: policy(`${refund}\n  constraint:\n    max_amount: 100`),
    good,
  },
  SC2002: {
    severity: "error",
    title: "a required key is missing",
    why: "What a policy leaves out is not filled in by guessing.",
    bad: policy("- tool: refund_order"),
    good,
  },
  SC2003: {
    severity: "error",
    title: "a value of the wrong type",
    why: "YAML turns `12` into a number and `no` into a string; the compiler takes neither for the other.",
    bad: policy("- tool: 12\n  effect: allow"),
    good,
  },
  SC2004: {
    severity: "error",
    title: "something is empty",
    why: "An empty list or name is more often a lost line than a wish. Only `policies: []` may be empty.",
    bad: policy(`${refund}\n  constraints: {}`),
    good,
  },
  SC2005: {
    severity: "error",
    title: "unknown version",
    why: "A later language may mean something else by the same words.",
    bad: file("version: 2\npolicies: []\n"),
    good: file("version: 1\npolicies: []\n"),
  },
  SC2006: {
    severity: "error",
    title: "the default can only be deny",
    why: "What no policy allows is denied. There is no other mode.",
    bad: file("version: 1\ndefault: allow\npolicies: []\n"),
    good: file("version: 1\ndefault: deny\npolicies: []\n"),
  },
  SC2007: {
    severity: "warning",
    title: "the file has no version",
    why: "A file of `policies:` alone is read as version 1; with any other key beside it the version is required.",
    bad: file("policies: []\n"),
    good: file("version: 1\npolicies: []\n"),
  },
  SC3001: {
    severity: "error",
    title: "unknown tool",
    why: "A rule about a tool that does not exist protects nothing, and a deny with a slip in the name denies nothing.",
    bad: policy("- tool: refund_ordr\n  effect: deny"),
    good,
  },
  SC3002: {
    severity: "error",
    title: "unknown argument",
    why: "A limit on an argument that the tool does not take would never be compared with anything.",
    bad: policy(`${refund}\n  constraints:\n    max_amuont: 100`),
    good,
  },
  SC3003: {
    severity: "error",
    title: "a short form with two meanings",
    why: "The compiler does not choose between two arguments.",
    bad: policy(`${refund}\n  constraints:\n    allowed_notes: "a|b"`),
    good: policy(`${refund}\n  constraints:\n    note: { in: [a, b], optional: true }`),
  },
  SC3004: {
    severity: "error",
    title: "two policies of one name",
    why: "Decisions, audit records and generated modules name the policy; two of a name cannot be told apart.",
    bad: file(
      "version: 1\npolicies:\n  - name: a\n    actions: [{ tool: x, effect: allow }]\n  - name: a\n    actions: [{ tool: y, effect: allow }]\n",
    ),
    good,
  },
  SC3005: {
    severity: "error",
    title: "listed twice",
    why: "The second entry changes nothing, so one of the two was meant to be something else.",
    bad: file(
      "version: 1\npolicies:\n  - name: a\n    assistant_id: [asst_1, asst_1]\n    actions: [{ tool: x, effect: allow }]\n",
    ),
    good,
  },
  SC3006: {
    severity: "error",
    title: "two names that are one in generated code",
    why: "Each policy becomes a file and a constant of its own.",
    bad: file(
      "version: 1\npolicies:\n  - name: a-b\n    actions: [{ tool: x, effect: allow }]\n  - name: a_b\n    actions: [{ tool: y, effect: allow }]\n",
    ),
    good,
  },
  SC3007: {
    severity: "error",
    title: "a name that cannot be used",
    why: "A policy's name becomes a file, a constant and a comment; a tool's name stands in messages and logs.",
    bad: file(
      "version: 1\npolicies:\n  - name: class\n    actions: [{ tool: x, effect: allow }]\n",
    ),
    good,
  },
  SC4001: {
    severity: "error",
    title: "a value that does not fit its constraint",
    why: "The compiler never guesses what a bound was meant to be.",
    bad: policy(`${refund}\n  constraints:\n    max_amount: "100"`),
    good,
  },
  SC4002: {
    severity: "error",
    title: "a constraint that cannot stand on this argument",
    why: "A rule that can never be compared reads like protection and gives none.",
    bad: policy(`${refund}\n  constraints:\n    max_order_id: 100`),
    good,
  },
  SC4003: {
    severity: "error",
    title: "a value that the argument never has",
    why: "An allowed value that cannot occur is a slip, and a denied one denies nothing.",
    bad: policy(`${refund}\n  constraints:\n    allowed_statuses: "open|shiped"`),
    good: policy(`${refund}\n  constraints:\n    allowed_statuses: "open|shipped"`),
  },
  SC4004: {
    severity: "error",
    title: "unknown effect",
    why: "An action allows, denies, or requires an approval.",
    bad: policy("- tool: refund_order\n  effect: alow"),
    good,
  },
  SC4005: {
    severity: "error",
    title: "a pattern that is refused",
    why: "A pattern is matched against text that a model chose. It must mean the same everywhere, take linear time, and not many steps for each character.",
    bad: policy(`${refund}\n  constraints:\n    order_id: { pattern: "(a+)+" }`),
    good: policy(`${refund}\n  constraints:\n    order_id: { pattern: "ORD-[0-9]{6}" }`),
  },
  SC4006: {
    severity: "error",
    title: "constraints where they limit nothing",
    why: "A limit never grants, and nothing is to be limited on a call that is denied or that nobody here sees.",
    bad: policy("- tool: refund_order\n  effect: deny\n  constraints:\n    max_amount: 100"),
    good,
  },
  SC4007: {
    severity: "error",
    title: "unknown dialect",
    why: "Tool definitions mean what JSON Schema says, or, with `lenient`, also what words such as `dict` plainly mean.",
    bad: file("version: 1\ndialect: loose\npolicies: []\n"),
    good: file("version: 1\ndialect: lenient\npolicies: []\n"),
  },
  SC5001: {
    severity: "error",
    title: "an action that can never decide",
    why: "It reads like a rule and is none: another action of the same standing always decides first.",
    bad: policy(`${refund}\n- tool: refund_order\n  effect: deny`),
    good,
  },
  SC5002: {
    severity: "error",
    title: "constraints that nothing satisfies",
    why: "Such an action denies every call while it says that it allows some.",
    bad: policy(`${refund}\n  constraints:\n    min_amount: 100\n    max_amount: 10`),
    good: policy(`${refund}\n  constraints:\n    min_amount: 10\n    max_amount: 100`),
  },
  SC5003: {
    severity: "warning",
    title: "no tools module",
    why: "Without the tools' signatures a misspelt tool or argument cannot be told from a right one.",
    bad: file("version: 1\npolicies:\n  - name: a\n    actions: [{ tool: x, effect: allow }]\n"),
    good,
  },
  SC5004: {
    severity: "warning",
    title: "no policies that decide",
    why: "A file without policies, or with none but those on trial, denies every call: a sound beginning, and seldom what a finished application wants.",
    bad: file("version: 1\npolicies: []\n"),
    good,
  },
  SC5005: {
    severity: "warning",
    title: "a constraint on an optional argument",
    why: "A constrained argument that is absent fails its constraint, so calls that leave it out are denied.",
    bad: policy(`${refund}\n  constraints:\n    note: { max_length: 100 }`),
    good: policy(`${refund}\n  constraints:\n    note: { max_length: 100, optional: true }`),
  },
  SC5006: {
    severity: "error",
    title: "a tool that no policy mentions",
    why: "With `exhaustive: true` every tool of the application must have been thought of.",
    bad: {
      ...good,
      "safeclaw.yaml": "version: 1\ntools: ./tools.json\nexhaustive: true\npolicies: []\n",
    },
    good,
  },
});
