// SC8030 to SC8049: facts, and what conditions may ask of them.

import { entries } from "./entry.js";

const ping = '[{ "name": "ping", "parameters": { "type": "object" } }]\n';

/** A policy that names its facts in this way, beside a module of them. */
const facts = (named: string, module: string) => ({
  "safeclaw.yaml": `version: 1\ntools: ./tools.json\nfacts: ${named}\npolicies: []\n`,
  "tools.json": ping,
  "facts.ts": module,
});

const good = `export async function order(args: { order_id: string }): Promise<{ status: string }> {
  return { status: args.order_id === "ord_1" ? "delivered" : "lost" };
}
`;

/** A policy whose only condition reads the order of a call. */
const reading = (tool: string) => ({
  "safeclaw.yaml": `version: 1
tools: ./tools.json
facts: ./facts.ts
policies:
  - name: support
    actions:
      - tool: ${tool}
        effect: allow
        when: facts.order.status == "delivered"
`,
  "tools.json": `[
  {
    "name": "refund_order",
    "parameters": {
      "type": "object",
      "properties": { "order_id": { "type": "string" } },
      "required": ["order_id"]
    }
  },
  {
    "name": "refund_latest",
    "parameters": { "type": "object", "properties": { "order_id": { "type": "string" } } }
  }
]
`,
  "facts.ts": good,
});

/** A fact that looks at the recipients of a call, and at those of its copies. */
const asking = (recipients: string) => ({
  "safeclaw.yaml": `version: 1
tools: ./tools.json
facts: ./facts.ts
policies:
  - name: mail
    actions:
      - tool: send_mail
        effect: allow
        when: facts.strangers == 0.0
`,
  "tools.json": `[
  {
    "name": "send_mail",
    "parameters": {
      "type": "object",
      "properties": {
        "recipients": { "type": "array", "items": { "type": "string" } },
        "copies": { "type": "array", "items": { "type": "string" } }
      },
      "required": ["recipients"]
    }
  }
]
`,
  "facts.ts": `const known = ["ada@example.com"];

export function strangers(args: { ${recipients}?: string[]; copies?: string[] }): number {
  const all = [...(args.${recipients} ?? []), ...(args.copies ?? [])];
  return all.filter((address) => !known.includes(address)).length;
}
`,
});

export const factEntries = entries({
  SC8030: {
    severity: "error",
    title: "the facts file cannot be read",
    why: "Without the types of facts the compiler cannot check what conditions say of them.",
    bad: facts("./missing.ts", good),
    good: facts("./facts.ts", good),
  },
  SC8031: {
    severity: "error",
    title: "the facts module does not compile",
    why: "Types in a module with errors may mean something other than what they say.",
    bad: facts("./facts.ts", good.replace("status: string", "status: Status")),
    good: facts("./facts.ts", good),
  },
  SC8032: {
    severity: "error",
    title: "an exported function cannot be a fact",
    why: "Each function that a facts module exports is a fact. It is called with one object of the call's arguments, and with the context if it wants that.",
    bad: facts(
      "./facts.ts",
      good
        .replace("args: { order_id: string }", "order_id: string, tenant: string, live: boolean")
        .replace("args.", ""),
    ),
    good: facts("./facts.ts", good),
  },
  SC8033: {
    severity: "error",
    title: "an argument of a fact has a type that no argument of a call has",
    why: "A fact is asked with arguments of a tool call, which are JSON.",
    bad: facts(
      "./facts.ts",
      good
        .replace("order_id: string", "order_id: URL")
        .replace("args.order_id", "args.order_id.href"),
    ),
    good: facts("./facts.ts", good),
  },
  SC8034: {
    severity: "error",
    title: "a fact tells what conditions cannot read",
    why: "What a fact tells is copied and checked before a condition reads it, as plain data: text, numbers, booleans, null, lists and objects. A class instance such as a Date would fail that check in every call.",
    bad: facts(
      "./facts.ts",
      good
        .replace("status: string", "status: string; at: Date")
        .replace('"lost"', '"lost", at: new Date()'),
    ),
    good: facts(
      "./facts.ts",
      good
        .replace("status: string", "status: string; at: string")
        .replace('"lost"', '"lost", at: new Date().toISOString()'),
    ),
  },
  SC8035: {
    severity: "error",
    title: "the facts module has no facts",
    why: "A policy that names a module means to use something of it.",
    bad: facts("./facts.ts", 'export const status = "delivered";\n'),
    good: facts("./facts.ts", good),
  },
  SC8036: {
    severity: "error",
    title: "a `CallerFacts` that does not say which facts a caller gives",
    why: "Each of its members is a fact that only the caller knows, such as who is logged in. One that is a function as well would have two types.",
    bad: facts(
      "./facts.ts",
      `${good}\nexport interface CallerFacts { order: { status: string } }\n`,
    ),
    good: facts("./facts.ts", `${good}\nexport interface CallerFacts { user: { id: string } }\n`),
  },
  SC8037: {
    severity: "error",
    title: "unknown fact",
    why: "A misspelt name would leave a fact uncached, or its value out of the audit log, without a word.",
    bad: facts("{ module: ./facts.ts, per_run: [ordr] }", good),
    good: facts("{ module: ./facts.ts, per_run: [order] }", good),
  },
  SC8038: {
    severity: "error",
    title: "the deadline of facts is out of range",
    why: "Facts that are not there in time deny the call. A deadline of nothing would deny every call, and one of minutes would hold them all up.",
    bad: facts("{ module: ./facts.ts, deadline_ms: 0 }", good),
    good: facts("{ module: ./facts.ts, deadline_ms: 500 }", good),
  },
  SC8040: {
    severity: "error",
    title: "a condition reads a fact that this tool's calls cannot ask for",
    why: "A fact is looked up with arguments of the call, under their own names. Where one is missing, or of another type than the look-up takes, there would be nothing to ask for.",
    bad: reading("refund_latest"),
    good: reading("refund_order"),
  },
  SC8041: {
    severity: "warning",
    title: "a fact takes an argument that none of its calls has",
    why: "What a fact may be asked without is passed on where the call has it. Under another name it never comes, and the fact tells what is true without it: that nobody unknown is among no recipients.",
    bad: asking("receivers"),
    good: asking("recipients"),
  },
});
