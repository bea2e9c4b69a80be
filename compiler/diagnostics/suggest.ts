// The nearest known name to one that is unknown, for "did you mean".

import { distance } from "fastest-levenshtein";

/** The closest candidate, or undefined where none is near enough to be a slip of the pen. */
export function suggest(written: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(written.length / 3));
  const own = normal(written);
  const ranked = [...candidates]
    .map((candidate) => ({ candidate, away: slips(own, normal(candidate)) }))
    .filter(({ away }) => away <= limit)
    .toSorted((a, b) => a.away - b.away);
  return ranked[0]?.candidate;
}

/** Two letters that changed places are one slip. */
function slips(written: string, candidate: string): number {
  const changes = distance(written, candidate);
  const isSwap = changes === 2 && letters(written) === letters(candidate);
  return isSwap ? 1 : changes;
}

function letters(text: string): string {
  return [...text].toSorted().join("");
}

function normal(text: string): string {
  return text.toLowerCase().replaceAll(/[-_ ]/gu, "");
}
