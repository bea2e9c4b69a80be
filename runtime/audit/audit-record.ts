// The stored form of a decision: how one line of a stream is made and how it is read back.

import { hash } from "node:crypto";
import type { Effect } from "../decision.js";
import type { DecisionRecord } from "./audit-sink.js";

/** A decision as it stands in a stream file. Fields that a later version added are kept as they are. */
export interface StoredRecord extends Omit<DecisionRecord, "shadow"> {
  readonly v: number;
  /** Counts from 1 within a stream. */
  readonly seq: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly time: string;
  readonly shadow?: NonNullable<DecisionRecord["shadow"]>;
  /** The hash of the record before this one; 64 zeros for the first of a stream. */
  readonly prev: string;
  /** SHA-256 over the bytes of the line before `,"hash":`. */
  readonly hash: string;
}

/** What became of reading one line. */
export type ParsedLine =
  | {
      readonly kind: "record";
      readonly record: StoredRecord;
      readonly text: string;
      readonly intact: boolean;
    }
  | { readonly kind: "newer" }
  | { readonly kind: "foreign" };

export interface SealedLine {
  readonly text: string;
  readonly hash: string;
}

/** The `prev` of a stream's first record. */
export const noHash: string = "0".repeat(64);

/** Longer lines are neither written nor read: a reader must not be made to swallow any file whole. */
export const longestLine: number = 32 * 1024 * 1024;

const version = 1;
const effects: ReadonlySet<unknown> = new Set<Effect>(["allow", "deny", "require_approval"]);
const utcTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === "string";
const isTextOrNull: Check = (value) => value === null || typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const isEffect: Check = (value) => effects.has(value);

const shadowFields = { effect: isEffect, code: isTextOrNull, rule: isTextOrNull };

const recordFields: Readonly<Record<Exclude<keyof StoredRecord, "hash">, Check>> = {
  v: isCount,
  seq: isCount,
  time: (value) => typeof value === "string" && utcTime.test(value),
  assistant: isTextOrNull,
  thread: isTextOrNull,
  run: isTextOrNull,
  call: isTextOrNull,
  tool: isText,
  args: (value) => value !== undefined,
  effect: isEffect,
  allowed: (value) => typeof value === "boolean",
  code: isTextOrNull,
  rule: isTextOrNull,
  line: (value) => value === null || isCount(value),
  reason: isText,
  shadow: (value) => value === undefined || faultyField(value, shadowFields) === undefined,
  policy: isTextOrNull,
  prev: isText,
};
const storedFields = { ...recordFields, hash: isText };
const newerFields = { v: (value: unknown) => isCount(value) && Number(value) > version };

/**
 * Makes the line of a record, without its newline. Throws where JSON would silently keep something
 * else than what it was given.
 */
export function seal(record: DecisionRecord, seq: number, time: string, prev: string): SealedLine {
  const { assistant, thread, run, call, tool, args, effect, allowed } = record;
  const { code, rule, line, reason, policy } = record;
  const shadow = record.shadow ?? undefined;
  const decided = { assistant, thread, run, call, tool, args, effect, allowed };
  const why = { code, rule, line, reason, shadow, policy, prev };
  const fields = { v: version, seq, time, ...decided, ...why };
  const faulty = faultyField(fields, recordFields) ?? (isJson(args) ? undefined : "args");
  if (faulty !== undefined) {
    throw new TypeError(`the audit record's \`${faulty}\` cannot be kept as JSON`);
  }
  const body = escapeUnprintable(JSON.stringify(fields).slice(0, -1));
  const digest = hash("sha256", body);
  return { text: `${body},"hash":"${digest}"}`, hash: digest };
}

/** Reads one line, given without its newline. */
export function parseLine(line: Uint8Array): ParsedLine {
  // Declarations cannot name `Buffer`: who has no @types/node does not know it.
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const text = bytes.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "foreign" };
  }
  if (faultyField(value, newerFields) === undefined) return { kind: "newer" };
  if (!isStoredRecord(value)) return { kind: "foreign" };
  return { kind: "record", record: value, text, intact: isIntact(bytes, value.hash) };
}

function isIntact(bytes: Buffer, stored: string): boolean {
  const tail = Buffer.from(`,"hash":"${stored}"}`);
  const body = bytes.subarray(0, Math.max(0, bytes.length - tail.length));
  return bytes.subarray(body.length).equals(tail) && hash("sha256", body) === stored;
}

function isStoredRecord(value: unknown): value is StoredRecord {
  return faultyField(value, storedFields) === undefined;
}

function faultyField(value: unknown, fields: Readonly<Record<string, Check>>): string | undefined {
  if (!isObject(value)) return "record";
  for (const name in fields) {
    const held = Object.hasOwn(value, name) ? value[name] : undefined;
    if (fields[name]?.(held) !== true) return name;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return typeof value === "string" || typeof value === "boolean";
  if (value === null) return true;
  // Not `every`: it skips the holes that JSON would turn into null.
  if (Array.isArray(value)) return value.findIndex((item) => !isJson(item)) === -1;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return false;
  return Object.values(value).every(isJson);
}

/**
 * SECURITY: what the model sent may hold line separators, terminal controls (C1) and bidirectional
 * overrides. Escaped, a line is one line to every reader and harmless to print as it is stored.
 */
function escapeUnprintable(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) =>
    found
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
