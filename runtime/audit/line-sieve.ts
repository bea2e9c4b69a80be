// Finds in raw bytes the lines that may match, so that only those have to be parsed.

import type { AuditFilter } from "./audit-filter.js";
import { stringText } from "./json-text.js";

/** Texts of which every match of a filter holds at least one. */
type Needles = readonly Buffer[];

export class LineSieve {
  /** By the one that is likely to stand in the fewest lines, they are found; the others are asked of what it finds. */
  readonly #finder: Needles | undefined;
  readonly #others: readonly Needles[];

  constructor(filters: readonly AuditFilter[]) {
    const length = ([needle]: Needles): number => needle?.length ?? 0;
    const all = filters.map(needlesOf).toSorted((a, b) => length(b) - length(a));
    [this.#finder, ...this.#others] = all;
  }

  /** Whether all lines may match. */
  get isOpen(): boolean {
    return this.#finder === undefined;
  }

  /** Places in lines that may match, in order; every such line holds one at least. */
  find(bytes: Buffer): readonly number[] {
    const places = (this.#finder ?? []).map((needle) => placesOf(needle, bytes));
    const [first = []] = places;
    return places.length < 2 ? first : places.flat().toSorted((a, b) => a - b);
  }

  /** Of a line that was found. */
  lets(line: Buffer): boolean {
    return this.#others.every((needles) => needles.some((needle) => line.includes(needle)));
  }
}

function placesOf(needle: Buffer, bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + needle.length)) {
    places.push(at);
  }
  return places;
}

/** INVARIANT: as `seal` writes it; who writes a record in other words is found by whoever parses every line. */
function needlesOf({ key, value }: AuditFilter): Needles {
  const needle = (text: string): Buffer => Buffer.from(`"${key}":${text}`);
  if (value === "null") return [needle("null"), needle('"null"')];
  if (!value.endsWith("*")) return [needle(stringText(value))];
  // Half of a surrogate pair is written otherwise than the pair.
  const prefix = value.slice(0, -1).replace(/[\ud800-\udbff]$/u, "");
  return [needle(stringText(prefix).slice(0, -1))];
}
