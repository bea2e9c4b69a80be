// Allowances of single assistants that a denial for all of them always overrides.

import { grantsAmong } from "./callers.js";
import type { Finding } from "./finding.js";
import { claim, isPlain, type Stance, type SubjectTool } from "./subject.js";
import { unreachableAmong } from "./unreachable.js";

export function findOverridden(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    overriddenIn(tool).map(({ stance, denial }): Finding => {
      const [assistant = null] = stance.assistants;
      const diagnostic = {
        code: "SC5011",
        message: `this \`${stance.effect.value}\` of \`${tool.name}\` lets nothing through`,
        file: stance.file,
        range: stance.tool.range,
        label: "a `deny` that all assistants share overrides it",
        help: "remove one of the two, or deny the tool only for the assistants that must not have it",
        related: [{ message: "the `deny` is here", file: denial.file, range: denial.tool.range }],
      } as const;
      const claims = claim(tool, assistant, stance.constraints, [], "deny", denial);
      return { diagnostic, claims, isCertain: isPlain(tool) };
    }),
  );
}

function overriddenIn(
  tool: SubjectTool,
): readonly { readonly stance: Stance; readonly denial: Stance }[] {
  const { stances, deciders } = tool;
  // Where one always applies, only denials decide.
  const denial = deciders.get(null)?.findLast(({ when }) => when === null);
  if (denial?.effect.value !== "deny") return [];
  const [grants, unreachable] = [grantsAmong(stances), unreachableAmong(tool)];
  return stances.flatMap((stance) => {
    const { assistants, effect } = stance;
    if (assistants.length === 0 || effect.value === "deny") return [];
    return grants.includes(stance) || unreachable.has(stance) ? [] : [{ stance, denial }];
  });
}
