// The pipeline, one call per stage: read → parse → bind → include → compose → resolve → check → lower → emit, and of the
// whole: analyse → prove.

import { analyse } from "./analysis/analyse.js";
import type { Unseen } from "./analysis/unseen.js";
import type { Diagnostic, Witness } from "./diagnostics/diagnostic.js";
import { Report } from "./diagnostics/report.js";
import { emit } from "./emit/emit.js";
import type { EmittedFile } from "./emit/module.js";
import type { FactSignature } from "./facts/fact-signature.js";
import { type FactsSource, readFacts } from "./facts/read-facts.js";
import type { GuardIr } from "./ir/guard-ir.js";
import { lower } from "./ir/lower.js";
import { prove } from "./output/prove.js";
import { bind } from "./policy/bind.js";
import { check } from "./policy/check.js";
import { checkedPath } from "./policy/checked-path.js";
import { compose } from "./policy/compose.js";
import { include } from "./policy/include.js";
import type { PolicyFile, RootFile } from "./policy/policy.js";
import { resolve } from "./policy/resolve.js";
import type { Place } from "./policy/shape.js";
import { displayPath, type Project } from "./source/project.js";
import { read } from "./source/read.js";
import { wholeFile } from "./source/source-file.js";
import { parse } from "./syntax/parse.js";
import { readTools, type ToolsSource } from "./tools/read-tools.js";
import type { ToolSignature } from "./tools/tool-signature.js";
import { version } from "./version.js";

export interface CompileOptions {
  readonly project: Project;
  /** The output folder where the command line names one; absolute. */
  readonly out?: string | undefined;
  /** Every tool must be mentioned, whatever the file says. */
  readonly exhaustive?: boolean;
  /** False to read the tools afresh, whatever is remembered of them, and to remember nothing. */
  readonly cache?: boolean;
}

/** What came of a compilation. `output` is null where there was an error. */
export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  readonly output: CompiledOutput | null;
  /** What was read of the policy and its tools; null where one of them could not be. */
  readonly reading: Reading | null;
  /** Calls that the compiler was sure about and its own guard answers otherwise. Never shown; there should be none. */
  readonly contradicted: readonly Witness[];
  /** The conditions that nothing is known of but what they say of a single call. */
  readonly unseen: readonly Unseen[];
  /** Keeps what was read of the tools for the next time; to be called where all went well. */
  readonly remember: () => Promise<void>;
}

/** A policy file, and the tools and facts that it names, whether or not they fit. */
export interface Reading {
  readonly policyFile: PolicyFile;
  readonly sources: readonly ToolsSource[];
  /** Null where the policy names none. */
  readonly tools: readonly ToolSignature[] | null;
  /** None where the policy names no facts, and where they cannot be read. */
  readonly facts: readonly FactSignature[];
}

export interface CompiledOutput {
  readonly ir: GuardIr;
  readonly files: readonly EmittedFile[];
  /** The folder they are for; absolute. */
  readonly folder: string;
}

/** Compiles a policy in memory. Reads the policy and its tools; writes nothing. */
export async function compile(options: CompileOptions): Promise<Compilation> {
  const report = new Report();
  const { project, cache = true } = options;
  const afterwards: (() => Promise<void>)[] = [];
  let reading: Reading | null = null;
  let contradicted: readonly Witness[] = [];
  let unseen: readonly Unseen[] = [];
  const output = await run();
  const remember = async () => void (await Promise.all(afterwards.map((task) => task())));
  return {
    diagnostics: report.diagnostics,
    output: output ?? null,
    reading,
    contradicted,
    unseen,
    remember,
  };

  async function run(): Promise<CompiledOutput | undefined> {
    const root = await bindPolicy(project, report);
    const all = root && (await include(root, project, report));
    const bound = all && compose(all, report);
    const folder = bound && outputFolder(bound, options, report);
    const sources = bound && toolsSources(bound, project, report);
    const factsFrom = bound && factsSource(bound, project, report);
    if (bound === undefined || folder === undefined) return undefined;
    if (sources === undefined || factsFrom === undefined) return undefined;
    const later = (task: () => Promise<void>) => void afterwards.push(task);
    const how = { projectRoot: project.root, out: folder, version, cache, later };
    const tools = bound.tools === null ? null : await readTools(sources, report, how);
    const facts = factsFrom === null ? null : await readFacts(factsFrom, report, how);
    if (tools !== undefined) reading = { policyFile: bound, sources, tools, facts: facts ?? [] };
    if (tools === undefined || facts === undefined) return undefined;
    const resolved = resolve(bound, { tools, facts }, report);
    const checked =
      resolved && check(resolved, report, { exhaustive: options.exhaustive ?? false });
    if (checked === undefined) return undefined;
    const ir = lower(checked);
    const files = emit(ir, { policy: project.policy, folder });
    const analysis = analyse(checked, ir.tools);
    unseen = analysis.unseen;
    const proven = await prove(analysis.findings, files);
    for (const diagnostic of proven.diagnostics) report.add(diagnostic);
    contradicted = proven.contradicted;
    return report.hasErrors ? undefined : { ir, files, folder };
  }
}

/** The files that the policy names, of tools, facts and policies; absolute. None where it cannot be read. */
export async function filesNamedBy(project: Project): Promise<readonly string[]> {
  const report = new Report();
  const root = await bindPolicy(project, report);
  if (root === undefined) return [];
  const included = new Set<string>();
  await include(root, project, report, included);
  const facts = factsSource(root, project, report);
  const sources = [...(toolsSources(root, project, report) ?? []), ...(facts ? [facts] : [])];
  return [...included, ...sources.map(({ path }) => path)];
}

async function bindPolicy(project: Project, report: Report): Promise<RootFile | undefined> {
  const source = await read(project.policy, displayPath(project.policy, project.cwd), report);
  const syntax = source && parse(source, report);
  return syntax && bind(syntax, report);
}

function outputFolder(
  bound: RootFile,
  { out, project }: CompileOptions,
  report: Report,
): string | undefined {
  if (out !== undefined) return out;
  // SECURITY: the default is checked as well: it may be a symbolic link.
  const written = bound.out ?? { value: "generated", range: wholeFile };
  return checkedPath(written, { file: bound.file, report, what: "`out`" }, project);
}

function toolsSources(
  bound: RootFile,
  project: Project,
  report: Report,
): readonly ToolsSource[] | undefined {
  const place: Place = { file: bound.file, report, what: "`tools`" };
  const sources = (bound.tools ?? []).map(({ path: written, evaluate, dialect }) => {
    const path = checkedPath(written, place, project);
    const mention = { file: bound.file, range: written.range };
    return path && { path, display: displayPath(path, project.cwd), mention, evaluate, dialect };
  });
  const inside = sources.filter((source) => source !== undefined && source !== "");
  return inside.length === sources.length ? inside : undefined;
}

/** Null where the policy names no facts. */
function factsSource(
  { file, facts }: RootFile,
  project: Project,
  report: Report,
): FactsSource | null | undefined {
  if (facts === null) return null;
  const { module } = facts;
  const path = checkedPath(module, { file, report, what: "`facts`" }, project);
  if (path === undefined) return undefined;
  const mention = { file, range: module.range };
  return { path, display: displayPath(path, project.cwd), mention };
}
