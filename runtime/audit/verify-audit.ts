// Proves that a log is as it was written, or says what is wrong with it, and what neither can be known.

import { existsSync } from "node:fs";
import { type AuditFolder, checkpointFilesOf, filesOf, folderAt, goneAt } from "./audit-files.js";
import { type CheckpointFault, Claims, type Place } from "./claims.js";
import type { NoteKey } from "./signed-note.js";
import { type FollowedStream, followStream, type Tampering } from "./verify-stream.js";

export interface VerifyOptions {
  /** Of those who may have signed checkpoints, as `readAuditKeys` gives them. Without any, no signature is checked. */
  readonly keys?: readonly NoteKey[];
  /** Files with checkpoints that were kept outside of the log's folder. */
  readonly checkpoints?: readonly string[];
}

export interface VerifiedStream {
  readonly stream: string;
  readonly files: readonly string[];
  /** How many records are whole and in their place, from the first. */
  readonly records: number;
  /** So many of them are those that a checkpoint speaks of. */
  readonly proven: number;
  /** The checkpoint that says so. */
  readonly provenBy: (Place & { readonly outside: boolean }) | null;
  /** The last line lacks its end: it is being written, or a crash has cut it off. */
  readonly torn: Place | null;
  readonly tampering: Tampering | null;
  /** What cannot be known, in sentences. */
  readonly unknown: readonly string[];
}

export interface Verification {
  readonly intact: boolean;
  readonly streams: readonly VerifiedStream[];
  /** What is wrong with checkpoints themselves. */
  readonly checkpoints: readonly CheckpointFault[];
  /** The keys by which signatures were checked. */
  readonly keys: readonly { readonly name: string; readonly id: string }[];
  /** Of the folder as a whole. */
  readonly unknown: readonly string[];
}

/** Rejects where a file of checkpoints cannot be read, or `path`, unless they prove that there was a log. */
export async function verifyAudit(
  path: string,
  { keys = [], checkpoints = [] }: VerifyOptions = {},
): Promise<Verification> {
  const claims = new Claims(keys);
  for (const file of checkpoints) await claims.read(file, true);
  const folder = await folderAt(path).catch((error: unknown) => goneFolder(path, claims, error));
  for (const file of await checkpointFilesOf(folder)) await claims.read(file, false);
  // INVARIANT: after the checkpoints, so that of a log that is being written nothing is missed that they speak of.
  const files = await filesOf(folder);
  const names = folder.only === undefined ? [...files.keys(), ...claims.streams] : [folder.only];
  const streams: VerifiedStream[] = [];
  for (const stream of [...new Set(names)].sort()) {
    const own = files.get(stream) ?? [];
    const followed = await followStream(stream, own, claims.of(stream), keys.length > 0);
    const paths = own.map((file) => file.path);
    streams.push(verified(stream, paths, followed, keys.length > 0));
  }
  return {
    intact: claims.faults.length === 0 && streams.every(({ tampering }) => tampering === null),
    streams,
    checkpoints: claims.faults,
    keys: keys.map(({ name, id }) => ({ name, id })),
    unknown: [
      ...claims.torn.map((file) => `what stood at the end of ${file}, which breaks off`),
      ...unknownOfFolder(folder.only, checkpoints.length > 0),
    ],
  };
}

/** What is gone is no reason to say nothing, where a checkpoint speaks of it. */
function goneFolder(path: string, claims: Claims, error: unknown): AuditFolder {
  const folder = goneAt(path);
  const { streams } = claims;
  const isKnown = folder.only === undefined ? streams.length > 0 : streams.includes(folder.only);
  if (!isKnown || existsSync(path)) throw error;
  return folder;
}

function verified(
  stream: string,
  files: readonly string[],
  followed: FollowedStream,
  isSigned: boolean,
): VerifiedStream {
  const { records, proven, torn = null, tampering = null } = followed;
  return {
    stream,
    files,
    records,
    proven: proven?.size ?? 0,
    provenBy: proven === undefined ? null : { ...proven.place, outside: proven.outside },
    torn,
    tampering,
    unknown: tampering === null ? unknownOfStream(followed, isSigned) : [],
  };
}

function unknownOfStream(
  { records, version, proven }: FollowedStream,
  isSigned: boolean,
): readonly string[] {
  const size = proven?.size ?? 0;
  const unknown: string[] = [];
  if (version === 1) {
    unknown.push("it is of version 1, which does not hold its name: it may have been renamed");
  }
  if (size === 0) {
    unknown.push(
      "no checkpoint speaks of its records: whoever can write here may have changed any of them, or cut off its end, and computed new hashes",
    );
    return unknown;
  }
  if (!isSigned) {
    unknown.push(
      "no key was given, so no signature was checked: whoever can write here may have made the checkpoints too",
    );
  }
  if (records > size) {
    unknown.push(
      `${span(size + 1, records)} came after its last checkpoint: they may have been changed, and given new hashes`,
    );
  }
  unknown.push(
    proven?.outside === true
      ? `after record ${size}, more may have been cut off: only a newer checkpoint kept elsewhere would show it`
      : "its end may have been cut off together with the checkpoints of it: only a checkpoint kept elsewhere would show it",
  );
  return unknown;
}

function span(first: number, last: number): string {
  return first === last ? `record ${first}` : `records ${first} to ${last}`;
}

function unknownOfFolder(only: string | undefined, isOutside: boolean): readonly string[] {
  if (only !== undefined) return ["the other streams of the folder were not looked at"];
  return [
    isOutside
      ? "streams of which none of the checkpoints speaks may have been removed"
      : "streams may have been removed as a whole, with all checkpoints that speak of them: only a checkpoint kept elsewhere would show it",
  ];
}
