// Which files stand above which: what a file includes, and what that includes in turn.

import type { SourceFile } from "../source/source-file.js";
import type { PolicySource } from "./policy.js";

/** Of each file the file itself and all that it includes, directly or not. */
export type Reach = ReadonlyMap<SourceFile, ReadonlySet<SourceFile>>;

export function reachOf(sources: readonly PolicySource[]): Reach {
  const reach = new Map<SourceFile, ReadonlySet<SourceFile>>();
  // A source stands before those that it includes.
  for (const { file, includes } of sources.toReversed()) {
    reach.set(file, new Set([file, ...includes.flatMap((each) => [...(reach.get(each) ?? [])])]));
  }
  return reach;
}
