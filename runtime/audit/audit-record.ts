// The stored form of a decision: how one line of a stream is made and how it is read back.

import { hash } from "node:crypto";
import type { Effect } from "../decision.js";
import type { DecisionRecord, Outcome } from "./audit-sink.js";
import { jsonText, stringText } from "./json-text.js";

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

export interface SealedLine {
  readonly text: string;
  readonly hash: string;
}

/** The `prev` of a first record of version 1. */
export const noHash: string = "0".repeat(64);

/** The `prev` of a stream's first record: it binds what follows to the stream's name. */
export function firstPrev(stream: string): string {
  return hash("sha256", `safeclaw stream ${stream}`);
}

/** Longer lines are neither written nor read: a reader must not be made to swallow any file whole. */
export const longestLine: number = 32 * 1024 * 1024;

const version = 2;
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
  (value) =>
    faultyField(value, fields) === undefined;

const outcomeFields: Readonly<Record<keyof Outcome, Check>> = {
  of: (value) => value === null || isCount(value),
  status: (value) => value === "ok" || value === "error",
  ms: (value) => Number.isFinite(value) && Number(value) >= 0,
  content: () => true,
};

const decisionFields: Readonly<Record<keyof DecisionRecord, Check>> = {
  assistant: isTextOrNull,
  thread: isTextOrNull,
  run: isTextOrNull,
  call: isTextOrNull,
  tool: isText,
  args: (value) => value !== undefined,
  redacted: orAbsent((value) => Array.isArray(value) && value.every(isText)),
  effect: isEffect,
  allowed: (value) => typeof value === "boolean",
  code: isTextOrNull,
  rule: isTextOrNull,
  line: (value) => value === null || isCount(value),
  reason: isText,
  shadow: orAbsent(fits({ effect: isEffect, code: isTextOrNull, rule: isTextOrNull })),
  policy: isTextOrNull,
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

/** Makes the line of a record, without its newline. Throws where it holds what JSON would keep as something else. */
export function seal(record: DecisionRecord, seq: number, time: string, prev: string): SealedLine {
  const { assistant, thread, run, call, effect, allowed, line, redacted, shadow, outcome } = record;
  // Written out, and no loop over the fields: this is on the way of every call.
  const who = `"assistant":${textOrNull(assistant, "assistant")},"thread":${textOrNull(thread, "thread")},"run":${textOrNull(run, "run")},"call":${textOrNull(call, "call")}`;
  const what = `"tool":${text(record.tool, "tool")},"args":${jsonText(record.args) ?? refuse("args")}${optional(redacted, "redacted")}`;
  const decided = `"effect":${sound(effect, "effect")},"allowed":${sound(allowed, "allowed")},"code":${textOrNull(record.code, "code")}`;
  const why = `"rule":${textOrNull(record.rule, "rule")},"line":${sound(line, "line")},"reason":${text(record.reason, "reason")}${optional(shadow ?? undefined, "shadow")}`;
  const last = `"policy":${textOrNull(record.policy, "policy")}${optional(outcome, "outcome")}`;
  return sealed(`${who},${what},${decided},${why},${last},`, seq, time, prev);
}

function text(value: unknown, name: string): string {
  return typeof value === "string" ? stringText(value) : refuse(name);
}

function textOrNull(value: unknown, name: string): string {
  return value === null ? "null" : text(value, name);
}

function sound(value: unknown, name: keyof DecisionRecord): string {
  return (decisionFields[name](value) ? jsonText(value) : undefined) ?? refuse(name);
}

function optional(value: unknown, name: "redacted" | "shadow" | "outcome"): string {
  return value === undefined ? "" : `,"${name}":${sound(value, name)}`;
}

function refuse(name: string): never {
  throw new TypeError(`the audit record's \`${name}\` cannot be kept as JSON`);
}

/** Makes the line of something that befell the log. */
export function sealEvent(
  event: string,
  detail: Readonly<Record<string, unknown>>,
  seq: number,
  time: string,
  prev: string,
): SealedLine {
  const text = `"event":${jsonText(event)},"detail":${jsonText(detail)},`;
  return sealed(text, seq, time, prev);
}

function sealed(fields: string, seq: number, time: string, prev: string): SealedLine {
  const body = `{"v":${version},"seq":${seq},"time":"${time}",${fields}"prev":"${prev}"`;
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

function faultyField(value: unknown, fields: Checks): string | undefined {
  if (!isObject(value)) return "record";
  for (const name in fields) {
    const held: unknown = Object.hasOwn(Object(value), name)
      ? Reflect.get(Object(value), name)
      : undefined;
    if (fields[name]?.(held) !== true) return name;
  }
  return undefined;
}
