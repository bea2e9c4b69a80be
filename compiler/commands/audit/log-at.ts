// Where the log is that a command speaks of.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../usage-error.js";

/** `asked` is what `--log` says. */
export function logAt(asked: string | undefined, cwd: string): string {
  const path = resolve(cwd, asked ?? ".safeclaw/audit");
  if (existsSync(path)) return path;
  throw new UsageError(`there is no audit log at ${path}`);
}
