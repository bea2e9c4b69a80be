// The nearest known name to one that is unknown, for "did you mean".

import { distance } from "fastest-levenshtein";

/** The closest candidate, or undefined where none is near enough to be a slip of the pen. */
export function suggest(written: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(written.length / 3));
  const ranked = [...candidates]
    .map((candidate) => ({ candidate, away: distance(normal(written), normal(candidate)) }))
    .filter(({ away }) => away <= limit)
    .toSorted((a, b) => a.away - b.away);
  return ranked[0]?.candidate;
}

function normal(text: string): string {
  return text.toLowerCase().replaceAll(/[-_ ]/gu, "");
}
