// Policies that are wrong, one fault each: what a slip of the pen, a merge or an attacker makes of a good one.

import type { Files } from "../cli/folder.js";
import { policy, project, toolsJson } from "../cli/samples.js";

export interface BadInput {
  /** Also the name of its golden file. */
  readonly name: string;
  /** The code of the first error. */
  readonly code: string;
  readonly files: Files;
}

/** A policy file alone, beside the usual tools. */
function file(name: string, code: string, content: string | Uint8Array): BadInput {
  return { name, code, files: { ...project, "safeclaw.yaml": content } };
}

/** The usual policy with one piece of it replaced. */
function edited(name: string, code: string, from: string, to: string): BadInput {
  if (!policy.includes(from)) throw new Error(`the policy has no ${from}`);
  return file(name, code, policy.replace(from, to));
}

/** The usual policy with other constraints. */
function constrained(name: string, code: string, constraints: string): BadInput {
  return edited(name, code, "max_amount: 100", constraints);
}

const guests = JSON.stringify({
  type: "array",
  items: {
    type: "object",
    properties: { age: { type: "integer" }, name: { type: "string" } },
    required: ["name"],
  },
});

/** The same, of a tool that takes a list of objects, too. */
function constrainedGuests(name: string, code: string, constraints: string): BadInput {
  const { files } = constrained(name, code, constraints);
  const tools = toolsJson.replace('"note": {', `"guests": ${guests}, "note": {`);
  return { name, code, files: { ...files, "tools.json": tools } };
}

/** The usual policy with a word on what the audit keeps. */
function logged(name: string, code: string, log: string): BadInput {
  return file(name, code, `${policy}log: ${log}\n`);
}

/** The usual policy under another name, given as YAML. */
function named(name: string, written: string): BadInput {
  return edited(name, "SC3007", "name: support", `name: ${written}`);
}

const second = (name: string): string => `${policy}  - name: ${name}
    actions:
      - tool: get_customer
        effect: allow
`;

const laughs = [
  "a: &a [x, x]",
  ...[..."bcdefghi"].map(
    (key, index) => `${key}: &${key} [${`*${"abcdefghi"[index]}, `.repeat(9)}]`,
  ),
];

export const unreadable: readonly BadInput[] = [
  { name: "a-folder", code: "SC1001", files: { "safeclaw.yaml/": "" } },
  file("too-large", "SC1002", `${policy}#${" ".repeat(20_000_000)}`),
  file("latin-1", "SC1003", Buffer.from(policy.replace("support", "Käse"), "latin1")),
  file("utf-16", "SC1003", Buffer.from(`\ufeff${policy}`, "utf16le")),
  file("empty", "SC2003", ""),
  file("only-comments", "SC2003", "# nothing here yet\n"),
  edited("out-leaves-the-repository", "SC1004", "default: deny", "out: ../elsewhere"),
  edited("tools-leave-the-repository", "SC1004", "./tools.json", "/etc/tools.json"),
];

export const brokenYaml: readonly BadInput[] = [
  edited("anchor", "SC1102", "name: support", "name: &name support"),
  edited("alias", "SC1102", "name: support", "name: *name"),
  edited("merge-key", "SC1102", "effect: allow", "<<: { effect: allow }"),
  edited("tag", "SC1102", "effect: allow", "effect: !!str allow"),
  edited("local-tag", "SC1102", "effect: allow", "effect: !env EFFECT"),
  file("directive", "SC1102", `%YAML 1.1\n---\n${policy}`),
  logged("log-of-an-argument-twice", "SC1103", "{ refund_order: { note: mask, note: full } }"),
  edited("key-twice", "SC1103", "effect: allow", "effect: allow\n        effect: deny"),
  edited("policies-twice", "SC1103", "policies:", "policies: []\npolicies:"),
  file("two-documents", "SC1104", `${policy}---\n${policy}`),
  file("document-after-dots", "SC1104", `${policy}...\nmore: 1\n`),
  edited("tab-indentation", "SC1101", "      - tool", "\t\t\t- tool"),
  edited("bad-indentation", "SC1101", "        effect: allow", "       effect: allow"),
  edited("unclosed-bracket", "SC1101", "max_amount: 100", "allowed_statuses: [open"),
  edited("unclosed-quote", "SC1101", "name: support", 'name: "support'),
  edited("colon-in-plain-text", "SC1101", "name: support", "name: support: staff"),
  logged("items-in-braces", "SC1101", "{ refund_order: { lines[].note: mask } }"),
  edited("item-without-a-space", "SC1101", "- tool: refund_order", "-tool: refund_order"),
  file("billion-laughs", "SC1102", `${laughs.join("\n")}\n`),
  edited("nul", "SC1105", "support", "sup\0port"),
  edited("escape-character", "SC1105", "support", "\u001b[31msupport"),
  edited("direction-mark", "SC1105", "max_amount: 100", "max_amount: 100 # \u202e deny"),
  edited("lone-carriage-return", "SC1105", "effect: allow\n", "effect: allow\r"),
  file("deep-brackets", "SC1106", `version: 1\npolicies: ${"[".repeat(5000)}`),
  file(
    "deep-indentation",
    "SC1106",
    Array.from({ length: 80 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
  ),
  file("deep-dashes", "SC1106", `policies:\n${"- ".repeat(5000)}x\n`),
  edited("infinity", "SC1107", "100", ".inf"),
  edited("not-a-number", "SC1107", "100", ".nan"),
  edited("lost-digits", "SC1107", "100", "9007199254740993"),
  edited("huge-number", "SC1107", "100", "1e400"),
  edited("minus-zero", "SC1107", "100", "-0"),
  edited("number-as-key", "SC1102", "max_amount", "100"),
  edited("list-as-key", "SC1102", "max_amount", "[a, b]"),
];

export const misspelt: readonly BadInput[] = [
  edited("key-of-the-file", "SC2001", "default: deny", "defualt: deny"),
  edited("key-of-a-policy", "SC2001", "    actions:", "    assistent_id: asst_1\n    actions:"),
  edited("key-of-an-action", "SC2001", "effect: allow", "efect: allow"),
  edited("key-of-a-constraint", "SC2001", "max_amount: 100", "amount: { maxx: 100 }"),
  edited("key-of-another-tool", "SC2001", "default: deny", "rules: []"),
  edited("key-of-later", "SC2001", "effect: allow", "effect: allow\n        calls_per_run: 5"),
  edited("uppercase-key", "SC2001", "default: deny", "Default: deny"),
  edited("tool", "SC3001", "tool: refund_order", "tool: refund_ordr"),
  edited("tool-like-no-other", "SC3001", "tool: refund_order", "tool: launch"),
  constrained("argument", "SC3002", "max_amuont: 100"),
  constrained("argument-in-the-long-form", "SC3002", "amuont: { max: 100 }"),
  constrained("argument-like-no-other", "SC3002", "max_weight: 100"),
  constrained("proto-argument", "SC3002", "__proto__: 1"),
  edited("effect", "SC4004", "effect: allow", "effect: alow"),
  edited("effect-of-another-language", "SC4004", "effect: allow", "effect: permit"),
  logged("log-of-a-tool", "SC3001", "{ refund_ordr: { note: mask } }"),
  logged("log-of-an-argument", "SC3002", "{ refund_order: { order_ids: mask } }"),
  logged("log-within-a-number", "SC3002", "{ refund_order: { amount.cents: mask } }"),
  logged("log-of-items-of-a-text", "SC3002", '{ refund_order: { "note[]": mask } }'),
  logged("log-of-a-builtin-tool", "SC3002", "{ file_search: { query: mask } }"),
  logged("log-of-proto", "SC3002", "{ refund_order: { __proto__: mask } }"),
  logged("log-mode", "SC4008", "{ refund_order: { note: maks } }"),
  constrained("allowed-value", "SC4003", 'allowed_statuses: "open|shiped"'),
];

export const wrongValues: readonly BadInput[] = [
  edited("version-2", "SC2005", "version: 1", "version: 2"),
  edited("version-as-text", "SC2005", "version: 1", 'version: "1"'),
  edited("version-missing", "SC2002", "version: 1\n", ""),
  edited("default-allow", "SC2006", "default: deny", "default: allow"),
  edited("policies-missing", "SC2002", policy.slice(policy.indexOf("policies:")), "x: 1\n"),
  edited("policies-a-map", "SC2003", "  - name: support", "    name: support"),
  file("a-list", "SC2003", "- version: 1\n"),
  edited("name-missing", "SC2002", "  - name: support\n    actions", "  - actions"),
  edited("name-a-number", "SC2003", "name: support", "name: 12"),
  edited("name-empty", "SC2004", "name: support", 'name: ""'),
  edited("name-nothing", "SC2003", "name: support", "name:"),
  edited("effect-missing", "SC2002", "        effect: allow\n", ""),
  edited("effect-boolean", "SC4004", "effect: allow", "effect: true"),
  edited(
    "actions-empty",
    "SC2004",
    policy.slice(policy.indexOf("    actions:")),
    "    actions: []\n",
  ),
  edited(
    "actions-nothing",
    "SC2003",
    policy.slice(policy.indexOf("    actions:")),
    "    actions:\n",
  ),
  edited("actions-a-map", "SC2003", "      - tool: refund_order", "        tool: refund_order"),
  edited(
    "constraints-empty",
    "SC2004",
    "constraints:\n          max_amount: 100",
    "constraints: {}",
  ),
  edited(
    "constraints-a-list",
    "SC2003",
    "          max_amount: 100",
    "          - max_amount: 100",
  ),
  edited("assistants-empty", "SC2004", "    actions:", "    assistant_id: []\n    actions:"),
  edited(
    "assistant-a-number",
    "SC2003",
    "    actions:",
    "    assistant_id: [asst_1, 12]\n    actions:",
  ),
  edited("exhaustive-yes", "SC2003", "default: deny", "exhaustive: yes"),
  logged("log-nothing", "SC2003", ""),
  logged("log-empty", "SC2004", "{}"),
  logged("log-a-list", "SC2003", "[refund_order]"),
  logged("log-of-a-tool-as-a-whole", "SC2003", "{ refund_order: mask }"),
  logged("log-of-a-tool-empty", "SC2004", "{ refund_order: {} }"),
  logged("log-mode-nothing", "SC4008", "{ refund_order: { note: } }"),
  logged("log-mode-boolean", "SC4008", "{ refund_order: { note: true } }"),
  logged("log-mode-a-map", "SC4008", "{ refund_order: { note: { mode: mask } } }"),
  constrained("bound-in-quotes", "SC4001", 'max_amount: "100"'),
  constrained("bound-with-unit", "SC4001", "max_amount: 100 EUR"),
  constrained("bound-a-list", "SC4001", "max_amount: [100]"),
  constrained("bound-nothing", "SC4001", "max_amount:"),
  constrained("negative-length", "SC4001", "max_order_id_length: -1"),
  constrained("long-form-empty", "SC2004", "amount: {}"),
  constrained("long-form-optional-only", "SC2004", "amount: { optional: true }"),
  constrained("long-form-optional-maybe", "SC2003", "amount: { max: 1, optional: maybe }"),
  constrained("values-empty", "SC4001", "allowed_statuses: []"),
  constrained("values-with-an-empty-one", "SC4001", 'allowed_statuses: "open||shipped"'),
  constrained("values-with-spaces", "SC4001", 'allowed_statuses: "open | shipped"'),
  constrained("values-twice", "SC4001", 'allowed_statuses: "open|open"'),
  constrained("number-on-text", "SC4002", "max_order_id: 100"),
  constrained("length-of-a-number", "SC4002", "max_amount_length: 3"),
  constrained("days-on-text", "SC4002", "order_id: { max_days: 3 }"),
  constrained("text-for-a-number", "SC4003", "amount: EUR"),
  constrained("pattern-exponential", "SC4005", 'order_id: { pattern: "(a+)+" }'),
  constrained("pattern-bounds-overlap", "SC4005", 'order_id: { pattern: "(a{0,9}){0,9}b" }'),
  constrained("pattern-lookahead", "SC4005", 'order_id: { pattern: "(?=a)b" }'),
  constrained("pattern-unclosed", "SC4005", 'order_id: { pattern: "[a-" }'),
  constrainedGuests("field-of-each-item", "SC2001", "guests: { each: { age: { min: 18 } } }"),
  constrainedGuests("field-of-a-list", "SC3002", "guests.name: { max_length: 20 }"),
  constrained("pattern-of-a-part", "SC4005", "order_id: { pattern: '.*a\\.\"b.*' }"),
  constrained("not-pattern-polynomial", "SC4005", 'order_id: { not_pattern: ".*x.*" }'),
  constrained("step-of-zero", "SC4001", "amount: { multiple_of: 0 }"),
  constrained("prefix-empty", "SC4001", 'order_id_prefix: ""'),
  constrained("prefix-a-number", "SC4001", "order_id: { starts_with: 7 }"),
  constrained("prefixes-with-a-number", "SC4001", "order_id: { starts_with: [a, 7] }"),
  constrained("part-half-a-character", "SC4001", 'order_id: { contains: "\\ud800" }'),
  constrained("part-a-number", "SC4003", "order_id: { not_contains: 7 }"),
  constrained("domain-an-address", "SC4001", "order_id: { email_domain: ada@example.com }"),
  constrained("domain-of-a-country", "SC4001", 'order_id: { email_domain: [b.org, "*.uk"] }'),
  constrained("host-a-url", "SC4001", "order_id: { url_host: https://example.com }"),
  constrained("host-in-another-form", "SC4001", 'order_id: { url_host: "[0::1]" }'),
  constrained("scheme-with-slashes", "SC4001", "order_id: { url_scheme: https:// }"),
  constrained("folder-relative", "SC4001", "order_id: { path_within: data }"),
  constrained("folder-with-dots", "SC4001", "order_id: { path_within: /srv/../data }"),
  constrained("date-that-is-none", "SC4001", "order_id: { before: 2026-02-30 }"),
  constrained("date-in-words", "SC4001", "order_id: { after: 1 March 2026 }"),
  constrained("items-of-a-text", "SC4002", "order_id: { max_items: 3 }"),
  constrained("each-of-a-text", "SC4002", "order_id: { each: { max_length: 3 } }"),
  edited("constraints-on-a-deny", "SC4006", "effect: allow", "effect: deny"),
  edited("constraints-on-a-builtin", "SC4006", "tool: refund_order", "tool: file_search"),
];

export const senseless: readonly BadInput[] = [
  constrained("bounds-open", "SC5002", "amount: { above: 5, max: 5 }"),
  constrained("dates-crossed", "SC5002", "order_id: { after: 2026-01-01, before: 2026-01-01 }"),
  constrained("prefix-too-long", "SC5002", "order_id: { starts_with: [abcd, abc], max_length: 2 }"),
  constrained("bounds-crossed", "SC5002", "min_amount: 200\n          max_amount: 100"),
  constrained("bounds-crossed-in-the-long-form", "SC5002", "amount: { min: 200, max: 100 }"),
  {
    name: "no-integer-between-the-bounds",
    code: "SC5002",
    files: {
      "safeclaw.yaml": policy.replace("max_amount: 100", "amount: { min: 1.2, max: 1.8 }"),
      "tools.json": toolsJson.replace('"number"', '"integer"'),
    },
  },
  constrained(
    "values-excluded",
    "SC5002",
    "allowed_statuses: open\n          denied_statuses: open",
  ),
  file("policy-twice", "SC3004", second("support")),
  edited(
    "assistant-twice",
    "SC3005",
    "    actions:",
    "    assistant_id: [asst_1, asst_2, asst_1]\n    actions:",
  ),
  edited("tools-twice", "SC3005", "tools: ./tools.json", "tools: [./tools.json, ./tools.json]"),
  file("names-collide", "SC3006", second("Support!")),
  file("names-of-one-constant", "SC3006", second("aB").replace("name: support", "name: a-b")),
  file("unreachable", "SC5001", `${policy}      - tool: refund_order\n        effect: deny\n`),
  edited("unmentioned-tool", "SC5006", "default: deny", "exhaustive: true"),
];

export const badNames: readonly BadInput[] = [
  named("name-reserved-word", "class"),
  named("name-taken-by-us", "policies"),
  named("name-of-modules", "exports"),
  named("name-blank-at-the-end", '"support "'),
  named("name-of-a-file-of-ours", "TOOLS"),
  named("name-no-system-has", "con"),
  named("name-digits", '"2fast"'),
  named("name-symbols", '"!!!"'),
  named("name-too-long", "x".repeat(300)),
  named("name-quote", "'a\"; process.exit(); \"'"),
  named("name-apostrophe", `"a'b"`),
  named("name-newline", '"a\\nb"'),
  named("name-comment-end", '"a */ process.exit() /*"'),
  named("name-template", '"a${process.exit()}b"'),
  named("name-backtick", '"a`b"'),
  named("name-backslash", "'a\\u0062'"),
  named("name-line-separator", '"a\\u2028b"'),
  named("name-direction-mark", '"a\\u202eb"'),
  named("name-zero-width", '"a\\u200bb"'),
  {
    ...edited("tool-name-hostile", "SC3007", "tool: refund_order", 'tool: "*/ process.exit() /*"'),
    files: {
      "safeclaw.yaml": policy
        .replace("tools: ./tools.json\n", "")
        .replace("tool: refund_order", 'tool: "*/ process.exit() /*"'),
    },
  },
  edited(
    "assistant-id-blank-at-the-end",
    "SC3007",
    "    actions:",
    '    assistant_id: "asst_1 "\n    actions:',
  ),
  edited(
    "assistant-id-invisible-character",
    "SC3007",
    "    actions:",
    '    assistant_id: "asst_1\\u200b"\n    actions:',
  ),
  edited(
    "assistant-id-line-separator",
    "SC3007",
    "    actions:",
    '    assistant_id: "asst_1\\u2028asst_2"\n    actions:',
  ),
  edited(
    "assistant-id-newline",
    "SC3007",
    "    actions:",
    '    assistant_id: "asst_1\\nasst_2"\n    actions:',
  ),
];

const typescript = policy.replace("tools.json", "tools.ts");
const tools = (name: string, code: string, module: string): BadInput => ({
  name,
  code,
  files: { "safeclaw.yaml": typescript, "tools.ts": module },
});

export const badFiles: readonly BadInput[] = [
  {
    name: "output-not-ours",
    code: "SC6001",
    files: {
      ...project,
      "generated/index.ts": "export const mine = 1;\n",
      "generated/tools.ts": "",
    },
  },
  { name: "output-a-file", code: "SC6002", files: { ...project, generated: "" } },
  {
    name: "output-a-folder-in-it",
    code: "SC6002",
    files: { ...project, "generated/index.ts/": "" },
  },
  { name: "tools-missing", code: "SC7001", files: { "safeclaw.yaml": policy } },
  { name: "tools-a-folder", code: "SC7001", files: { "safeclaw.yaml": policy, "tools.json/": "" } },
  edited("tools-of-another-kind", "SC7001", "./tools.json", "./tools.py"),
  {
    name: "tools-not-json",
    code: "SC7003",
    files: { ...project, "tools.json": '[{ "name": "refund_order", }]\n' },
  },
  {
    name: "tools-not-utf-8",
    code: "SC7001",
    files: { ...project, "tools.json": Buffer.from([0x5b, 0xff, 0x5d]) },
  },
  tools(
    "tools-do-not-parse",
    "SC7002",
    "export function refund_order(args: { amount: number ) {}\n",
  ),
  tools(
    "tools-do-not-type-check",
    "SC7002",
    "export function refund_order(args: { amount: number }): string {\n  return args.amonut;\n}\n",
  ),
  tools(
    "tools-import-nothing",
    "SC7002",
    'import { Money } from "./money.js";\n\nexport function refund_order(args: { amount: Money }): void {}\n',
  ),
  tools(
    "tools-take-two-arguments",
    "SC7007",
    "export function refund_order(id: string, amount: number): void {}\n",
  ),
  tools(
    "tools-take-any",
    "SC7008",
    "export function refund_order(args: { amount: any }): void {}\n",
  ),
  tools(
    "tools-changed-under-the-policy",
    "SC3002",
    "export function refund_order(args: { total: number }): void {}\n",
  ),
];
