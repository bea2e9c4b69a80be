// What a stream and its files are called: where and when its process began it, and which file of it comes first.

import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

/** A process of which a stream's name tells. */
export interface Writer {
  readonly host: string;
  readonly pid: number;
  /** When the stream was begun; milliseconds since 1970. */
  readonly begun: number;
}

const host =
  hostname()
    .replace(/[^\w.]/gu, "_")
    .slice(0, 64) || "localhost";
const nameOfStream = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-([\w.]+)-(\d+)-[0-9a-f]{8}$/u;

/** A name that no other stream has. */
export function newStreamName(): string {
  const begun = new Date().toISOString().replace(/[-:.]/gu, "");
  return `${begun}-${host}-${process.pid}-${randomBytes(4).toString("hex")}`;
}

/** `number` counts from 1. */
export function fileNameOf(stream: string, number: number): string {
  return `${stream}.${String(number).padStart(4, "0")}.jsonl`;
}

/** The stream that a file belongs to, and its place in it; a file of another name is a stream of its own. */
export function streamOf(file: string): { readonly stream: string; readonly number: number } {
  const bare = file.replace(/\.gz$/u, "").replace(/\.jsonl$/u, "");
  const [, stream, number] = /^(.*)\.(\d{4,})$/u.exec(bare) ?? [];
  return stream === undefined ? { stream: bare, number: 1 } : { stream, number: Number(number) };
}

/** Undefined where the name does not say. */
export function writerOf(stream: string): Writer | undefined {
  const [, year, month, day, hours, minutes, seconds, ms, on, pid] =
    nameOfStream.exec(stream) ?? [];
  if (on === undefined) return undefined;
  const begun = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
  return { host: on, pid: Number(pid), begun };
}

/** Whether nobody can be writing this stream any more. False where that cannot be known. */
export function isOver({ host: on, pid, begun }: Writer): boolean {
  if (on !== host) return false;
  // In a container, the process before this one often had the same number.
  if (pid === process.pid) return begun < Date.now() - process.uptime() * 1000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
