// prove: asks the guards that would be written about the calls that are to show findings. Nothing is shown that they deny.

import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import type { Claim, Finding } from "../analysis/finding.js";
import type { Diagnostic, Witness } from "../diagnostics/diagnostic.js";
import type { EmittedFile } from "../emit/module.js";
import { load } from "./load.js";

export interface Proven {
  readonly diagnostics: readonly Diagnostic[];
  /** What the analysis was certain of and the guard answers otherwise: a fault of ours, wherever there is one. */
  readonly contradicted: readonly Witness[];
}

export async function prove(
  findings: readonly Finding[],
  files: readonly EmittedFile[],
): Promise<Proven> {
  // INVARIANT: loading takes longer than all the rest, so a policy without findings is not loaded.
  const isClaimed = findings.some(({ claims }) => claims.length > 0);
  const policies = isClaimed ? await load(files) : null;
  const proven = findings.map(({ diagnostic, claims, isCertain, doubt }) => {
    const found = claims.find((claim) => policies !== null && isRight(claim, policies));
    if (found !== undefined) {
      const { by: _, ...witness } = found;
      return { diagnostic: { ...diagnostic, witness }, contradicted: [] };
    }
    if (isCertain) return { diagnostic, contradicted: claims };
    const help = [diagnostic.help, doubt].filter((text) => text !== undefined).join("; ");
    return { diagnostic: { ...diagnostic, help }, contradicted: [] };
  });
  return {
    diagnostics: proven.map(({ diagnostic }) => diagnostic),
    contradicted: proven.flatMap(({ contradicted }) => contradicted),
  };
}

/** Whether the guard answers so, by one of those rules, and because of what the arguments are. */
function isRight({ tool, args, assistant, answer, by }: Claim, policies: CompiledPolicies) {
  const { effect, code, rule } = policies.guard(assistant).decide(tool, JSON.stringify(args));
  const isAsClaimed =
    by.length === 0
      ? code === "no-rule"
      : by.some((each) => rule === each || rule?.startsWith(`${each}/`) === true);
  return effect === answer && isAsClaimed && !isFault(code);
}

function isFault(code: string | null): boolean {
  return code === "condition-failed" || code === "fact-failed";
}
