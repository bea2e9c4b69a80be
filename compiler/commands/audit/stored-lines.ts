// A recorded decision as it is stored, and after it the line of what came of it.

import type { AuditEntry } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../../diagnostics/harmless.js";

export function storedLines({ text, outcome }: AuditEntry): string {
  // SECURITY: as stored; only in a line that we did not write is there anything left to escape.
  const lines = outcome === undefined ? [text] : [text, outcome.text];
  return lines.map((line) => `${harmless(line)}\n`).join("");
}
