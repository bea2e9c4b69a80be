// `safeclaw init`: writes a policy that denies everything, and what a project needs beside it.

import { existsSync, lstatSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Effect } from "../policy/policy.js";
import { displayPath, policyNames, projectOf } from "../source/project.js";
import { reasonOf } from "../source/read.js";
import { SourceFile, wholeFile } from "../source/source-file.js";
import { askEffects } from "./init/ask-effects.js";
import { draftPolicy } from "./init/draft-policy.js";
import { type FoundTools, findTools, readNamedTools } from "./init/find-tools.js";
import { outcomeAsData, outcomeAsText } from "./init/outcome.js";
import { editorSchemaChange } from "./init/prepare-editor.js";
import { type FileChange, prepareProject } from "./init/prepare-project.js";
import {
  diagnosticsAsData,
  type ExitCode,
  printDiagnostics,
  printJson,
  type Terminal,
} from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface InitOptions {
  readonly config?: string | undefined;
  /** The file of tool definitions. */
  readonly tools?: string | undefined;
  /** Ask nothing. */
  readonly yes: boolean;
  /** Overwrite a policy that is there. */
  readonly force: boolean;
  readonly json: boolean;
}

export async function init(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const policy = policyPath(options.config, terminal.cwd);
  if (!options.force && isThere(policy)) {
    return refuse([policyIsThere(policy, terminal)], options, terminal);
  }
  const project = projectOf(policy, terminal.cwd);
  const found =
    options.tools === undefined
      ? await findTools(project)
      : await readNamedTools(options.tools, project);
  if ("diagnostics" in found) return refuse(found.diagnostics, options, terminal);
  const effects = await effectsOf(found, options, terminal);
  if (effects === undefined) {
    terminal.stderr.write("\nleft in the middle: nothing was written\n");
    return 1;
  }
  const prepared = prepareProject(terminal.cwd, project.root, compileScript(options));
  const { missing } = prepared;
  const changes = [...prepared.changes, editorSchemaChange(project, found)];
  const own = policyChange(policy, found, effects, terminal.cwd);
  const fault = await carryOut([...changes, own], terminal.cwd);
  if (fault !== undefined) return refuse([fault], options, terminal);
  const outcome = { policy: own, changes, found, missing, decides: effects.size > 0 };
  if (options.json) printJson(outcomeAsData(outcome), terminal);
  else terminal.stdout.write(outcomeAsText(outcome, terminal));
  return 0;
}

function refuse(
  diagnostics: readonly Diagnostic[],
  { json }: InitOptions,
  terminal: Terminal,
): ExitCode {
  if (json) printJson({ ok: false, diagnostics: diagnosticsAsData(diagnostics) }, terminal);
  else printDiagnostics(diagnostics, terminal);
  return 1;
}

/** Where the policy goes: where the command line says, else where one is already, else under the usual name. */
function policyPath(config: string | undefined, cwd: string): string {
  const [usual = ""] = policyNames;
  const path = resolve(
    cwd,
    config ?? policyNames.find((name) => isThere(join(cwd, name))) ?? usual,
  );
  if (existsSync(dirname(path))) return path;
  throw new UsageError(`there is no folder for \`${config}\``);
}

/** A link that leads nowhere is there too. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function policyIsThere(policy: string, { cwd }: Terminal): Diagnostic {
  const path = displayPath(policy, cwd);
  return {
    code: "SC6004",
    message: `\`${path}\` is there already, and nothing was written`,
    file: new SourceFile(path, ""),
    range: wholeFile,
    help: "edit it and run `safeclaw compile`; or let `safeclaw init --force` overwrite it",
  };
}

/** Undefined where the person who was asked left. */
async function effectsOf(
  { signatures }: FoundTools,
  { yes, json }: InitOptions,
  terminal: Terminal,
): Promise<ReadonlyMap<string, Effect> | undefined> {
  const { keyboard } = terminal;
  if (yes || json || keyboard === undefined || signatures.length === 0) return new Map();
  return await askEffects(signatures, keyboard, terminal);
}

function compileScript({ config }: InitOptions): string {
  if (config === undefined) return "safeclaw compile";
  return `safeclaw compile --config ${/^[\w./-]+$/u.test(config) ? config : JSON.stringify(config)}`;
}

function policyChange(
  policy: string,
  { written, signatures }: FoundTools,
  effects: ReadonlyMap<string, Effect>,
  cwd: string,
): FileChange {
  const says =
    effects.size === 0
      ? "denies every call until you write a policy in it"
      : `decides ${effects.size} of ${signatures.length} tools; the others are denied`;
  return {
    file: displayPath(policy, cwd),
    before: isThere(policy) ? "" : null,
    after: draftPolicy({ tools: written, signatures, effects }),
    says,
  };
}

/** Writes what is to change, the policy last: where it could not be written, the command can simply be run again. */
async function carryOut(
  changes: readonly FileChange[],
  folder: string,
): Promise<Diagnostic | undefined> {
  for (const { file, before, after } of changes) {
    if (after === null || after === before) continue;
    try {
      await mkdir(dirname(resolve(folder, file)), { recursive: true });
      await writeFile(resolve(folder, file), after, { flag: before === null ? "wx" : "w" });
    } catch (error) {
      return {
        code: "SC6002",
        message: `\`${file}\` cannot be written: ${reasonOf(error)}`,
        file: new SourceFile(file, ""),
        range: wholeFile,
        help: "mend this and run `safeclaw init` again",
      };
    }
  }
  return undefined;
}
