// Compiles a policy text and binds what is generated, with no file left behind: what property tests decide with.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledPolicies, ToolDefinitions } from "@authensor/safeclaw-runtime/policy";
import { type CompiledOutput, compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { load, modulesOf } from "../../compiler/output/load.js";
import { projectOf } from "../../compiler/source/project.js";

export interface PolicyText {
  readonly yaml: string;
  /** Function definitions that the policy names as `./tools.json`. */
  readonly toolsJson?: string;
  /** Files that it includes, by path. */
  readonly others?: Readonly<Record<string, string>>;
}

/** The bound policies of this text. Throws with the rendered diagnostics where it does not compile. */
export async function compileInMemory(text: PolicyText): Promise<CompiledPolicies> {
  return load((await outputOf(text)).files);
}

/** What is generated from this text for the model, too. */
export interface CompiledInMemory {
  readonly policies: CompiledPolicies;
  readonly definitions: ToolDefinitions<false>;
  readonly output: CompiledOutput;
}

/** As `compileInMemory`, with the definitions of the tools, which take any assistant or none. */
export async function compileAllInMemory(text: PolicyText): Promise<CompiledInMemory> {
  const output = await outputOf(text);
  const modules = await modulesOf(output.files);
  // INVARIANT: these modules export what the runtime's own definePolicies and defineToolDefinitions make.
  const { policies } = modules("./index.js") as { policies: CompiledPolicies };
  const definitions = modules("./definitions.js") as unknown as ToolDefinitions<false>;
  return { policies, definitions, output };
}

async function outputOf(text: PolicyText): Promise<CompiledOutput> {
  const folder = await mkdtemp(join(tmpdir(), "safeclaw-"));
  try {
    const policy = join(folder, "safeclaw.yaml");
    await writeFile(policy, text.yaml);
    if (text.toolsJson !== undefined) await writeFile(join(folder, "tools.json"), text.toolsJson);
    for (const [name, other] of Object.entries(text.others ?? {})) {
      await writeFile(join(folder, name), other);
    }
    const { diagnostics, output, contradicted } = await compile({
      project: projectOf(policy, folder),
      cache: false,
    });
    if (contradicted.length > 0) {
      throw new Error(`the guard contradicts the analysis: ${JSON.stringify(contradicted)}`);
    }
    if (output === null)
      throw new Error(diagnostics.map((diagnostic) => render(diagnostic)).join("\n\n"));
    return output;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
