// What a rule of five constraints and a condition costs beside the same by hand; and what each feature adds to the output.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import { type CompiledOutput, compile } from "../compiler/compile.js";
import { load } from "../compiler/output/load.js";
import { projectOf } from "../compiler/source/project.js";
import { median } from "./median.js";

const rounds = 25;
const callsARound = 60_000;

const tool: string = "pay";
const tools = JSON.stringify([
  {
    name: tool,
    parameters: {
      type: "object",
      properties: {
        amount: { type: "number" },
        currency: { type: "string" },
        account: { type: "string" },
        note: { type: "string" },
        fee: { type: "number" },
      },
      required: ["amount", "currency", "account", "note", "fee"],
      additionalProperties: false,
    },
  },
]);

const actionsARule = 20;
const constraints = [
  "amount: { min: 1, max: 1000 }",
  "currency: { in: [EUR, USD] }",
  'account: { starts_with: "acc_" }',
  "note: { max_length: 80 }",
];
const condition = "args.amount + args.fee <= 1000.0";

/** One policy with so many actions of the same kind, each for a tool of its own. */
function policyOf(action: readonly string[], actions = 1): string {
  const all = Array.from(
    { length: actions },
    () =>
      `      - tool: ${tool}\n        effect: allow\n${action.map((line) => `        ${line}\n`).join("")}`,
  );
  const policies = all.map(
    (text, index) => `  - name: p${index}\n    assistant_id: a${index}\n    actions:\n${text}`,
  );
  return `version: 1\ntools: ./tools.json\npolicies:\n${policies.join("")}`;
}

async function compiled(yaml: string): Promise<CompiledOutput> {
  const folder = await mkdtemp(join(tmpdir(), "safeclaw-bench-"));
  try {
    await writeFile(join(folder, "safeclaw.yaml"), yaml);
    await writeFile(join(folder, "tools.json"), tools);
    const { output, diagnostics } = await compile({
      project: projectOf(join(folder, "safeclaw.yaml"), folder),
      cache: false,
    });
    if (output === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    return output;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const required = ["constraints:", ...constraints.map((line) => `  ${line}`)];
const full = [`when: ${condition}`, ...required];

const keys = new Set(["amount", "currency", "account", "note", "fee"]);
const currencies = new Set<unknown>(["EUR", "USD"]);

/** The same by hand: checks, copies and freezes. Null where the call may not run. */
function byHand(input: unknown): object | null {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return null;
  if (Object.getPrototypeOf(input) !== Object.prototype) return null;
  const entries = Object.keys(input);
  if (entries.length !== keys.size || !entries.every((key) => keys.has(key))) return null;
  const { amount, currency, account, note, fee } = Object(input);
  if (typeof amount !== "number" || typeof fee !== "number") return null;
  if (!Number.isFinite(amount) || !Number.isFinite(fee)) return null;
  if (typeof currency !== "string" || typeof account !== "string" || typeof note !== "string") {
    return null;
  }
  if (!(amount + fee <= 1000) || amount < 1 || amount > 1000) return null;
  if (!currencies.has(currency) || !account.startsWith("acc_") || note.length > 80) return null;
  return Object.freeze({ amount, currency, account, note, fee });
}

/** The same, which refuses all that the guard refuses: symbols as keys, getters, and numbers that JSON changes. */
function strictlyByHand(input: unknown): object | null {
  if (typeof input !== "object" || input === null) return null;
  if (Object.getOwnPropertySymbols(input).length > 0) return null;
  for (const key in input) {
    const value: unknown = Object.getOwnPropertyDescriptor(input, key)?.value;
    if (value === undefined) return null;
    if (typeof value !== "number") continue;
    if (Object.is(value, -0)) return null;
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) return null;
  }
  return byHand(input);
}

const calls = [10, 250.5, 990].map((amount) => ({
  amount,
  currency: "EUR",
  account: "acc_4711",
  note: "for the invoice of January",
  fee: 1.5,
}));

function time(work: (args: object) => unknown): number {
  let answers = 0;
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < callsARound / calls.length; turn += 1) {
    for (const args of calls) answers += work(args) === null ? 0 : 1;
  }
  return Number(process.hrtime.bigint() - start) / answers;
}

function compare(what: string, one: (args: object) => unknown, other: typeof one): void {
  const samples = Array.from({ length: rounds }, () => [time(one), time(other)] as const);
  const [a, b] = [0, 1].map((side) => median(samples.map((sample) => sample[side] ?? 0)));
  const ratio = median(samples.map(([ours, theirs]) => ours / theirs));
  console.log(
    `  ${what.padEnd(24)}${a?.toFixed(0).padStart(6)} ns :${b?.toFixed(0).padStart(6)} ns  = ${ratio.toFixed(2)} ×   (target ≤ 5)`,
  );
}

function deciding(policies: CompiledPolicies): (args: unknown) => unknown {
  const guard = policies.guard("a0");
  return (args) => guard.decide(tool, args).args ?? null;
}

const ours = deciding(await load((await compiled(policyOf(full))).files));
if (calls.some((args) => ours(args) === null || byHand(args) === null)) {
  throw new Error("the guards do not agree");
}
const texts = new Map<object, string>(calls.map((args) => [args, JSON.stringify(args)]));
const textOf = (args: object) => texts.get(args) ?? "";
console.log(
  `a decision with 5 constraints and a condition : the same by hand, medians of ${rounds}`,
);
compare("from parsed arguments", ours, byHand);
compare("as strict by hand", ours, strictlyByHand);
compare(
  "from the model's text",
  (args) => ours(textOf(args)),
  (args) => byHand(JSON.parse(textOf(args))),
);
console.log("");

console.log("generated for each action, in bytes, and the modules of the runtime that it imports");
for (const [what, action] of [
  ["allow", []],
  ["with five constraints", required],
  ["and a condition", full],
] as const) {
  const sizes = await Promise.all(
    [actionsARule, 2 * actionsARule].map(async (actions) => {
      const { files } = await compiled(policyOf(action, actions));
      return files.filter(({ path }) => /^p\d+\.ts$/u.test(path));
    }),
  );
  const [few = [], many = []] = sizes;
  const bytes = (files: typeof few) => files.reduce((sum, { text }) => sum + text.length, 0);
  const each = (bytes(many) - bytes(few)) / actionsARule;
  const imports = [...(few[0]?.text ?? "").matchAll(/from "(@authensor[^"]+)"/gu)];
  const modules = [...new Set(imports.map(([, module]) => module))].join(", ");
  console.log(`  ${what.padEnd(24)}${each.toFixed(0).padStart(6)}   ${modules}`);
}
