// Compiles a policy text and binds its guards, with no file left behind: what property tests decide with.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { load } from "../../compiler/output/load.js";
import { projectOf } from "../../compiler/source/project.js";

/** The bound policies of this text. Throws with the rendered diagnostics where it does not compile. */
export async function compileInMemory(options: {
  readonly yaml: string;
  /** Function definitions that the policy names as `./tools.json`. */
  readonly toolsJson?: string;
}): Promise<CompiledPolicies> {
  const folder = await mkdtemp(join(tmpdir(), "safeclaw-"));
  try {
    const policy = join(folder, "safeclaw.yaml");
    await writeFile(policy, options.yaml);
    if (options.toolsJson !== undefined)
      await writeFile(join(folder, "tools.json"), options.toolsJson);
    const { diagnostics, output } = await compile({
      project: projectOf(policy, folder),
      cache: false,
    });
    if (output === null)
      throw new Error(diagnostics.map((diagnostic) => render(diagnostic)).join("\n\n"));
    return await load(output.files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
