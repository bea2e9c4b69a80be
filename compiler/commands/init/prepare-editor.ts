// What an editor needs to complete and check the first policy as it is written, before anything is compiled.

import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { editorSchemaPath, emitEditorSchema } from "../../emit/emit-editor-schema.js";
import { isOurs } from "../../output/plan.js";
import { displayPath, type Project, pathInProject } from "../../source/project.js";
import { modelineFor } from "../modeline.js";
import type { FoundTools } from "./find-tools.js";
import type { FileChange } from "./prepare-project.js";

/** Where `safeclaw compile` keeps it, as a policy without `out` names it. */
const output = "generated";

/** The first line of the policy. */
export const modeline = modelineFor(".", output);

/** The schema as `safeclaw compile` is going to write it. */
export function editorSchemaChange(
  project: Project,
  { written, signatures }: FoundTools,
): FileChange {
  const { policy, cwd } = project;
  const folder = join(dirname(policy), output);
  const path = join(folder, editorSchemaPath);
  const file = displayPath(path, cwd);
  const before = existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : null;
  const isInTheWay = before === null ? existsSync(path) : !isOurs(before);
  // SECURITY: the folder may be a link out of the repository.
  if (isInTheWay || pathInProject(output, project) === undefined) {
    return { file, before, after: before, says: "cannot be written here; see `out` of the policy" };
  }
  const source = relative(folder, policy).split(sep).join("/");
  const { text: after } = emitEditorSchema(written === null ? null : signatures, source);
  const says = "lets your editor complete and check the policy";
  return { file, before, after, says };
}
