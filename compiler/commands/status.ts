// `safeclaw` without a command: where this project stands, and what comes next.

import { dirname } from "node:path";
import { compile } from "../compile.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { harmless } from "../diagnostics/harmless.js";
import { Report } from "../diagnostics/report.js";
import { format } from "../output/format.js";
import { plan } from "../output/plan.js";
import { displayPath, type Project } from "../source/project.js";
import { modelineFor, namesSchema } from "./modeline.js";
import {
  countOf,
  diagnosticsAsData,
  type ExitCode,
  paletteOf,
  printDiagnostics,
  printJson,
  type Terminal,
} from "./terminal.js";

export async function status(
  project: Project,
  options: { readonly json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const { diagnostics, output, reading, remember } = await compile({ project });
  const policy = displayPath(project.policy, terminal.cwd);
  const report = new Report();
  const folder = output === null ? "" : displayPath(output.folder, terminal.cwd);
  const files = output && (await format(output.files, output.folder, project, report));
  const changes = output && files && (await plan(files, output.folder, folder, report));
  if (output === null || !changes) {
    return refuse([...diagnostics, ...report.diagnostics], policy, options, terminal);
  }
  await remember();
  const { policies, tools } = output.ir;
  const standing: Standing = {
    policy,
    policies: policies.map(({ name }) => name),
    shadow: policies.flatMap(({ name, mode }) => (mode === "shadow" ? [name] : [])),
    included: reading?.policyFile.sources.slice(1).map(({ file }) => file.path) ?? [],
    assistants: [...new Set(policies.flatMap(({ assistants }) => assistants))],
    agents: Object.fromEntries(
      (reading?.policyFile.agents ?? []).map(({ name, ids }) => [
        name.value,
        ids.map(({ value }) => value),
      ]),
    ),
    tools: tools.filter(({ parameters }) => parameters !== null).map(({ name }) => name),
    facts: (reading?.facts ?? []).map(({ name }) => name),
    output: folder,
    current: changes.every(({ before, after }) => before === after),
  };
  if (options.json) {
    printJson({ ok: true, ...standing }, terminal);
    return 0;
  }
  terminal.stdout.write(asText(standing, terminal));
  const text = reading?.policyFile.file.text ?? "";
  if (!namesSchema(text)) {
    const line = harmless(modelineFor(dirname(project.policy), output.folder));
    terminal.stdout.write(`\n${editorHint}\n  ${line}\n`);
  }
  return 0;
}

const editorHint = "For an editor that completes and checks the policy, begin it with";

/** How a project stands. */
interface Standing {
  readonly policy: string;
  readonly policies: readonly string[];
  /** Those of them that decide nothing. */
  readonly shadow: readonly string[];
  /** The files that it includes. */
  readonly included: readonly string[];
  readonly assistants: readonly string[];
  /** Their ids, which are among the assistants, by the name that the policy has for them. */
  readonly agents: Readonly<Record<string, readonly string[]>>;
  readonly tools: readonly string[];
  readonly facts: readonly string[];
  readonly output: string;
  readonly current: boolean;
}

function refuse(
  diagnostics: readonly Diagnostic[],
  policy: string,
  { json }: { readonly json: boolean },
  terminal: Terminal,
): ExitCode {
  if (json) {
    printJson({ ok: false, diagnostics: diagnosticsAsData(diagnostics) }, terminal);
    return 1;
  }
  printDiagnostics(diagnostics, terminal);
  terminal.stderr.write(`${harmless(policy)} does not compile: ${countOf(diagnostics)}\n`);
  return 1;
}

type Row = readonly [label: string, text: string];

function asText(standing: Standing, terminal: Terminal): string {
  const { bold, dim } = paletteOf(terminal);
  const { policy, included, policies, shadow, assistants, tools, facts, output, current } =
    standing;
  const agents = Object.entries(standing.agents).map(
    ([name, ids]) => `${name} (${ids.join(", ")})`,
  );
  const some = (label: string, names: readonly string[]): readonly Row[] =>
    names.length === 0 ? [] : [[label, listed(names)]];
  const rows: readonly Row[] = [
    ["policy", policy],
    ...some("included", included),
    ["policies", listed(policies)],
    ...some("in shadow", shadow),
    ["assistants", listed(assistants)],
    ...some("agents", agents),
    ["tools", listed(tools)],
    ...some("facts", facts),
    ["output", `${output}/ ${current ? "is current" : "is stale"}`],
  ];
  const lines = rows.map(([label, text]) => `  ${dim(label.padEnd(11))}${harmless(text)}\n`);
  return `${bold("SafeClaw")}\n${lines.join("")}\nNext\n${nextSteps(current)}`;
}

function nextSteps(current: boolean): string {
  const steps = [
    ...(current ? [] : ["npx safeclaw compile                              write the guards"]),
    "npx safeclaw tools                                what was read of the tools, and who may call them",
    "npx safeclaw evaluate --tool NAME --args '{…}'    try a call",
    "npx safeclaw compile --check                      in CI: fail where the guards are stale",
    "npx safeclaw audit --last 20                      see what was decided",
  ];
  return steps.map((step) => `  ${step}\n`).join("");
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, 8).join(", ");
  return names.length > 8 ? `${names.length}: ${shown}, …` : `${names.length}: ${shown}`;
}
