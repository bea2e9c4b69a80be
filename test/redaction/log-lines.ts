// What a policy says of the log, for tests of the runtime alone.

import type { CompiledLog, LogMode } from "../../runtime/redaction/log-rules.js";

/** `a.b[].c: mask`, and so on. */
export function logOf(...lines: readonly string[]): readonly CompiledLog[] {
  return lines.map((line) => {
    const [place = "", mode] = line.split(": ");
    const path = place.split(".").flatMap((key) => key.split(/(?=\[\])/u));
    // INVARIANT: the lines are those below.
    const how = mode as LogMode;
    return { tool: "t", path: path.map((key) => (key === "[]" ? null : key)), mode: how };
  });
}
