// What a module holds, remembered from the last time, or read from its source and remembered for the next.

import { dirname, posix, relative, sep } from "node:path";
import type { Report } from "../../diagnostics/report.js";
import type { ReadModulesOptions } from "../read-tools.js";
import { type CachedModule, type Kept, recall, remember } from "./signature-cache.js";

interface Read<Signature> {
  readonly signatures: readonly Signature[];
  /** All files that had a say: texts by absolute path. */
  readonly read: ReadonlyMap<string, string>;
}

/** `display` is how messages name the module. Nothing is remembered of one that anything was reported of. */
export async function readCached<Signature extends Kept>(
  module: CachedModule,
  display: string,
  report: Report,
  options: ReadModulesOptions,
  readSource: (displayOf: (path: string) => string) => Promise<Read<Signature>>,
): Promise<readonly Signature[]> {
  /** Files that the module imports are named in messages in the way that the module is. */
  const displayOf = (file: string): string => {
    const way = relative(dirname(module.path), file).split(sep).join("/");
    return posix.join(posix.dirname(display), way);
  };
  const kept = options.cache ? await recall<Signature>(module, displayOf, options) : undefined;
  if (kept !== undefined) return kept;
  const before = report.diagnostics.length;
  const { signatures, read } = await readSource(displayOf);
  const isClean = report.diagnostics.length === before;
  if (options.cache && isClean) options.later(() => remember(module, read, signatures, options));
  return signatures;
}
