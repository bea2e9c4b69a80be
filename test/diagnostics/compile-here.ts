// The compile command within this process: many cases, no process for each.

import { compileCommand } from "../../compiler/commands/compile.js";
import type { ExitCode } from "../../compiler/commands/terminal.js";

export interface Compiled {
  readonly exit: ExitCode;
  /** What a person sees. */
  readonly text: string;
  readonly codes: readonly string[];
  readonly errors: readonly string[];
}

/** `safeclaw compile` in a folder, writing included. */
export async function compileHere(cwd: string, config?: string): Promise<Compiled> {
  let text = "";
  const stream = {
    write: (piece: string): void => {
      text += piece;
    },
  };
  const options = { config, check: false, watch: false, exhaustive: false, json: false };
  const terminal = { stdout: stream, stderr: stream, color: false, cwd };
  const exit = await compileCommand(options, terminal);
  const codesOf = (pattern: RegExp) => Array.from(text.matchAll(pattern), ([, code = ""]) => code);
  const codes = codesOf(/^(?:error|warning)\[(SC\d{4})\]/gmu);
  return { exit, text, codes, errors: codesOf(/^error\[(SC\d{4})\]/gmu) };
}
