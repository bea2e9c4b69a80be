// compose: names of agents become ids, and policies get the actions that they take over from others.

import type { Report } from "../diagnostics/report.js";
import { extendPolicies } from "./extend-policies.js";
import { nameAgents } from "./name-agents.js";
import type { PolicyFile } from "./policy.js";

/** Composes the policies; undefined where they do not fit together. */
export function compose(file: PolicyFile, report: Report): PolicyFile | undefined {
  const extended = extendPolicies(file, report);
  const policies = nameAgents(file.agents, extended, { file: file.file, report, what: "`agents`" });
  return report.hasErrors ? undefined : { ...file, policies };
}
