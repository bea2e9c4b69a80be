// A target in memory, and a shipper that ships to it until nothing is left.

import {
  type AuditTarget,
  type ShipEvent,
  type ShipOptions,
  shipAudit,
} from "@authensor/safeclaw-runtime/postgres";

export interface Sent {
  readonly stream: string;
  readonly seq: number;
  readonly text: string;
  readonly reached: string;
}

/** What it has taken, and all that it was asked to take. `fail` is told the numbers, and may say an error. */
export function memory(fail: (seqs: readonly number[]) => unknown = () => undefined) {
  const sent: Sent[] = [];
  const asked: number[][] = [];
  const batches: number[] = [];
  const target: AuditTarget = {
    name: "memory",
    send: async (lines) => {
      const seqs = lines.map(({ seq }) => seq);
      asked.push(seqs);
      const error = await fail(seqs);
      if (error !== undefined) throw error;
      sent.push(...lines);
      batches.push(lines.length);
      return undefined;
    },
    close: async () => undefined,
  };
  return { target, sent, asked, batches };
}

export const seqs = (sent: readonly { seq: number }[]): number[] => sent.map(({ seq }) => seq);
export const upTo = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

/** Ships until nothing is left, and hands over what was told. */
export async function ship(directory: string, target: AuditTarget, options: ShipOptions = {}) {
  const events: ShipEvent[] = [];
  const shipper = shipAudit(directory, target, {
    interval: 10,
    closeTimeout: 20_000,
    onEvent: (event) => events.push(event),
    ...options,
  });
  await shipper.close();
  return events;
}
