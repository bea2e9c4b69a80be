// Spoils a ledger, and tells in short what verifying it found.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuditKey, type Verification, verifyAudit } from "@authensor/safeclaw-runtime/node";
import { expect } from "vitest";
import { type Files, type Ledger, makeLedger, sha256, write } from "./ledger.js";

/** What is known of the ledger who verifies it. */
export type Knows = "nothing" | "the key" | "the key and a checkpoint";
export const everyone: readonly Knows[] = ["nothing", "the key", "the key and a checkpoint"];

/** A ledger, of which each test spoils a copy. */
export class Tampering {
  readonly ledger: Ledger;
  readonly #home: string;
  #count = 0;

  private constructor(home: string, ledger: Ledger) {
    this.#home = home;
    this.ledger = ledger;
  }

  static async start(): Promise<Tampering> {
    const home = mkdtempSync(join(tmpdir(), "safeclaw-tampering-"));
    return new Tampering(home, await makeLedger(join(home, "ledger")));
  }

  end(): void {
    rmSync(this.#home, { recursive: true });
  }

  copy(): Files {
    return new Map([...this.ledger.files].map(([name, lines]) => [name, [...lines]]));
  }

  async verify(
    files: Files,
    knows: Knows,
    keys: readonly AuditKey[] = knows === "nothing" ? [] : [this.ledger.key],
    kept: string = this.ledger.kept.join("\n"),
  ): Promise<Verification> {
    this.#count += 1;
    const directory = join(this.#home, `case-${this.#count}`);
    write(files, directory);
    const keptFile = join(this.#home, "kept.txt");
    writeFileSync(keptFile, kept);
    const checkpoints = knows === "the key and a checkpoint" ? [keptFile] : [];
    return await verifyAudit(directory, { keys, checkpoints });
  }

  /** Where a record of the long stream stands. */
  placeOf(files: Files, seq: number): { readonly name: string; readonly index: number } {
    let before = 0;
    for (const name of this.ledger.long) {
      const { length } = files.get(name) ?? [];
      if (seq <= before + length) return { name, index: seq - before - 1 };
      before += length;
    }
    throw new Error(`there is no record ${seq}`);
  }

  lineOf(files: Files, seq: number): string {
    const { name, index } = this.placeOf(files, seq);
    return files.get(name)?.[index] ?? "";
  }

  edit(files: Files, seq: number, change: (line: string) => readonly string[]): void {
    const { name, index } = this.placeOf(files, seq);
    const lines = files.get(name) ?? [];
    files.set(name, lines.toSpliced(index, 1, ...change(lines[index] ?? "")));
  }

  /** Leaves so many records of the long stream. */
  cutAfter(files: Files, last: number): void {
    let left = last;
    for (const name of this.ledger.long) {
      const lines = files.get(name) ?? [];
      if (left <= 0) files.delete(name);
      else files.set(name, lines.slice(0, left));
      left -= lines.length;
    }
  }
}

export const streamOf = (name: string): string =>
  name.replace(/(?:\.\d{4})?\.jsonl(?:\.gz)?$/u, "");
export const checkpointsOf = (name: string): string => `${streamOf(name)}.checkpoints`;
export const firstHash = (name: string): string => sha256(`safeclaw stream ${streamOf(name)}`);

/** The place, number and words of all that was found; a log is intact if that is nothing. */
export function found({ intact, streams, checkpoints }: Verification): string[] {
  const all = [
    ...streams.flatMap(({ tampering: wrong }) =>
      wrong === null
        ? []
        : [`${wrong.file.replace(/^.*\//u, "")}:${wrong.line} ${wrong.seq} ${wrong.what}`],
    ),
    ...checkpoints.map(({ file, line, what }) => `${file.replace(/^.*\//u, "")}:${line} ${what}`),
  ];
  expect(intact).toBe(all.length === 0);
  return all;
}

export const unknown = ({ streams, unknown: ofAll }: Verification): string =>
  [...streams.flatMap((stream) => stream.unknown), ...ofAll].join("\n");

export const notesOf = (lines: readonly string[]): string[] =>
  lines.join("\n").split(/\n\n(?=safeclaw)/u);

/** The checkpoints that speak of no more records than that. */
export function notesUpTo(lines: readonly string[], size: number): string[] {
  const notes = notesOf(lines).filter((note) => Number(note.split("\n")[1]) <= size);
  return notes.flatMap((note) => [...note.trimEnd().split("\n"), ""]);
}
