// Reads a log from its newest record to its oldest, whatever state it is in, for as long as somebody asks for more.

import type { AuditFilter } from "./audit-filter.js";
import type { StoredEvent, StoredRecord } from "./audit-record.js";
import type { FaultyLines } from "./fault-tally.js";
import { type LogStream, streamsAt } from "./log-files.js";
import { type Step, StreamCursor } from "./stream-cursor.js";

export interface AuditQuery {
  /** All of them must hold. */
  readonly filters?: readonly AuditFilter[];
  /** Nothing older. */
  readonly since?: Date;
  /** Nothing of that moment or newer. */
  readonly until?: Date;
  /** At most so many, the newest. */
  readonly last?: number;
}

/** A line of the log. */
export interface AuditLine {
  readonly record: StoredRecord;
  /** The line as it is stored, without its newline. */
  readonly text: string;
  /** Whether the line still fits its own hash. */
  readonly intact: boolean;
}

/** A decision. */
export interface AuditEntry extends AuditLine {
  /** The name of the stream that holds it. */
  readonly stream: string;
  /** What came of the call, where that was recorded. */
  readonly outcome?: AuditLine;
  /** A later record takes it back: the caller was told otherwise, and that one counts. */
  readonly revoked?: boolean;
}

export interface UnreadableFile {
  readonly file: string;
  readonly error: Error;
}

/** What there was beside the decisions, in that part of the log which was read. */
export interface AuditFindings {
  readonly faulty: readonly FaultyLines[];
  readonly unreadable: readonly UnreadableFile[];
  /** What befell the log itself, the oldest first. Only where there are no filters, which no event matches. */
  readonly events: readonly StoredEvent[];
}

export interface AuditScan {
  /** By time, then stream, then sequence: the newest first. Can be read once. */
  readonly entries: AsyncIterable<AuditEntry>;
  findings(): Promise<AuditFindings>;
}

/**
 * Rejects only where `path` itself cannot be read; what is wrong further down is among the findings. Holds one record of
 * each stream. Where there are filters, lines that cannot match are looked at from outside only.
 */
export async function scanAudit(path: string, query: AuditQuery = {}): Promise<AuditScan> {
  return scanStreams(await streamsAt(path), query);
}

/** Of the files, only so many bytes as `sizes` says, where it is given. */
export function scanStreams(
  streams: readonly LogStream[],
  query: AuditQuery,
  sizes?: ReadonlyMap<string, number>,
): AuditScan {
  const cursors = streams.map((stream) => new StreamCursor(stream, query, sizes));
  return {
    entries: newest(merge(cursors), query.last),
    findings: async () => {
      const faulty = await Promise.all(cursors.map((cursor) => cursor.faulty()));
      return {
        faulty: faulty.flat(),
        unreadable: cursors.flatMap(({ unreadable }) => unreadable.toReversed()),
        events: cursors
          .flatMap(({ events }) => events.toReversed())
          .toSorted((a, b) => compare(a.time, b.time)),
      };
    },
  };
}

async function* newest(
  entries: AsyncIterable<AuditEntry>,
  last = Number.POSITIVE_INFINITY,
): AsyncGenerator<AuditEntry> {
  let count = 0;
  for await (const entry of entries) {
    yield entry;
    count += 1;
    if (count >= last) return;
  }
}

interface Walk {
  readonly name: string;
  readonly steps: AsyncGenerator<Step>;
  readonly step: Step;
}

/** The walk that has come the least far goes on. What it finds then is newer than all that any of them is to find. */
async function* merge(cursors: readonly StreamCursor[]): AsyncGenerator<AuditEntry> {
  /** The one that goes on next is the last. */
  const walks: Walk[] = [];
  const all = cursors.map((cursor) => ({ name: cursor.name, steps: cursor.steps() }));
  const goOn = async ({ name, steps }: Omit<Walk, "step">): Promise<void> => {
    const { done, value } = await steps.next();
    if (done === true) return;
    const walk = { name, steps, step: value };
    walks.splice(placeOf(walk, walks), 0, walk);
  };
  try {
    for (const walk of all) await goOn(walk);
    for (let walk = walks.pop(); walk !== undefined; walk = walks.pop()) {
      if (walk.step.entry !== undefined) yield walk.step.entry;
      await goOn(walk);
    }
  } finally {
    for (const { steps } of all) await steps.return(undefined);
  }
}

/** By halves: there may be thousands. */
function placeOf(walk: Walk, walks: readonly Walk[]): number {
  let low = 0;
  for (let high = walks.length; low < high; ) {
    const middle = (low + high) >> 1;
    const other = walks[middle];
    if (other !== undefined && order(other, walk) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function order(a: Walk, b: Walk): number {
  return compare(a.step.time, b.step.time) || compare(a.name, b.name);
}

export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
