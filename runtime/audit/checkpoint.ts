// A checkpoint: what a stream had come to when it was signed, in the form of C2SP's tlog-checkpoint.

import { type NoteSignature, parseSignature } from "./signed-note.js";

/** A stream's first records, so many, and the root of the tree over them. */
export interface Extent {
  readonly stream: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

export interface Checkpoint extends Extent {
  /** What other streams of the folder had come to by then. */
  readonly others: readonly Extent[];
}

/** A signed note as it stands in a file. */
export interface Note {
  /** The line in the file at which it begins, from 1. */
  readonly line: number;
  /** What is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
  /** Word for word. */
  readonly note: string;
}

/** `torn`: the file ends in the middle of it. */
export type NoteFault = { readonly line: number; readonly fault: "torn" | "malformed" };

const originForm = /^safeclaw\/(\S+)$/u;
const otherForm = /^stream (\S+) (\S+) (\S+)$/u;

export function checkpointText({ stream, size, root, others }: Checkpoint): string {
  const lines = others.map((other) => `stream ${other.stream} ${other.size} ${other.root}`);
  return [`safeclaw/${stream}`, size, root, ...lines, ""].join("\n");
}

/** Undefined where the text is no checkpoint of a stream of ours. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = "", size, root, ...rest] = text.split("\n");
  const stream = originForm.exec(origin)?.[1];
  const extent = extentOf(stream, size, root);
  if (extent === undefined) return undefined;
  const others: Extent[] = [];
  for (const line of rest) {
    const found = otherForm.exec(line);
    // Lines of other kinds are left to who knows them.
    if (found === null) continue;
    const other = extentOf(found[1], found[2], found[3]);
    if (other === undefined) return undefined;
    others.push(other);
  }
  return { ...extent, others };
}

function extentOf(stream = "", size = "", root = ""): Extent | undefined {
  if (stream === "" || !/^(?:0|[1-9]\d{0,14})$/u.test(size)) return undefined;
  if (!/^[A-Za-z0-9+/]{43}=$/u.test(root)) return undefined;
  return { stream, size: Number(size), root };
}

/**
 * The notes of a file, with empty lines between them or without: as a checkpoint's text has no empty line, the first one
 * ends it, and then come the signatures.
 */
export function* notesIn(file: string): Generator<Note | NoteFault> {
  const lines = file.replaceAll("\r\n", "\n").split("\n");
  for (let start = 0; start < lines.length; ) {
    if (lines[start] === "") {
      start += 1;
      continue;
    }
    const middle = indexFrom(lines, start, (line) => line === "");
    const end = indexFrom(lines, middle + 1, (line) => !line.startsWith("— "));
    // The last line of a file lacks its newline: it may be a part of a line.
    const isSigned = end > middle + 1;
    if (end >= (isSigned ? lines.length : lines.length - 1)) {
      yield { line: start + 1, fault: "torn" };
      return;
    }
    yield noteOf(lines, start, middle, end);
    start = end;
  }
}

function noteOf(
  lines: readonly string[],
  start: number,
  middle: number,
  end: number,
): Note | NoteFault {
  const signed = lines.slice(middle + 1, end);
  const signatures = signed.map(parseSignature).filter((found) => found !== undefined);
  const line = start + 1;
  if (signed.length === 0 || signatures.length < signed.length) return { line, fault: "malformed" };
  const text = `${lines.slice(start, middle).join("\n")}\n`;
  return { line, text, signatures, note: `${text}\n${signed.join("\n")}\n` };
}

/** Of the first line from there that is such a one, or behind the last line. */
function indexFrom(
  lines: readonly string[],
  start: number,
  isWanted: (line: string) => boolean,
): number {
  for (let index = start; index < lines.length; index += 1) {
    if (isWanted(lines[index] ?? "")) return index;
  }
  return lines.length;
}
