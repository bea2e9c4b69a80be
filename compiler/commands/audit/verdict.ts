// What can be said of a log as a whole, for those who have to rely on it.

import { verifyAudit } from "@authensor/safeclaw-runtime/node";
import { noColor } from "../../diagnostics/render.js";
import { textOf } from "./verification-text.js";
import type { Witnesses } from "./witnesses.js";

export interface Verdict {
  readonly ok: boolean;
  /** In words, the most important first. */
  readonly lines: readonly string[];
  /** Of the keys by which signed checkpoints were checked; null where there is none. */
  readonly keyId: string | null;
}

export async function verdictOf(path: string, cwd: string, witnesses: Witnesses): Promise<Verdict> {
  const { keys } = witnesses;
  const verification = await verifyAudit(path, witnesses);
  const { streams, summary, unknown } = textOf(verification, cwd, noColor);
  const [first = "", ...others] = summary;
  const wrong = streams.filter((line) => line.startsWith("tampered"));
  return {
    ok: verification.intact,
    lines: [first, ...wrong, ...others, ...unknown].map((line) =>
      line.replace(/^(\w+) {2}/u, "$1: "),
    ),
    keyId: keys.length === 0 ? null : keys.map(({ name, id }) => `${name}+${id}`).join(", "),
  };
}
