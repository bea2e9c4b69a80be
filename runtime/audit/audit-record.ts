// The stored form of a decision: what one line of a stream holds, and how it is read back.

import { hash } from "node:crypto";
import type { Effect } from "../decision.js";
import type { DecisionRecord, Outcome, Revoked } from "./audit-sink.js";

/** What every line of a stream holds. */
interface Stored {
  readonly v: number;
  /** Counts from 1 within a stream. */
  readonly seq: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly time: string;
  /** The hash of the record before this one; `firstPrev` for the first of a stream. */
  readonly prev: string;
  /** SHA-256 over the bytes of the line before `,"hash":`. */
  readonly hash: string;
}

/** A decision or an outcome as it stands in a stream file. Fields that a later version added are kept as they are. */
export interface StoredRecord extends Stored, Omit<DecisionRecord, "shadow"> {
  readonly shadow?: NonNullable<DecisionRecord["shadow"]>;
}

/** What this version says of what befell the log: nothing that JSON would keep as something else. */
export type EventDetail = Readonly<Record<string, string | number>>;

/** What befell the log itself. */
export interface StoredEvent extends Stored {
  readonly event: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What became of reading one line. */
export type ParsedLine =
  | {
      readonly kind: "record";
      readonly record: StoredRecord;
      readonly text: string;
      readonly intact: boolean;
    }
  | {
      readonly kind: "event";
      readonly record: StoredEvent;
      readonly text: string;
      readonly intact: boolean;
    }
  | { readonly kind: "newer" }
  | { readonly kind: "foreign" };

/** The `prev` of a first record of version 1. */
export const noHash: string = "0".repeat(64);

/** The `prev` of a stream's first record: it binds what follows to the stream's name. */
export function firstPrev(stream: string): string {
  return hash("sha256", `safeclaw stream ${stream}`);
}

/** Longer lines are neither written nor read: a reader must not be made to swallow any file whole. */
export const longestLine: number = 32 * 1024 * 1024;

export const version = 2;
const effects: ReadonlySet<unknown> = new Set<Effect>(["allow", "deny", "require_approval"]);
const utcTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check>>;
const isText: Check = (value) => typeof value === "string";
const isTextOrNull: Check = (value) => value === null || typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const isEffect: Check = (value) => effects.has(value);
const isObject: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const fits =
  (fields: Checks): Check =>
  (value) => {
    const held = Object(value);
    for (const name in fields) {
      const field: unknown = Object.hasOwn(held, name) ? Reflect.get(held, name) : undefined;
      if (fields[name]?.(field) !== true) return false;
    }
    return true;
  };

const outcomeFields: Readonly<Record<keyof Outcome, Check>> = {
  of: (value) => value === null || isCount(value),
  status: (value) => value === "ok" || value === "error",
  ms: (value) => Number.isFinite(value) && Number(value) >= 0,
  content: () => true,
};

const revokedFields: Readonly<Record<keyof Revoked, Check>> = {
  of: isCount,
  effect: isEffect,
  code: isTextOrNull,
  rule: isTextOrNull,
  policy: isTextOrNull,
};

export const decisionFields: Readonly<Record<keyof DecisionRecord, Check>> = {
  assistant: isTextOrNull,
  thread: isTextOrNull,
  run: isTextOrNull,
  call: isTextOrNull,
  tool: isText,
  args: (value) => value !== undefined,
  redacted: orAbsent((value) => Array.isArray(value) && value.every(isText)),
  facts: orAbsent(isObject),
  effect: isEffect,
  allowed: (value) => typeof value === "boolean",
  code: isTextOrNull,
  rule: isTextOrNull,
  line: (value) => value === null || isCount(value),
  reason: isText,
  shadow: orAbsent(fits({ effect: isEffect, code: isTextOrNull, rule: isTextOrNull })),
  policy: isTextOrNull,
  revokes: orAbsent(fits(revokedFields)),
  outcome: orAbsent(fits(outcomeFields)),
};

const storedFields: Readonly<Record<keyof Stored, Check>> = {
  v: isCount,
  seq: isCount,
  time: (value) => typeof value === "string" && utcTime.test(value),
  prev: isText,
  hash: isText,
};
const eventFields = { event: isText, detail: isObject };
const newerFields = { v: (value: unknown) => isCount(value) && Number(value) > version };

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
  if (fits(newerFields)(value)) return { kind: "newer" };
  if (!isStored(value)) return { kind: "foreign" };
  const intact = isIntact(bytes, value.hash);
  if (isDecision(value)) return { kind: "record", record: value, text, intact };
  return isEvent(value) ? { kind: "event", record: value, text, intact } : { kind: "foreign" };
}

function isIntact(bytes: Buffer, stored: string): boolean {
  const tail = Buffer.from(`,"hash":"${stored}"}`);
  const body = bytes.subarray(0, Math.max(0, bytes.length - tail.length));
  return bytes.subarray(body.length).equals(tail) && hash("sha256", body) === stored;
}

function isStored(value: unknown): value is Stored {
  return fits(storedFields)(value);
}

function isDecision(value: Stored): value is StoredRecord {
  return fits(decisionFields)(value);
}

function isEvent(value: Stored): value is StoredEvent {
  return fits(eventFields)(value);
}
