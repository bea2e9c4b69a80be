// How many steps for each character it takes to look for a regular expression anywhere in a text.

import type { AST } from "@eslint-community/regexpp";
import { parseAs } from "./regexp-syntax.js";
import { stepsEach } from "./steps-each.js";

/** At most so many; null where nothing shows that the time is linear. */
export function searchSteps({ raw, alternatives }: AST.Pattern, flags: string): number | null {
  const [start, ...rest] = alternatives.flatMap(({ elements }) => elements);
  const stepsOf = (source: string): number | null => stepsEach(parseAs(flags, source), flags);
  // Elsewhere the engine tries to match from each place in the text.
  if (alternatives.length > 1 || start?.type !== "Assertion" || start.kind !== "start") {
    return stepsOf(`[^]*(?:${raw})`);
  }
  // What is demanded of the whole text there, is looked for once.
  const next = rest.findIndex((element) => !isLookahead(element));
  const demands = next < 0 ? rest : rest.slice(0, next);
  const others = next < 0 ? "" : raw.slice(rest[next]?.start);
  return [...demands.map((demand) => demand.raw.slice("(?=".length, -1)), others]
    .map(stepsOf)
    .reduce((all, steps) => (all === null || steps === null ? null : all + steps), 0);
}

function isLookahead({ raw }: AST.Element): boolean {
  return /^\(\?[=!]/u.test(raw);
}
