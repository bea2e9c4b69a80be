// A path that a policy file names, as long as it stays within the repository.

import { displayPath, type Project, pathInProject } from "../source/project.js";
import type { Located } from "./policy.js";
import { fault, type Place } from "./shape.js";

/** The path made absolute, relative to the file of `project`; undefined where it leaves the repository. */
export function checkedPath(
  written: Located<string>,
  place: Place,
  project: Project,
): string | undefined {
  const path = pathInProject(written.value, project);
  if (path !== undefined) return path;
  const root = displayPath(project.root, project.cwd);
  const message = `\`${written.value}\` lies outside the repository`;
  return fault("SC1004", written.range, message, place, {
    help: root === "." ? "name a path inside this folder" : `name a path inside \`${root}\``,
  });
}
