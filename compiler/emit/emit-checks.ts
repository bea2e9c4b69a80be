// checks.ts: what ties the generated types to the application's own tools. Types only, for tsc to find drift.

import type { GuardIr } from "../ir/guard-ir.js";
import { type LinkOptions, linkChecks } from "./arguments/link-checks.js";
import { ownTools } from "./emit-tools.js";
import { type EmittedFile, emitModule } from "./module.js";

/** None where tsc can see no tool. */
export function emitChecks({ tools }: GuardIr, source: string, places: LinkOptions): EmittedFile[] {
  const checks = linkChecks(ownTools(tools), places);
  return checks === null ? [] : [emitModule("checks.ts", source, [checks])];
}
