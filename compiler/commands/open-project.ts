// Which policy a command works on.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findPolicy, type Project, projectOf } from "../source/project.js";
import { UsageError } from "./usage-error.js";

/** The policy that `--config` names, else the nearest one. */
export function openProject(config: string | undefined, cwd: string): Project {
  if (config === undefined) {
    const found = findPolicy(cwd);
    if (found !== undefined) return projectOf(found, cwd);
    throw new UsageError(
      "there is no safeclaw.yaml here or above",
      "run `safeclaw init` to make one, or name one with `--config PATH`",
    );
  }
  const path = resolve(cwd, config);
  if (!existsSync(path)) throw new UsageError(`there is no policy at \`${config}\``);
  return projectOf(path, cwd);
}
