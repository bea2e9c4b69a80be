// The text of a new policy: it denies everything but what was answered, and holds a policy to uncomment.

import type { Effect } from "../../policy/policy.js";
import type { ToolSignature } from "../../tools/tool-signature.js";
import { describeArguments, quoted } from "../describe-arguments.js";
import { modeline } from "./prepare-editor.js";

export interface Draft {
  /** The file of tool definitions, as the policy names it; null where there is none. */
  readonly tools: string | null;
  readonly signatures: readonly ToolSignature[];
  /** What was answered, by tool. A tool without an answer is denied, for no policy mentions it. */
  readonly effects: ReadonlyMap<string, Effect>;
}

export function draftPolicy({ tools, signatures, effects }: Draft): string {
  const answered = signatures.filter(({ name }) => effects.has(name));
  const left = signatures.filter(({ name }) => !effects.has(name));
  const lines = [
    modeline,
    "# What a model may call. What no policy here allows is denied.",
    "# After each change: npx safeclaw compile",
    "version: 1",
    "default: deny",
    tools === null
      ? "# tools: ./tools.ts # your tool definitions: a TypeScript module or a JSON file"
      : `tools: ${scalar(tools)}`,
    "# facts: ./facts.ts # functions that look up what the arguments do not say, such as `facts.order.total`",
    "# include: ./org.yaml # policies of another file, which bind those of this one",
    "",
    ...(answered.length > 0
      ? policyOf(answered, effects)
      : toUncomment(tools === null ? example : policyOf(signatures, effects))),
    ...(answered.length > 0 ? unmentioned(left) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function toUncomment(policy: readonly string[]): readonly string[] {
  return [
    "# Delete the next line when you uncomment the policy below it.",
    "policies: []",
    "",
    ...policy.map((line) => `# ${line}`),
  ];
}

const header = [
  "policies:",
  "  - name: all-assistants",
  "    # assistant_id: asst_abc123 # one assistant or a list; without it the policy is everyone's",
  "    actions:",
  "      # The effect is allow, deny or require_approval. What else may stand below it, e.g.:",
  "      #   when: args.amount > 50.0 # whether the action applies to a call at all",
  "      #   constraints: # of an allowed call",
  "      #     max_amount: 100",
  '      #     allowed_statuses: "open|shipped"',
  '      #     order_id: { pattern: "ORD-[0-9]+" }',
  "      #     require: { that: args.amount <= facts.order.total, otherwise: no more than the order }",
];

function policyOf(
  tools: readonly ToolSignature[],
  effects: ReadonlyMap<string, Effect>,
): readonly string[] {
  const actions = tools.flatMap(({ name, parameters }) => [
    `      - tool: ${scalar(name)} # ${describeArguments(parameters)}`,
    `        effect: ${effects.get(name) ?? "deny"}`,
  ]);
  return [...header, ...actions];
}

const example = [
  ...header,
  "      - tool: get_customer",
  "        effect: allow",
  "      - tool: refund_order",
  "        effect: allow",
  "        constraints:",
  "          max_amount: 100",
  "      - tool: delete_customer",
  "        effect: deny",
];

function unmentioned(tools: readonly ToolSignature[]): readonly string[] {
  if (tools.length === 0) return [];
  return ["", "# Not mentioned, and so denied:", ...tools.map(({ name }) => `# ${quoted(name)}`)];
}

/** A string as YAML: plain where nobody could read it as anything else. */
function scalar(text: string): string {
  const plain = /^(?:\.{1,2}\/)*[A-Za-z_][\w./-]*$/u.test(text);
  return plain && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text) ? text : quoted(text);
}
