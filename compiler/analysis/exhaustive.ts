// Tools that no policy mentions, where the author asked for all of them to be.

import { fault, type Place } from "../policy/shape.js";
import type { PolicyOutline } from "./callers.js";

export function findUnmentioned(
  policies: readonly PolicyOutline[],
  tools: readonly string[],
  place: Place,
): void {
  const mentioned = new Set(
    policies.flatMap(({ actions }) => actions.map(({ tool }) => tool.value)),
  );
  for (const tool of tools.filter((name) => !mentioned.has(name))) {
    fault("SC5006", { start: 0, end: 0 }, `no policy mentions the tool \`${tool}\``, place, {
      help: "add an action for it; `effect: deny` says that it was thought of",
    });
  }
}
