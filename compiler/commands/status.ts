// `safeclaw` without a command: where this project stands, and what comes next.

import { compile } from "../compile.js";
import { harmless } from "../diagnostics/harmless.js";
import { Report } from "../diagnostics/report.js";
import { format } from "../output/format.js";
import { plan } from "../output/plan.js";
import { displayPath, type Project } from "../source/project.js";
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
  const { diagnostics, output } = await compile({ project });
  const policy = displayPath(project.policy, terminal.cwd);
  if (output === null) {
    if (options.json)
      printJson({ ok: false, diagnostics: diagnosticsAsData(diagnostics) }, terminal);
    else {
      printDiagnostics(diagnostics, terminal);
      terminal.stderr.write(`${policy} does not compile: ${countOf(diagnostics)}\n`);
    }
    return 1;
  }
  const report = new Report();
  const files = await format(output.files, output.folder, project.root);
  const folder = displayPath(output.folder, terminal.cwd);
  const changes = await plan(files, output.folder, folder, report);
  const current = changes?.every(({ before, after }) => before === after) ?? false;
  const { policies, tools } = output.ir;
  const assistants = [...new Set(policies.flatMap((each) => each.assistants))];
  const own = tools.filter(({ parameters }) => parameters !== null).map(({ name }) => name);
  if (options.json) {
    const names = policies.map(({ name }) => name);
    printJson(
      { ok: true, policy, policies: names, assistants, tools: own, output: folder, current },
      terminal,
    );
    return 0;
  }
  const { bold, dim } = paletteOf(terminal);
  const row = (label: string, text: string) => `  ${dim(label.padEnd(11))}${harmless(text)}\n`;
  terminal.stdout.write(
    `${bold("SafeClaw")}\n${row("policy", policy)}${row("policies", listed(policies.map(({ name }) => name)))}` +
      `${row("assistants", listed(assistants))}${row("tools", listed(own))}` +
      `${row("output", `${folder}/ ${current ? "is current" : "is stale"}`)}\nNext\n${nextSteps(current)}`,
  );
  return 0;
}

function nextSteps(current: boolean): string {
  const steps = [
    ...(current ? [] : ["safeclaw compile                                  write the guards"]),
    "safeclaw evaluate --tool NAME --args '{…}'        try a call",
    "safeclaw compile --check                          in CI: fail where the guards are stale",
    "safeclaw audit --last 20                          see what was decided",
  ];
  return steps.map((step) => `  ${step}\n`).join("");
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, 8).join(", ");
  return names.length > 8 ? `${names.length}: ${shown}, …` : `${names.length}: ${shown}`;
}
