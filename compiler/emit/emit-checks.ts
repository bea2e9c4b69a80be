// checks.ts: what ties the generated types to the application's own tools and facts. Types only, for tsc to find drift.

import type { GuardIr } from "../ir/guard-ir.js";
import { factChecks } from "./arguments/fact-checks.js";
import { type LinkOptions, linkChecks } from "./arguments/link-checks.js";
import { ownTools } from "./emit-tools.js";
import { emitModule } from "./module.js";

/** None where tsc can see neither tool nor fact. */
export function emitChecks({ tools, facts }: GuardIr, source: string, places: LinkOptions) {
  const ofTools = linkChecks(ownTools(tools), places);
  const ofFacts = facts === null ? null : factChecks(facts, places);
  const checks = [ofTools, ofFacts].filter((check) => check !== null);
  const names = [...(ofTools ? ["ToolsFit"] : []), ...(ofFacts ? ["FactsFit"] : [])];
  const files = checks.length === 0 ? [] : [emitModule("checks.ts", source, checks)];
  return { files, names };
}
