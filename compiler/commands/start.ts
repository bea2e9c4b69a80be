// `safeclaw` without a command: sets a project up where there is no policy, else says how it stands.

import { findPolicy } from "../source/project.js";
import { init } from "./init.js";
import { openProject } from "./open-project.js";
import { status } from "./status.js";
import type { ExitCode, Terminal } from "./terminal.js";

export async function start(
  options: { readonly config?: string; readonly json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.config === undefined && findPolicy(terminal.cwd) === undefined) {
    return await init({ yes: false, force: false, json: options.json }, terminal);
  }
  return await status(openProject(options.config, terminal.cwd), options, terminal);
}
