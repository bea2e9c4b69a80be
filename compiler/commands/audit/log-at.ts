// Where the log is that a command speaks of.

import { existsSync } from "node:fs";
import { UsageError } from "../usage-error.js";
import { logOf } from "./audit-options.js";

/** `asked` is what `--log` says. */
export function logAt(asked: string | undefined, cwd: string): string {
  const path = logOf({ log: asked }, { cwd });
  if (existsSync(path)) return path;
  throw noLogAt(path);
}

export function noLogAt(path: string): UsageError {
  return new UsageError(`there is no audit log at ${path}`);
}
