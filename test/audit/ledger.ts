// A ledger of several streams as text that tests spoil: written by the real sink, rewritten by hand.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  type AuditKey,
  fileAudit,
  newAuditKey,
  readAuditKeys,
} from "@authensor/safeclaw-runtime/node";
import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { allowed, denied } from "./decisions.js";

/** What a folder holds: lines by the name of their file. What `.gz` ends is compressed when it is written. */
export type Files = Map<string, string[]>;

export interface Ledger {
  readonly files: Files;
  /** A stream of several files, with checkpoints. */
  readonly long: readonly string[];
  /** One file, with checkpoints, complete before the long one began. */
  readonly short: string;
  /** Without checkpoints, and as old as the short one. */
  readonly unsigned: string;
  /** Of version 1. */
  readonly old: string;
  readonly key: AuditKey;
  /** The newest checkpoints, as an auditor keeps them. */
  readonly kept: readonly string[];
}

export const longRecords = 40;

/** Makes it in this folder, which must be empty. */
export async function makeLedger(directory: string): Promise<Ledger> {
  const { privateKey } = newAuditKey("example.com/audit");
  const keyFile = `${directory}.key`;
  writeFileSync(keyFile, privateKey);
  const old = "20250101T000000000Z-77-0a1b2c3d.jsonl";
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, old), `${oldLines(6).join("\n")}\n`);
  const checkpoints = { key: keyFile, everyRecords: 10 };
  const kept: string[] = [];
  const anchor = async (note: string): Promise<void> => void kept.push(note);
  const unsigned = await written(directory, 8, {});
  const short = await written(directory, 12, { checkpoints: { ...checkpoints, anchor } });
  const long = await written(directory, longRecords, {
    checkpoints: { ...checkpoints, anchor },
    maxFileBytes: 6000,
  });
  const [key] = readAuditKeys([keyFile]);
  if (key === undefined) throw new Error("no key");
  rmSync(keyFile);
  return {
    files: read(directory),
    long,
    short: one(short),
    unsigned: one(unsigned),
    old,
    key,
    kept,
  };
}

/** Writes a stream, and returns the names of its files. */
async function written(
  directory: string,
  records: number,
  options: Parameters<typeof fileAudit>[1],
): Promise<readonly string[]> {
  const before = new Set(readdirSync(directory));
  const sink = fileAudit(directory, options);
  for (let count = 1; count <= records; count += 1) {
    const record: DecisionRecord = count % 3 === 0 ? denied : allowed;
    sink.write({ ...record, call: `call_${count}` });
    if (count % 2 === 0) await sink.flush();
  }
  await sink.close();
  return readdirSync(directory).filter((name) => !before.has(name) && name.endsWith(".jsonl"));
}

function one(names: readonly string[]): string {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) throw new Error("not one file");
  return name;
}

/** What version 1 wrote. */
function oldLines(count: number): readonly string[] {
  let prev = "0".repeat(64);
  return Array.from({ length: count }, (_, index) => {
    const { shadow, ...fields } = allowed;
    const time = `2025-01-01T00:00:0${index}.000Z`;
    const record = JSON.stringify({ v: 1, seq: index + 1, time, ...fields, prev });
    prev = sha256(record.slice(0, -1));
    return `${record.slice(0, -1)},"hash":"${prev}"}`;
  });
}

export function read(directory: string): Files {
  const names = readdirSync(directory).sort();
  return new Map(
    names.map((name) => [
      name,
      readFileSync(join(directory, name), "utf8").split("\n").slice(0, -1),
    ]),
  );
}

/** A last line that ends in `…` is one that breaks off. */
export function write(files: Files, directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, lines] of files) {
    const text = lines
      .map((line) => `${line}\n`)
      .join("")
      .replace(/…\n$/u, "");
    writeFileSync(join(directory, name), name.endsWith(".gz") ? gzipSync(text) : text);
  }
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What who can write here does after a change: new links and hashes, from the first of these files on. */
export function rehash(files: Files, names: readonly string[], first: string): void {
  let prev = first;
  let seq = 0;
  for (const name of names) {
    const lines = files.get(name) ?? [];
    files.set(
      name,
      lines.map((line) => {
        seq += 1;
        const body = line
          .replace(/,"prev":.*$/u, `,"prev":"${prev}"`)
          .replace(/"seq":\d+/u, `"seq":${seq}`);
        prev = sha256(body);
        return `${body},"hash":"${prev}"}`;
      }),
    );
  }
}
