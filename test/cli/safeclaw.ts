// Runs the built command line as a process of its own, the way a user's shell does.

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const cli = fileURLToPath(new URL("../../dist/compiler/cli.js", import.meta.url));

export interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `safeclaw` with these arguments in a folder. Standard input is empty, and nothing is a terminal. */
export function safeclaw(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return ended(start(args, cwd, env));
}

export function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const stdio = ["ignore", "pipe", "pipe"] as const;
  return spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...cleanEnv(), ...env },
    stdio: [...stdio],
  });
}

export function ended(child: ChildProcess): Promise<Ran> {
  const shown = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      shown[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) => resolve({ exit, ...shown }));
  });
}

/** Without what vitest and npm set for themselves: colours, and the like. */
function cleanEnv(): Record<string, string> {
  const { PATH = "", HOME = "", TMPDIR = "/tmp" } = process.env;
  return { PATH, HOME, TMPDIR };
}
