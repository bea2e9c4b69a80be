// What can be said of a log as a whole, for those who have to rely on it.

import { type Verification, verifyAudit } from "@authensor/safeclaw-runtime/node";
import { noColor } from "../../diagnostics/render.js";
import { textOf } from "./verification-text.js";
import type { Witnesses } from "./witnesses.js";

export interface Verdict {
  /** Nothing was found to be wrong. */
  readonly ok: boolean;
  /** And all records are among those that a checkpoint speaks of which was signed with a known key. */
  readonly signed: boolean;
  /** In words, the most important first. */
  readonly lines: readonly string[];
  /** Of the keys by which signed checkpoints were checked; null where there is none. */
  readonly keyId: string | null;
}

/** As short as it can be said. Who sees nothing else must not take more for proven than is. */
export function verdictWord({ ok, signed }: Verdict): "verified" | "intact" | "not verified" {
  if (!ok) return "not verified";
  return signed ? "verified" : "intact";
}

function isSigned({ keys, streams }: Verification): boolean {
  const isWhole = streams.every(({ proven, records }) => proven === records);
  return keys.length > 0 && streams.length > 0 && isWhole;
}

export async function verdictOf(path: string, cwd: string, witnesses: Witnesses): Promise<Verdict> {
  const { keys } = witnesses;
  const verification = await verifyAudit(path, witnesses);
  const { streams, summary, unknown } = textOf(verification, cwd, noColor);
  const [first = "", ...others] = summary;
  const wrong = streams.filter((line) => line.startsWith("tampered"));
  return {
    ok: verification.intact,
    signed: isSigned(verification),
    lines: [first, ...wrong, ...others, ...unknown].map((line) =>
      line.replace(/^(\w+) {2}/u, "$1: "),
    ),
    keyId: keys.length === 0 ? null : keys.map(({ name, id }) => `${name}+${id}`).join(", "),
  };
}
