// Whether looking for a regular expression anywhere in a text takes linear time.

import type { AST } from "@eslint-community/regexpp";
import { isLinear } from "./is-linear.js";
import { parseAs } from "./regexp-syntax.js";

export function isLinearSearch({ raw, alternatives }: AST.Pattern, flags: string): boolean {
  const [start, ...rest] = alternatives.flatMap(({ elements }) => elements);
  const isLinearPart = (source: string): boolean => isLinear(parseAs(flags, source), flags);
  // Elsewhere the engine tries to match from each place in the text.
  if (alternatives.length > 1 || start?.raw !== "^") {
    return isLinearPart(`[^]*(?:${raw})`);
  }
  // What is demanded of the whole text there, is looked for once.
  const next = rest.findIndex((element) => !isLookahead(element));
  const demands = next < 0 ? rest : rest.slice(0, next);
  const others = raw.slice(rest[next]?.start ?? raw.length);
  return [...demands.map((demand) => demand.raw.slice("(?=".length, -1)), others].every(
    isLinearPart,
  );
}

function isLookahead({ raw }: AST.Element): boolean {
  return /^\(\?[=!]/u.test(raw);
}
