// emit: what is generated becomes text, file by file. The same policy gives the same bytes.

import { posix, relative, sep } from "node:path";
import type { GuardIr } from "../ir/guard-ir.js";
import { emitChecks } from "./emit-checks.js";
import { emitDefinitions } from "./emit-definitions.js";
import { type DescribedTool, emitEditorSchema } from "./emit-editor-schema.js";
import { emitFacts } from "./emit-facts.js";
import { emitIndex } from "./emit-index.js";
import { emitPolicy } from "./emit-policy.js";
import { emitReadme } from "./emit-readme.js";
import { emitTools } from "./emit-tools.js";
import type { EmittedFile } from "./module.js";

/** Absolute paths: of the policy, and of the folder that the output is for. */
export interface EmitPlaces {
  readonly policy: string;
  readonly folder: string;
}

export function emit(ir: GuardIr, { policy, folder }: EmitPlaces): readonly EmittedFile[] {
  const fromFolder = (path: string) => relative(folder, path).split(sep).join("/");
  const source = fromFolder(policy);
  const policyOf = (path: string) => policyName(fromFolder(path));
  const links = {
    exhaustive: ir.exhaustive ? ir.toolsLine : null,
    policy: policyName(source),
    policyOf,
    moduleOf: (path: string) => importPath(fromFolder(path)),
  };
  const checks = emitChecks(ir, source, links);
  return [
    emitIndex(ir, source, { ...links, checks: checks.names }),
    emitTools(ir, source, links),
    ...emitFacts(ir, source),
    ...checks.files,
    emitDefinitions(ir, source),
    emitReadme(ir, source, fromFolder),
    emitEditorSchema(describedTools(ir), source),
    ...ir.policies.map((each) => emitPolicy(each, fromFolder(each.file))),
  ];
}

/** Null where no tools module describes them. */
function describedTools({ tools }: GuardIr): readonly DescribedTool[] | null {
  const described = tools.flatMap(({ name, description, parameters, origin, ...tool }) => {
    if (parameters === null || origin === null) return [];
    const definitions = new Map(tool.definitions.map((each) => [each.name, each.type]));
    return [{ name, description, parameters, definitions }];
  });
  return described.length === 0 ? null : described;
}

const longestPath = 40;

/** The policy as tsc's errors name it: by its path from the folder that holds it and the output, which editors open. */
function policyName(source: string): string {
  const path = source.replace(/^(?:\.\.\/)+/u, "");
  return path.length > longestPath ? `…${path.slice(1 - longestPath)}` : path;
}

const emittedExtensions: ReadonlyMap<string, string> = new Map([
  [".ts", ".js"],
  [".mts", ".mjs"],
  [".cts", ".cjs"],
]);

/** A module's path as an import names it. */
function importPath(path: string): string {
  const extension = posix.extname(path);
  const base = path.slice(0, path.length - extension.length);
  const relativeBase = base.startsWith(".") ? base : `./${base}`;
  return relativeBase + (emittedExtensions.get(extension) ?? extension);
}
