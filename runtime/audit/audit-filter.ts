// Which stored records somebody asks for.

import type { DenialCode, Effect } from "../decision.js";
import type { StoredRecord } from "./audit-record.js";

export type AuditFilterKey =
  | "assistant"
  | "thread"
  | "run"
  | "call"
  | "tool"
  | "effect"
  | "code"
  | "rule"
  | "policy";

/** The keys a filter may name, and what can stand in the fields that hold one of a few words. */
export const auditFilterKeys: Readonly<Record<AuditFilterKey, readonly string[] | undefined>> = {
  assistant: undefined,
  thread: undefined,
  run: undefined,
  call: undefined,
  tool: undefined,
  effect: words<Effect>({ allow: true, deny: true, require_approval: true }),
  code: words<DenialCode | "null">({
    "malformed-arguments": true,
    "unknown-tool": true,
    "unknown-assistant": true,
    "invalid-arguments": true,
    denied: true,
    "no-rule": true,
    constraint: true,
    "condition-failed": true,
    "fact-failed": true,
    "approval-required": true,
    "audit-failed": true,
    internal: true,
    null: true,
  }),
  rule: undefined,
  policy: undefined,
};

/**
 * A field and what it must be. A value that ends in `*` is a prefix; `null` asks for records where
 * the field holds nothing.
 */
export interface AuditFilter {
  readonly key: AuditFilterKey;
  readonly value: string;
}

export function matchesFilter(record: StoredRecord, { key, value }: AuditFilter): boolean {
  const held = record[key];
  if (value.endsWith("*")) return held?.startsWith(value.slice(0, -1)) ?? false;
  return String(held) === value;
}

/** A record and not a list, so that a word which is missing here does not compile. */
function words<Word extends string>(all: Readonly<Record<Word, true>>): readonly string[] {
  return Object.keys(all);
}
