// Optional arguments of facts that no call has: after a slip of the pen there, a fact would judge without what it is about.

import type { Condition } from "../conditions/expression.js";
import { listNames } from "../diagnostics/list-names.js";
import type { Report } from "../diagnostics/report.js";
import { suggest } from "../diagnostics/suggest.js";
import type { ResolvedFacts } from "../policy/resolved-policy.js";
import type { ToolSignature } from "../tools/tool-signature.js";

/** A condition on the calls of a tool. */
export interface ConditionOnTool {
  readonly tool: ToolSignature;
  readonly condition: Condition;
}

export function findUnpassed(
  conditions: readonly ConditionOnTool[],
  { signatures }: ResolvedFacts,
  report: Report,
): void {
  for (const { name: fact, parameters, origin } of signatures.values()) {
    const readers = conditions.filter(({ condition }) => [...condition.facts].includes(fact));
    if (parameters === null || readers.length === 0) continue;
    const tools = [...new Set(readers.map(({ tool }) => tool))];
    const passed = new Set(tools.flatMap((tool) => [...tool.parameters.properties.keys()]));
    for (const name of parameters.type.properties.keys()) {
      if (passed.has(name)) continue;
      const near = suggest(name, passed);
      report.add({
        code: "SC8041",
        message: `\`${fact}\` takes \`${name}\`, which no call has that it is asked about`,
        file: origin.file,
        range: origin.range,
        ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
        help: `it is read on ${listNames(tools.map((tool) => tool.name))}; remove the argument, or write it as the tools do`,
      });
    }
  }
}
