// A case's policy, compiled as it stands in its folder, with nothing written there.

import { fileURLToPath } from "node:url";
import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { load } from "../../compiler/output/load.js";
import { projectOf } from "../../compiler/source/project.js";

export const folderOf = (name: string): string =>
  fileURLToPath(new URL(`${name}/`, import.meta.url));

/** Throws with the rendered diagnostics where it does not compile, or where there is anything to warn of. */
export async function compiledCase(name: string): Promise<CompiledPolicies> {
  const folder = folderOf(name);
  const { diagnostics, output } = await compile({
    project: projectOf(`${folder}safeclaw.yaml`, folder),
    cache: false,
  });
  if (output === null || diagnostics.length > 0) {
    throw new Error(diagnostics.map((diagnostic) => render(diagnostic)).join("\n\n"));
  }
  return load(output.files);
}
