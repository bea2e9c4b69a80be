// Makes the lines of a stream: each field in its place, and the hash of the bytes before it.

import { hash } from "node:crypto";
import { decisionFields, type EventDetail, version } from "./audit-record.js";
import type { DecisionRecord } from "./audit-sink.js";
import { LineBytes } from "./line-bytes.js";

export interface SealedLine {
  /** With its newline. Lasts until the next line is sealed. */
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** What a line says of the decision: the same for most calls that a rule decides. */
interface Said
  extends Pick<
    DecisionRecord,
    "effect" | "allowed" | "code" | "line" | "reason" | "shadow" | "policy"
  > {
  readonly bytes: Uint8Array;
}

/** By rule. */
const said = new Map<string | null, Said>();
const mostSaid = 1024;
const longestSaid = 1024;

// One for all lines: each is done with before the next begins.
const out = new LineBytes();

/** Makes the line of a record. Throws where it holds what JSON would keep as something else. */
export function seal(record: DecisionRecord, seq: number, time: string, prev: string): SealedLine {
  const { assistant, thread, run, call, tool, redacted, facts, revokes, outcome } = record;
  begin(seq, time);
  // Written out, and no loop over the fields: this is on the way of every call.
  textOrNull(',"assistant":', assistant, "assistant");
  textOrNull(',"thread":', thread, "thread");
  textOrNull(',"run":', run, "run");
  textOrNull(',"call":', call, "call");
  text(',"tool":', tool, "tool");
  out.raw(',"args":');
  if (!out.value(record.args)) refuse("args");
  if (redacted !== undefined) sound(',"redacted":', redacted, "redacted");
  if (facts !== undefined) sound(',"facts":', facts, "facts");
  decided(record);
  if (revokes !== undefined) sound(',"revokes":', revokes, "revokes");
  if (outcome !== undefined) sound(',"outcome":', outcome, "outcome");
  return end(prev);
}

/** Makes the line of something that befell the log. */
export function sealEvent(
  event: string,
  detail: EventDetail,
  seq: number,
  time: string,
  prev: string,
): SealedLine {
  begin(seq, time);
  out.raw(',"event":');
  out.string(event);
  out.raw(',"detail":');
  out.value(detail);
  return end(prev);
}

function decided(record: DecisionRecord): void {
  const { effect, allowed, code, rule, line, reason, policy } = record;
  const shadow = record.shadow ?? null;
  const known = said.get(rule);
  if (
    known?.reason === reason &&
    known.effect === effect &&
    known.allowed === allowed &&
    known.code === code &&
    known.line === line &&
    known.policy === policy &&
    known.shadow === shadow
  ) {
    out.bytes(known.bytes);
    return;
  }
  const start = out.size;
  sound(',"effect":', effect, "effect");
  sound(',"allowed":', allowed, "allowed");
  textOrNull(',"code":', code, "code");
  textOrNull(',"rule":', rule, "rule");
  sound(',"line":', line, "line");
  text(',"reason":', reason, "reason");
  if (shadow !== null) sound(',"shadow":', shadow, "shadow");
  textOrNull(',"policy":', policy, "policy");
  // Of an object, nobody knows whether it will be the same the next time.
  if (shadow !== null || out.size - start > longestSaid) return;
  if (said.size >= mostSaid) said.clear();
  const bytes = out.from(start).slice();
  said.set(rule, { effect, allowed, code, line, reason, shadow, policy, bytes });
}

function begin(seq: number, time: string): void {
  out.clear();
  out.raw(`{"v":${version},"seq":`);
  out.raw(String(seq));
  out.raw(',"time":"');
  out.raw(time);
  out.raw('"');
}

function end(prev: string): SealedLine {
  out.raw(',"prev":"');
  out.raw(prev);
  out.raw('"');
  const digest = hash("sha256", out.from(0));
  out.raw(',"hash":"');
  out.raw(digest);
  out.raw('"}\n');
  return { bytes: out.from(0), hash: digest };
}

function text(name: string, value: unknown, field: keyof DecisionRecord): void {
  if (typeof value !== "string") refuse(field);
  out.raw(name);
  out.string(value);
}

function textOrNull(name: string, value: unknown, field: keyof DecisionRecord): void {
  if (value !== null) {
    text(name, value, field);
    return;
  }
  out.raw(name);
  out.raw("null");
}

function sound(name: string, value: unknown, field: keyof DecisionRecord): void {
  out.raw(name);
  if (!decisionFields[field](value) || !out.value(value)) refuse(field);
}

function refuse(field: keyof DecisionRecord): never {
  throw new TypeError(`the audit record's \`${field}\` cannot be kept as JSON`);
}
