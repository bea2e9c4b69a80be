// Puts an export together: what comes before the decisions tells of all of them, so they wait until they are counted.

import type { AuditEntry, AuditScan } from "@authensor/safeclaw-runtime/node";
import type { ExportFormat, Summary } from "./export-format.js";
import { reversed } from "./reversed.js";
import { warningsOf } from "./say.js";

type About = Pick<Summary, "verdict" | "log" | "made" | "asked">;
type Counted = Pick<Summary, "decisions" | "counts" | "from" | "to">;

/** Its texts, in order, and at last what there is to know of it. */
export async function* documentOf(
  format: ExportFormat,
  { entries, findings }: AuditScan,
  about: About,
  cwd: string,
): AsyncGenerator<string, Summary> {
  const tally = new Tally();
  const rows = reversed(rowsOf(entries, (entry) => format.row(entry, about.verdict), tally));
  // The first to come is the oldest: by now all of them have been read.
  const first = await rows.next();
  const found = await findings();
  const warnings = warningsOf(found, cwd);
  const summary = { ...about, ...tally.counted(), findings: found, warnings };
  yield format.before(summary);
  if (first.done !== true) yield first.value;
  yield* rows;
  yield format.after(summary);
  return summary;
}

async function* rowsOf(
  entries: AsyncIterable<AuditEntry>,
  row: (entry: AuditEntry) => string,
  tally: Tally,
): AsyncGenerator<string> {
  for await (const entry of entries) {
    tally.add(entry);
    yield row(entry);
  }
}

class Tally {
  readonly #counts = new Map<string, number>();
  #decisions = 0;
  #from: string | null = null;
  #to: string | null = null;

  add({ record, outcome, revoked }: AuditEntry): void {
    if (revoked === true) return;
    const { time } = record;
    this.#decisions += 1;
    if (this.#from === null || time < this.#from) this.#from = time;
    if (this.#to === null || time > this.#to) this.#to = time;
    for (const name of [record.effect, outcome?.record.outcome?.status]) {
      if (name !== undefined) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    }
  }

  counted(): Counted {
    return { decisions: this.#decisions, counts: this.#counts, from: this.#from, to: this.#to };
  }
}
