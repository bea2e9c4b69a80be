// What checkpoints say about streams: so many records, with this root.

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import {
  type Checkpoint,
  type Extent,
  type Note,
  type NoteFault,
  notesIn,
  parseCheckpoint,
} from "./checkpoint.js";
import { isSigned, type NoteKey } from "./signed-note.js";

export interface Place {
  readonly file: string;
  /** From 1; null for the file as a whole. */
  readonly line: number | null;
}

export interface Claim extends Extent {
  /** The checkpoint that says so. */
  readonly place: Place;
  /** Whether it was kept outside of the log's folder. */
  readonly outside: boolean;
}

/** Something about checkpoints that is wrong. */
export interface CheckpointFault extends Place {
  readonly what: string;
  /** Of how many checkpoints of the file this is true; the place is that of the first. */
  readonly count: number;
}

/** All claims, by stream and size, and what was wrong where they were gathered. */
export class Claims {
  readonly #keys: readonly NoteKey[];
  readonly #claims = new Map<string, Map<string, Claim>>();
  #faults: readonly CheckpointFault[] = [];
  /** Files that end in the middle of a checkpoint. */
  readonly torn: string[] = [];

  /** Without keys, checkpoints are believed as they stand. */
  constructor(keys: readonly NoteKey[]) {
    this.#keys = keys;
  }

  get faults(): readonly CheckpointFault[] {
    return this.#faults;
  }

  get streams(): readonly string[] {
    return [...this.#claims.keys()];
  }

  /** What is said of a stream, the smallest first. */
  of(stream: string): readonly Claim[] {
    return [...(this.#claims.get(stream)?.values() ?? [])].sort((a, b) => a.size - b.size);
  }

  async read(file: string, outside: boolean): Promise<void> {
    // Who copies a note by hand may leave out its last newline.
    const text = `${await readFile(file, "utf8")}${outside ? "\n" : ""}`;
    let count = 0;
    for (const note of notesIn(text)) {
      count += 1;
      this.#take(note, file, outside);
    }
    if (count === 0 && outside) this.#refuse({ file, line: null }, "holds no checkpoint");
  }

  #take(note: Note | NoteFault, file: string, outside: boolean): void {
    const place = { file, line: note.line };
    // What was kept outside no crash of ours has cut off.
    if ("fault" in note && note.fault === "torn" && !outside) {
      this.torn.push(file);
      return;
    }
    const found = this.#checkpointIn(note, file, outside);
    if (typeof found === "string") this.#refuse(place, found);
    else for (const each of [found, ...found.others]) this.#add(each, place, outside);
  }

  /** What it says; in words, why it is not believed. */
  #checkpointIn(note: Note | NoteFault, file: string, outside: boolean): Checkpoint | string {
    const foreign = "is no checkpoint of a safeclaw log";
    if ("fault" in note) return foreign;
    const found = parseCheckpoint(note.text);
    if (found === undefined) return foreign;
    return this.#faultOf(note) ?? strayOf(found.stream, file, outside) ?? found;
  }

  #faultOf(note: Note): string | undefined {
    if (this.#keys.length === 0 || isSigned(note, this.#keys)) return undefined;
    const [first] = note.signatures;
    const isKnown = this.#keys.some(({ name, id }) => name === first?.name && id === first.id);
    return isKnown
      ? "does not fit its signature: it was changed, or signed with another key"
      : `is signed with the key ${first?.name}+${first?.id}, which is none of those given`;
  }

  #refuse(place: Place, what: string): void {
    const isSame = (fault: CheckpointFault): boolean =>
      fault.file === place.file && fault.what === what;
    this.#faults = this.#faults.some(isSame)
      ? this.#faults.map((each) => (isSame(each) ? { ...each, count: each.count + 1 } : each))
      : [...this.#faults, { ...place, what, count: 1 }];
  }

  #add({ stream, size, root }: Extent, place: Place, outside: boolean): void {
    const claims = this.#claims.get(stream) ?? new Map<string, Claim>();
    this.#claims.set(stream, claims);
    const known = claims.get(`${size} ${root}`);
    // Of those that say the same, first the one kept outside, then the stream's own.
    const isBetter = outside || basename(place.file) === `${stream}.checkpoints`;
    if (known === undefined || (isBetter && !known.outside)) {
      claims.set(`${size} ${root}`, { stream, size, root, place, outside });
    }
  }
}

function strayOf(stream: string, file: string, outside: boolean): string | undefined {
  const isAtHome = outside || basename(file) === `${stream}.checkpoints`;
  return isAtHome ? undefined : `is a checkpoint of another stream, ${stream}`;
}
