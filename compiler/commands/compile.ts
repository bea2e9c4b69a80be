// `safeclaw compile`: writes the guards of a policy, or with `--check` says whether those that are there are current.

import { resolve } from "node:path";
import { type Compilation, compile } from "../compile.js";
import { catalog } from "../diagnostics/catalog.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { Report } from "../diagnostics/report.js";
import { format } from "../output/format.js";
import { type Change, plan } from "../output/plan.js";
import { write } from "../output/write.js";
import { displayPath, type Project } from "../source/project.js";
import { SourceFile, wholeFile } from "../source/source-file.js";
import { openProject } from "./open-project.js";
import {
  counted,
  countOf,
  diagnosticsAsData,
  type ExitCode,
  paletteOf,
  printDiagnostics,
  printJson,
  type Terminal,
  unseenAsData,
} from "./terminal.js";

export interface CompileCommandOptions {
  readonly config?: string | undefined;
  readonly out?: string | undefined;
  readonly check: boolean;
  readonly watch: boolean;
  readonly exhaustive: boolean;
  readonly json: boolean;
}

/** What one run of the command came to. */
interface Outcome {
  readonly compilation: Compilation;
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly Change[];
  /** The output folder as messages name it. */
  readonly folder: string;
}

export async function compileCommand(
  options: CompileCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const project = openProject(options.config, terminal.cwd);
  if (options.watch) {
    const { watch } = await import("./watch.js");
    return await watch(project, terminal, async () => {
      const outcome = await compileOnce(project, options);
      await show(outcome, options, terminal);
      return outcome.compilation;
    });
  }
  return await show(await compileOnce(project, options), options, terminal);
}

async function compileOnce(project: Project, options: CompileCommandOptions): Promise<Outcome> {
  const out = options.out === undefined ? undefined : resolve(project.cwd, options.out);
  const { check, exhaustive } = options;
  const compilation = await compile({ project, out, exhaustive, cache: !check });
  const { diagnostics, output } = compilation;
  if (output === null) return { compilation, diagnostics, changes: [], folder: "" };
  const report = new Report();
  const folder = displayPath(output.folder, project.cwd);
  const files = await format(output.files, output.folder, project, report);
  const changes = (files && (await plan(files, output.folder, folder, report))) ?? [];
  if (check) reportStale(changes, folder, report);
  else if (!report.hasErrors) await write(changes, output.folder, folder, report);
  if (!report.hasErrors) await compilation.remember();
  return { compilation, diagnostics: [...diagnostics, ...report.diagnostics], changes, folder };
}

function reportStale(changes: readonly Change[], folder: string, report: Report): void {
  for (const { path, before, after } of changes.filter(isDue)) {
    const what =
      before === null ? "is missing" : after === null ? "is no longer wanted" : "is stale";
    const file = new SourceFile(`${folder}/${path}`, before ?? "");
    const help = "run `safeclaw compile` and commit what it writes";
    report.add({
      code: "SC6003",
      message: `\`${folder}/${path}\` ${what}`,
      file,
      range: wholeFile,
      help,
    });
  }
}

async function show(
  outcome: Outcome,
  options: CompileCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { diagnostics, changes } = outcome;
  const failed = diagnostics.some(({ code }) => catalog[code].severity === "error");
  if (options.json) {
    const document = {
      ok: !failed,
      diagnostics: diagnosticsAsData(diagnostics),
      ...unseenAsData(outcome.compilation.unseen),
    };
    printJson(document, terminal, options.watch ? 0 : 2);
  } else {
    printDiagnostics(diagnostics, terminal);
    if (options.check) await printDiff(changes, outcome.folder, terminal);
    terminal[failed ? "stderr" : "stdout"].write(`${summary(outcome, failed, terminal)}\n`);
  }
  return failed ? 1 : 0;
}

function summary(
  { compilation, diagnostics, changes, folder }: Outcome,
  failed: boolean,
  terminal: Terminal,
): string {
  const { bold, error } = paletteOf(terminal);
  const stale = diagnostics.some(({ code }) => code === "SC6003");
  if (failed) {
    const first = diagnostics.find(({ code }) => catalog[code].severity === "error");
    const what = stale
      ? "the output is not current"
      : `${countOf(diagnostics)}; nothing was written`;
    return error(`${what}; \`safeclaw explain ${first?.code}\` says more`);
  }
  const { output, unseen } = compilation;
  const { ir } = output ?? {};
  const written = changes.filter(({ before, after }) => after !== null && before !== after).length;
  const removed = changes.filter(({ after }) => after === null).length;
  const kept = changes.length - written - removed;
  const parts = [
    written > 0 ? `wrote ${counted(written, "file")}` : "",
    removed > 0 ? `removed ${removed}` : "",
    kept > 0 ? `${kept} unchanged` : "",
  ].filter((part) => part !== "");
  const did = written + removed === 0 ? "is current" : parts.join(", ");
  const tools = ir?.tools.filter(({ parameters }) => parameters !== null) ?? [];
  const counts = [
    counted(ir?.policies.length ?? 0, "policy", "policies"),
    counted(tools.length, "tool"),
    countOf(diagnostics),
    unseen.length === 0 ? "" : `${counted(unseen.length, "condition")} not looked into`,
  ];
  return `${bold(`${folder}/`)} ${did} (${counts.filter((text) => text !== "").join(", ")})`;
}

/** Loaded only where there is something to show. */
async function printDiff(
  changes: readonly Change[],
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const due = changes.filter(isDue);
  if (due.length === 0) return;
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  for (const { path, before, after } of due) {
    const name = `${folder}/${path}`;
    const options = { context: 2, headerOptions: FILE_HEADERS_ONLY };
    const [old, now] = [before ?? "", after ?? ""];
    terminal.stdout.write(
      createTwoFilesPatch(name, name, old, now, "on disk", "compiled", options),
    );
  }
}

function isDue({ before, after }: Change): boolean {
  return before !== after;
}
