// The tsconfig.json that says how a module is compiled.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest tsconfig.json, upward from a file; null where there is none. */
export function nearestConfig(path: string): string | null {
  const folder = dirname(path);
  const config = join(folder, "tsconfig.json");
  if (existsSync(config)) return config;
  return folder === path ? null : nearestConfig(folder);
}
