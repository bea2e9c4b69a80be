// Whether a line of a stream is the one that comes next, and what is wrong where it is not.

import { hash } from "node:crypto";
import {
  firstPrev,
  noHash,
  parseLine,
  type StoredEvent,
  type StoredRecord,
} from "./audit-record.js";

/** How far a stream has come. */
export interface Link {
  readonly stream: string;
  /** The `seq` of the last record; 0 before the first. */
  readonly seq: number;
  readonly prev: string;
  /** The version of the stream's records; undefined before the first. */
  readonly version: number | undefined;
}

const prevField = `,"prev":"`;
const hashField = `,"hash":"`;
/** How far from the end of a line its last fields and what they hold begin. */
const hashAt = `${noHash}"}`.length;
const hashEnd = hashField.length + hashAt;
const prevAt = `${noHash}"`.length + hashEnd;
const linksEnd = prevField.length + prevAt;

export function startOf(stream: string): Link {
  return { stream, seq: 0, prev: "", version: undefined };
}

/** The link with a line as its next one; undefined where it is not. `believed`: its own hash is not computed again. */
export function nextLink(link: Link, bytes: Uint8Array, believed: boolean): Link | undefined {
  // INVARIANT: byte by byte what the writer makes of this number, these hashes and any fields: as the hash covers the
  // fields, parsing them would find nothing more.
  const line = asBuffer(bytes);
  const seq = link.seq + 1;
  const version = link.version ?? (holds(line, 0, `{"v":1,`) ? 1 : 2);
  const end = line.length;
  if (!beginsWith(line, version, seq)) return undefined;
  const digest = believed
    ? line.toString("latin1", end - hashAt, end - 2)
    : hash("sha256", line.subarray(0, -hashEnd));
  const isLinked =
    holds(line, end - linksEnd, prevField) &&
    holds(line, end - prevAt, prevAfter(link, version)) &&
    holds(line, end - hashEnd - 1, `"${hashField}`) &&
    holds(line, end - hashAt, digest) &&
    holds(line, end - 2, `"}`);
  return isLinked ? { stream: link.stream, seq, prev: digest, version } : undefined;
}

/** What the next line, of this version, names as the one before it. */
function prevAfter({ stream, prev, version: begun }: Link, version: number): string {
  if (begun !== undefined) return prev;
  return version === 1 ? noHash : firstPrev(stream);
}

function beginsWith(line: Uint8Array, version: number, seq: number): boolean {
  const opening = version === 2 ? `{"v":2,"seq":` : `{"v":1,"seq":`;
  const digits = String(seq);
  return (
    holds(line, 0, opening) &&
    holds(line, opening.length, digits) &&
    holds(line, opening.length + digits.length, `,"time":"`)
  );
}

/** Whether an ASCII text stands at a place. Quicker than to make a string of what stands there. */
function holds(line: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (line[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

function asBuffer(bytes: Uint8Array): Buffer {
  if (bytes instanceof Buffer) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What is wrong with a line that is not the next one, in words. */
export function faultOf(link: Link, line: Uint8Array | null): string {
  const parsed = line === null ? undefined : parseLine(line);
  if (parsed?.kind === "newer") {
    return "written by a newer version of safeclaw, which alone can verify it";
  }
  if (parsed === undefined || parsed.kind === "foreign") {
    return "no record: it was overwritten, or something else was put in";
  }
  return parsed.intact
    ? misplaced(link, parsed.record)
    : "does not fit its own hash: it was changed after it was written";
}

function misplaced(link: Link, record: StoredRecord | StoredEvent): string {
  const seq = link.seq + 1;
  if (record.seq > seq) {
    return `${missing(seq, record.seq - 1)}: record ${record.seq} stands in its place`;
  }
  if (record.seq < seq) {
    return `record ${record.seq} stands in the place of record ${seq}: it was copied or moved here`;
  }
  if (link.version !== undefined && record.v !== link.version) {
    return "comes from another stream: its version is another";
  }
  if (record.prev === prevAfter(link, record.v))
    return "not written the way safeclaw writes a record";
  return seq === 1
    ? "does not begin this stream: the file was renamed, or its records come from another stream"
    : "does not follow from the record before it: that one was changed and given a new hash, or this one comes from another stream";
}

function missing(first: number, last: number): string {
  return first === last ? `record ${first} is missing` : `records ${first} to ${last} are missing`;
}
