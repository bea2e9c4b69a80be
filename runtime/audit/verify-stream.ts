// Follows one stream from its first record to its last, and compares it with what checkpoints say.

import { basename } from "node:path";
import type { NumberedFile } from "./audit-files.js";
import { longestLine } from "./audit-record.js";
import type { Claim, Place } from "./claims.js";
import { eachLine, type Line } from "./each-line.js";
import { faultOf, type Link, nextLink, startOf } from "./link-check.js";
import { MerkleTree } from "./merkle.js";
import { fileNameOf } from "./stream-name.js";

/** The first thing in a stream that is not as it was written. */
export interface Tampering extends Place {
  /** The record it is about; null where it is about none. */
  readonly seq: number | null;
  /** In words. */
  readonly what: string;
}

export interface FollowedStream {
  /** How many records are whole and in their place, from the first. */
  readonly records: number;
  /** Of its records; undefined where there are none. */
  readonly version: number | undefined;
  /** The largest checkpoint that the records fit. */
  readonly proven: Claim | undefined;
  /** The last line lacks its end: it is being written, or a crash has cut it off. */
  readonly torn: Place | undefined;
  readonly tampering: Tampering | undefined;
}

/** `isSigned`: the claims are known to be what the log's writer signed. */
export async function followStream(
  stream: string,
  files: readonly NumberedFile[],
  claims: readonly Claim[],
  isSigned: boolean,
): Promise<FollowedStream> {
  // SECURITY: what a signed root covers is, byte for byte, what was signed: to compute each record's own hash as well
  // would find nothing more. Only where the root does not fit are they needed, to tell which record is the first.
  const believed = isSigned ? (claims.at(-1)?.size ?? 0) : 0;
  const quick = await follow(stream, files, claims, believed);
  return believed === 0 || quick.tampering === undefined
    ? quick
    : await follow(stream, files, claims, 0);
}

async function follow(
  stream: string,
  files: readonly NumberedFile[],
  claims: readonly Claim[],
  believed: number,
): Promise<FollowedStream> {
  const follower = new Follower(stream, claims, believed);
  for (const [index, file] of files.entries()) {
    await follower.follow(file, index);
  }
  return follower.end(files.at(-1)?.path);
}

class Follower {
  readonly #stream: string;
  readonly #claims: readonly Claim[];
  /** Of so many records the own hash is not computed. */
  readonly #believed: number;
  readonly #tree: MerkleTree | undefined;
  #link: Link;
  #lastLine: number | null = null;
  /** How many of the claims were compared. */
  #compared = 0;
  #proven: Claim | undefined;
  /** Behind the last record that a claim fits. */
  #unproven: Place | undefined;
  #torn: Place | undefined;
  /** A torn line, of which it is not known yet whether the next file makes up for it. */
  #brokenOff: Place | undefined;
  #tampering: Tampering | undefined;

  constructor(stream: string, claims: readonly Claim[], believed: number) {
    this.#stream = stream;
    this.#believed = believed;
    this.#claims = claims;
    this.#link = startOf(stream);
    // Without a claim there is nothing to compare a root with.
    this.#tree = claims.some(({ size }) => size > 0) ? new MerkleTree() : undefined;
    if (claims[0]?.size === 0) this.#compare();
  }

  async follow({ path, number }: NumberedFile, index: number): Promise<void> {
    if (this.#tampering !== undefined) return;
    if (number !== index + 1) return this.#misnumbered(path, number, index + 1);
    try {
      await eachLine(path, longestLine, (line) => this.#take(line, path));
    } catch (error) {
      this.#tampering ??= {
        file: path,
        line: null,
        seq: this.#link.seq + 1,
        what: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
  }

  end(lastFile: string | undefined): FollowedStream {
    this.#tampering ??= this.#missing(lastFile);
    return {
      records: this.#link.seq,
      version: this.#link.version,
      proven: this.#proven,
      torn: this.#torn,
      tampering: this.#tampering,
    };
  }

  /** What checkpoints speak of and is not there. */
  #missing(lastFile: string | undefined): Tampering | undefined {
    const { seq } = this.#link;
    const claim = this.#claims.at(-1);
    if (claim === undefined || (lastFile !== undefined && claim.size <= seq)) return undefined;
    const by = `the checkpoint ${nameOf(claim.place)}`;
    if (lastFile === undefined) {
      const had = claim.size === 0 ? "there were records of it" : `it had ${claim.size} records`;
      const what = `the whole stream is missing: by ${by}, ${had}`;
      return { file: this.#stream, line: null, seq: 1, what };
    }
    const what = `ends with record ${seq}, but ${by} speaks of ${claim.size} records: the end was cut off`;
    return { file: lastFile, line: this.#lastLine, seq: seq + 1, what };
  }

  #misnumbered(path: string, number: number, expected: number): void {
    const again = number === expected - 1;
    this.#tampering = {
      file: path,
      line: null,
      seq: this.#link.seq + 1,
      what: again
        ? "is there a second time under another name (or it is being compressed at this moment)"
        : `follows on a file that is missing: ${fileNameOf(this.#stream, expected)}`,
    };
  }

  #take({ bytes, number, ended }: Line, file: string): void {
    if (this.#tampering !== undefined) return;
    const place = { file, line: number };
    // INVARIANT: no record without its newline: it may be cut off at any moment. A disk that failed can leave a torn line
    // even where the stream goes on in another file, with the same record.
    if (!ended) {
      this.#torn = place;
      this.#brokenOff = place;
      return;
    }
    const believed = this.#link.seq < this.#believed;
    const next = bytes === null ? undefined : nextLink(this.#link, bytes, believed);
    if (bytes === null || next === undefined) {
      this.#tampering = this.#faultAt(place, bytes);
      return;
    }
    this.#link = next;
    this.#brokenOff = undefined;
    this.#lastLine = number;
    this.#unproven ??= place;
    this.#tree?.add(bytes);
    if (this.#claims[this.#compared]?.size === next.seq) this.#compare();
  }

  #faultAt(place: Place, bytes: Uint8Array | null): Tampering {
    const seq = this.#link.seq + 1;
    // Where a torn line stands before it, that is where a record is missing.
    if (this.#brokenOff !== undefined) {
      return { ...this.#brokenOff, seq, what: "breaks off: the end of the file was cut off" };
    }
    return { ...place, seq, what: faultOf(this.#link, bytes) };
  }

  /** With the claims of the size that the stream has come to. */
  #compare(): void {
    const { seq } = this.#link;
    const root = (this.#tree ?? new MerkleTree()).root();
    for (
      let claim = this.#claims[this.#compared];
      claim?.size === seq;
      claim = this.#claims[this.#compared]
    ) {
      this.#compared += 1;
      if (claim.root !== root) {
        this.#refuted(claim);
        return;
      }
      this.#proven = claim;
      this.#unproven = undefined;
    }
  }

  #refuted({ size, place }: Claim): void {
    const first = (this.#proven?.size ?? 0) + 1;
    const which =
      first >= size
        ? `record ${size} is not the one`
        : `one of the records ${first} to ${size} is not the one`;
    this.#tampering = {
      file: this.#unproven?.file ?? place.file,
      line: this.#unproven?.line ?? place.line,
      seq: Math.min(first, size),
      what: `${which} of which the checkpoint ${nameOf(place)} speaks: it was exchanged, with new hashes from there on`,
    };
  }
}

function nameOf({ file, line }: Place): string {
  return `${basename(file)}:${line}`;
}
