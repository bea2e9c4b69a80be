// Text that shows where searching for a tool's own pattern takes more than linear time.

import type { AST } from "@eslint-community/regexpp";
import { isLinear, slowText } from "./is-linear.js";
import { hasBackreference, parseAs } from "./regexp-syntax.js";

/** An expression in JavaScript. Undefined where the time is linear, or can neither be proven nor shown to be long. */
export function findSlowText(source: string, flags: string): string | undefined {
  const pattern = parsed(source, flags);
  if (pattern === undefined || isLinearSearch(pattern, flags)) return undefined;
  return slowText(pattern, flags) ?? undefined;
}

/** Undefined for what no proof is known of. */
function parsed(source: string, flags: string): AST.Pattern | undefined {
  if (/[^isu]/u.test(flags)) return undefined;
  try {
    const pattern = parseAs(flags, source);
    return hasBackreference(pattern) ? undefined : pattern;
  } catch {
    // The engine at hand may know more than the parser.
    return undefined;
  }
}

/** Whether looking for it anywhere in a text takes linear time. */
export function isLinearSearch(pattern: AST.Pattern, flags: string): boolean {
  const { raw, alternatives } = pattern;
  const [start, ...rest] = alternatives.length === 1 ? (alternatives[0]?.elements ?? []) : [];
  const isLinearPart = (source: string): boolean => isLinear(parseAs(flags, source), flags);
  // Elsewhere the engine tries to match from each place in the text.
  if (start?.type !== "Assertion" || start.kind !== "start") {
    return isLinearPart(`[^]*(?:${raw})`);
  }
  // What is demanded of the whole text there, is looked for once.
  const next = rest.findIndex((element) => !isLookahead(element));
  const demands = next < 0 ? rest : rest.slice(0, next);
  const others = next < 0 ? "" : raw.slice(rest[next]?.start);
  return [...demands.map((demand) => demand.raw.slice("(?=".length, -1)), others].every(
    isLinearPart,
  );
}

function isLookahead(element: AST.Element): boolean {
  return element.type === "Assertion" && element.kind === "lookahead";
}
