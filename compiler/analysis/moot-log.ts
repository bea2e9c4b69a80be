// Entries of `log` that change nothing: what holds their argument is not kept as it is.

import { writtenLogPath } from "../policy/log-paths.js";
import type { ResolvedLogEntry } from "../policy/resolved-policy.js";
import { fault, type Place } from "../policy/shape.js";

export function findMootLog(log: readonly ResolvedLogEntry[], place: Place): void {
  for (const { tool, path, range } of log) {
    const around = log.find(
      (other) =>
        other.tool === tool &&
        other.mode !== "full" &&
        other.path.length < path.length &&
        other.path.every((step, index) => step === path[index]),
    );
    if (around === undefined) continue;
    const [inner, outer] = [path, around.path].map(writtenLogPath);
    const message = `\`${inner}\` is within \`${outer}\`, which is logged as \`${around.mode}\` as a whole`;
    fault("SC5007", range, message, place, { help: `remove it, or remove \`${outer}\`` });
  }
}
