// `safeclaw evaluate`: what the compiled guard says about one call, or about each line of a file of calls.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Decision } from "@authensor/safeclaw-runtime";
import { type CompiledOutput, compile } from "../compile.js";
import { harmless } from "../diagnostics/harmless.js";
import { listNames } from "../diagnostics/list-names.js";
import { suggest } from "../diagnostics/suggest.js";
import type { GuardIr } from "../ir/guard-ir.js";
import { loadAll } from "../output/load.js";
import { displayPath, type Project } from "../source/project.js";
import { reasonOf } from "../source/read.js";
import { explain } from "./evaluate/explanation.js";
import { explanationText } from "./evaluate/explanation-text.js";
import { parseCalls, parseFacts, type TrialCall, unknownFactOf } from "./evaluate/parse-calls.js";
import { type Tried, tryCall } from "./evaluate/try-call.js";
import { openProject } from "./open-project.js";
import {
  countOf,
  diagnosticsAsData,
  type ExitCode,
  paletteOf,
  printDiagnostics,
  printJson,
  type Terminal,
} from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface EvaluateOptions {
  readonly config?: string | undefined;
  readonly tool?: string | undefined;
  readonly args?: string | undefined;
  readonly assistant?: string | undefined;
  readonly facts?: string | undefined;
  readonly calls?: string | undefined;
  readonly explain?: boolean;
  readonly json: boolean;
}

export async function evaluate(options: EvaluateOptions, terminal: Terminal): Promise<ExitCode> {
  const calls = await callsOf(options, terminal.cwd);
  const project = openProject(options.config, terminal.cwd);
  if ("fault" in calls) return refuse(terminal, calls.fault);
  const compiled = await compiledOf(project, options, terminal);
  if (compiled === undefined) return 1;
  const { output, facts } = compiled;
  const unknown = calls.map((call) => unknownFactOf(call, facts)).find((each) => each);
  if (unknown !== undefined && options.calls === undefined) throw new UsageError(...unknown);
  if (unknown !== undefined) return refuse(terminal, ...unknown);
  const loaded = await loadAll(output);
  const single = options.calls === undefined;
  const fileOf = filesByRule(output.ir, terminal.cwd);
  for (const call of calls) {
    const { tool } = call;
    const tried = tryCall(loaded.policies, call);
    const { decision } = tried;
    const explanation = options.explain ? explain(loaded, output.ir, call, tried) : null;
    const data = { ...decisionAsData(decision), ...(explanation === null ? {} : { explanation }) };
    const text =
      single && !options.json
        ? asText(decision, tool, fileOf.get(decision.rule ?? ""), terminal) +
          (explanation
            ? explanationText(explanation, tool, decision, fileOf, paletteOf(terminal))
            : "")
        : `${harmless(JSON.stringify(data))}\n`;
    terminal.stdout.write(text);
    if (single && decision.code === "unknown-tool") helpWithName(tool, output, terminal);
    if (single && decision.code === "fact-failed") helpWithFacts(tried, terminal);
    if (single) return decision.allowed ? 0 : 1;
  }
  return 0;
}

/** What is wrong with a line of a file is a finding, and not with the command line. */
function refuse(terminal: Terminal, fault: string, help?: string): ExitCode {
  const { error, dim } = paletteOf(terminal);
  const wayOut = help === undefined ? "" : `  ${dim("=")} help: ${harmless(help)}\n`;
  terminal.stderr.write(`${error("error")}: ${harmless(fault)}\n${wayOut}`);
  return 1;
}

async function callsOf(
  { tool, args, assistant, facts, calls }: EvaluateOptions,
  cwd: string,
): Promise<readonly TrialCall[] | { readonly fault: string }> {
  const single = [tool, args, assistant, facts].some((option) => option !== undefined);
  if (single === (calls !== undefined)) {
    throw new UsageError(
      "give one call or a file of calls",
      "write `--tool NAME --args JSON`, or `--calls FILE`",
    );
  }
  if (calls === undefined) {
    if (tool === undefined) throw new UsageError("`--tool NAME` is missing");
    const known = factsFrom(facts ?? "{}");
    const from = "`--facts`";
    const call = { tool, args: args ?? "", assistant: assistant ?? null, facts: known, now: null };
    return [{ ...call, from }];
  }
  try {
    return parseCalls(await readFile(resolve(cwd, calls), "utf8"), calls);
  } catch (error) {
    throw new UsageError(`\`${calls}\` cannot be read: ${reasonOf(error)}`);
  }
}

function factsFrom(text: string): object {
  const facts = parseFacts(text);
  if (facts !== undefined) return facts;
  throw new UsageError(
    "`--facts` is no JSON object",
    'write e.g. `--facts \'{"user": {"id": "u1"}}\'`',
  );
}

/** Beside the decision: which facts it lacked, and why. */
function helpWithFacts({ facts }: Tried, terminal: Terminal): void {
  const failed = [...(facts ?? [])].flatMap(([name, fact]) =>
    fact.failed === null ? [] : [`\`${name}\`: ${fact.failed}`],
  );
  if (failed.length === 0) return;
  const help = `nothing is looked up here; give facts with \`--facts\` (${failed.join(", ")})`;
  terminal.stderr.write(`  ${paletteOf(terminal).dim("=")} help: ${harmless(help)}\n`);
}

/** Beside the decision, which says what a model would be told. */
function helpWithName(tool: string, { ir }: CompiledOutput, terminal: Terminal): void {
  const names = ir.tools.map(({ name }) => name);
  const near = suggest(tool, names);
  const help =
    near === undefined ? `the tools are ${listNames(names)}` : `did you mean \`${near}\`?`;
  terminal.stderr.write(`  ${paletteOf(terminal).dim("=")} help: ${harmless(help)}\n`);
}

/** The output, and the names of all facts; undefined where there is none. */
async function compiledOf(
  project: Project,
  { json }: EvaluateOptions,
  terminal: Terminal,
): Promise<{ readonly output: CompiledOutput; readonly facts: readonly string[] } | undefined> {
  const { diagnostics, output, reading, remember } = await compile({ project });
  if (output !== null) {
    await remember();
    return { output, facts: (reading?.facts ?? []).map(({ name }) => name) };
  }
  if (json) printJson({ ok: false, diagnostics: diagnosticsAsData(diagnostics) }, terminal);
  else {
    printDiagnostics(diagnostics, terminal);
    terminal.stderr.write(`the policy does not compile: ${countOf(diagnostics)}\n`);
  }
  return undefined;
}

/** A decision in the form that the contract promises. */
function decisionAsData({
  allowed,
  effect,
  code,
  rule,
  line,
  reason,
  path,
  shadow,
}: Decision): object {
  return { allowed, effect, code, rule, line, reason, path, shadow };
}

/** A rule's line counts in the file that it is written in. */
function filesByRule({ policies }: GuardIr, cwd: string): ReadonlyMap<string, string> {
  const actions = policies.flatMap((policy) => policy.actions);
  const parts = actions.flatMap(({ constraints, requirements }) => [
    ...constraints,
    ...requirements,
  ]);
  const rules = [...actions, ...parts];
  return new Map(rules.map(({ rule, file }) => [rule, displayPath(file, cwd)]));
}

function asText(
  decision: Decision,
  tool: string,
  policy: string | undefined,
  terminal: Terminal,
): string {
  const { bold, dim, error, warning } = paletteOf(terminal);
  const { allowed, effect, code, rule, line, reason, path } = decision;
  const verdict = allowed
    ? bold("allowed")
    : effect === "deny"
      ? error("denied")
      : warning("needs approval");
  const row = (label: string, text: string | null) =>
    text === null ? "" : `  ${dim(label.padEnd(9))}${harmless(text)}\n`;
  return (
    `${verdict}  ${harmless(tool)}\n${row("reason", reason)}${row("code", code)}${row("argument", path)}${row("rule", rule)}` +
    row("at", line === null || policy === undefined ? null : `${policy}:${line}`)
  );
}
