// The lines of a stream as they are made: each numbered, and linked to the one before it.

import { type EventDetail, firstPrev, longestLine } from "./audit-record.js";
import type { DecisionRecord } from "./audit-sink.js";
import { type SealedLine, seal, sealEvent } from "./seal.js";

export class Chain {
  #seq = 0;
  #prev: string;

  constructor(stream: string) {
    this.#prev = firstPrev(stream);
  }

  /** The number of the newest line. */
  get seq(): number {
    return this.#seq;
  }

  /** The next line; it lasts until the one after it. Throws where the record cannot be kept; the chain is then as it was. */
  record(record: DecisionRecord): Uint8Array {
    const line = seal(record, this.#seq + 1, now(), this.#prev);
    if (line.bytes.length > longestLine) {
      throw new RangeError("the audit record is longer than 32 MiB");
    }
    return this.#link(line);
  }

  /** The next line, about something that befell the log. */
  event(event: string, detail: EventDetail): Uint8Array {
    return this.#link(sealEvent(event, detail, this.#seq + 1, now(), this.#prev));
  }

  #link({ bytes, hash }: SealedLine): Uint8Array {
    this.#seq += 1;
    this.#prev = hash;
    return bytes;
  }
}

let moment = 0;
let clock = "";

/** In UTC. Many records share a millisecond. */
export function now(): string {
  const ms = Date.now();
  if (ms !== moment) clock = new Date(ms).toISOString();
  moment = ms;
  return clock;
}
