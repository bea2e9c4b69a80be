// Tools that are allowed and yet cannot be called, since no arguments are valid for them.

import type { Finding } from "./finding.js";
import type { SubjectTool } from "./subject.js";
import { findValue } from "./values/find-value.js";
import { anything } from "./values/found.js";

export function findUncallable(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool): readonly Finding[] => {
    const granting = tool.stances.find(({ effect }) => effect.value !== "deny");
    const required = [...tool.parameters.properties].filter(([, property]) => property.required);
    const empty = required.find(
      ([, { type }]) => findValue(type, anything, tool.definitions).kind === "none",
    );
    if (granting === undefined || empty === undefined) return [];
    const diagnostic = {
      code: "SC5013",
      message: `no call of \`${tool.name}\` can ever be allowed`,
      file: granting.file,
      range: granting.tool.range,
      help: `its own definition asks for \`${empty[0]}\` and lets it have no value: correct the definition`,
    } as const;
    return [{ diagnostic, claims: [], isCertain: true }];
  });
}
