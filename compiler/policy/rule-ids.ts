// The ids of a policy's actions, by which decisions, audit records and generated code name them.

import type { Located } from "./policy.js";

interface NamedActions {
  readonly name: Located<string>;
  readonly actions: readonly { readonly tool: Located<string> }[];
}

/** `policy/tool` for each action, `policy/tool#2` for the second on the same tool. */
export function ruleIds({ name, actions }: NamedActions): readonly string[] {
  const seen = new Map<string, number>();
  return actions.map(({ tool }) => {
    const times = (seen.get(tool.value) ?? 0) + 1;
    seen.set(tool.value, times);
    return `${name.value}/${tool.value}${times > 1 ? `#${times}` : ""}`;
  });
}
