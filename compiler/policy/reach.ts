// Which files stand above which: what a file includes, and what that includes in turn.

import type { SourceFile } from "../source/source-file.js";
import type { PolicySource } from "./policy.js";

/** Of each file the file itself and all that it includes, directly or not, in the order of all. */
export type Reach = ReadonlyMap<SourceFile, ReadonlySet<SourceFile>>;

export function reachOf(sources: readonly PolicySource[]): Reach {
  const reach = new Map<SourceFile, ReadonlySet<SourceFile>>();
  const places = new Map(sources.map(({ file }, index) => [file, index]));
  const inOrder = (a: SourceFile, b: SourceFile): number =>
    (places.get(a) ?? 0) - (places.get(b) ?? 0);
  // A source stands before those that it includes.
  for (const { file, includes } of sources.toReversed()) {
    const above = new Set(includes.flatMap((each) => [...(reach.get(each) ?? [])]));
    reach.set(file, new Set([file, ...[...above].toSorted(inOrder)]));
  }
  return reach;
}
