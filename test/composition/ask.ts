// Compiles a policy of several files and asks its guards: what the tests of composition decide with.

import { join } from "node:path";
import type { Decision } from "@authensor/safeclaw-runtime";
import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import { type CompiledOutput, compile } from "../../compiler/compile.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { render } from "../../compiler/diagnostics/render.js";
import { load } from "../../compiler/output/load.js";
import { projectOf } from "../../compiler/source/project.js";
import { type Files, folder } from "../cli/folder.js";
import { toolsJson } from "../cli/samples.js";

export interface Asked {
  readonly policies: CompiledPolicies;
  readonly output: CompiledOutput;
  /** What came of a call: `allow`, or the code and the rule. */
  ask(tool: string, args: object, assistant?: string): string;
}

/** Compiles `safeclaw.yaml` among these files, beside the usual tools. */
export async function compiled(files: Files): Promise<Asked> {
  const { output, text } = await compileFiles(files);
  if (output === null) throw new Error(text);
  const policies = await load(output.files);
  const ask = (tool: string, args: object, assistant?: string): string =>
    inWords(policies.guard(assistant).decide(tool, args));
  return { policies, output, ask };
}

/** What the compiler says of these files, and the codes of its errors. */
export async function compileFiles(files: Files): Promise<{
  readonly output: CompiledOutput | null;
  readonly text: string;
  readonly errors: readonly string[];
}> {
  const path = folder({ "package.json": "{}", "tools.json": toolsJson, ...files });
  return await compileIn(path);
}

export async function compileIn(path: string): ReturnType<typeof compileFiles> {
  const project = projectOf(join(path, "safeclaw.yaml"), path);
  const { diagnostics, output } = await compile({ project, cache: false });
  const text = diagnostics.map((diagnostic) => render(diagnostic)).join("\n\n");
  const errors = diagnostics.flatMap(({ code }) =>
    catalog[code].severity === "error" ? [code] : [],
  );
  return { output, text, errors };
}

function inWords({ effect, code, rule }: Decision): string {
  return code === null ? effect : `${code}${rule === null ? "" : ` ${rule}`}`;
}
