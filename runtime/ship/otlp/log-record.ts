// A line of the log as a log record of OpenTelemetry, in the JSON form of its protocol.

import type { StoredEvent, StoredRecord } from "../../audit/audit-record.js";
import type { Outcome } from "../../audit/audit-sink.js";
import type { ShippedLine } from "../audit-target.js";
import { type AttributeNames, namesOf, type SemconvVersion } from "./semconv.js";

export type AnyValue =
  | Record<string, never>
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } }
  | { readonly kvlistValue: { readonly values: readonly KeyValue[] } };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

export interface LogRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AnyValue;
  readonly attributes: readonly KeyValue[];
}

export interface RecordOptions {
  readonly semconv: SemconvVersion;
  /** Whether arguments, facts and results go along. */
  readonly content: boolean;
}

interface Told {
  readonly eventName: string;
  readonly severity: keyof typeof severities;
  readonly body: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const severities = { INFO: 9, WARN: 13, ERROR: 17 } as const;

export function logRecordOf(line: ShippedLine, options: RecordOptions): LogRecord {
  const { record, stream, seq } = line;
  const names = namesOf(options.semconv);
  const told = "event" in record ? eventOf(record) : callOf(record, names, options.content);
  const where = { stream, seq, hash: record.hash };
  return {
    timeUnixNano: `${Date.parse(record.time)}000000`,
    observedTimeUnixNano: `${Date.now()}000000`,
    severityNumber: severities[told.severity],
    severityText: told.severity,
    eventName: told.eventName,
    body: { stringValue: told.body },
    attributes: attributesOf({ ...told.attributes, ...prefixed(where) }),
  };
}

/** What is null is left out. */
export function attributesOf(values: Readonly<Record<string, unknown>>): readonly KeyValue[] {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ({ key, value: anyValue(value) }));
}

function callOf(record: StoredRecord, names: AttributeNames, content: boolean): Told {
  const told =
    record.outcome === undefined ? decisionOf(record) : outcomeOf(record, record.outcome);
  const shared = {
    [names.operation]: "execute_tool",
    [names.tool]: record.tool,
    [names.call]: record.call,
    [names.agent]: record.assistant,
    [names.conversation]: record.thread,
    ...prefixed({ run: record.run, policy: record.policy }),
  };
  const held = {
    [names.args]: record.args,
    [names.result]: record.outcome?.content,
    ...prefixed({ facts: record.facts }),
  };
  return { ...told, attributes: { ...shared, ...told.attributes, ...(content ? held : {}) } };
}

function decisionOf(record: StoredRecord): Told {
  const { tool, redacted, effect, allowed, code, rule, line, reason, shadow, revokes } = record;
  const decided = { redacted, effect, allowed, code, rule, line, reason };
  return {
    eventName: "safeclaw.decision",
    severity: allowed ? "INFO" : "WARN",
    body: `${effect} ${tool}: ${reason}`,
    attributes: prefixed({
      ...decided,
      "revokes.of": revokes?.of,
      "shadow.effect": shadow?.effect,
      "shadow.code": shadow?.code,
      "shadow.rule": shadow?.rule,
    }),
  };
}

function outcomeOf({ tool }: StoredRecord, { of, status, ms }: Outcome): Told {
  const failed = status === "error";
  const came = prefixed({ "outcome.of": of, "outcome.status": status, "outcome.ms": ms });
  return {
    eventName: "safeclaw.outcome",
    severity: failed ? "ERROR" : "INFO",
    body: `${tool} ended ${failed ? "with an error" : "well"}`,
    // Which kind of error it was, the log does not know.
    attributes: failed ? { ...came, "error.type": "_OTHER" } : came,
  };
}

function eventOf({ event, detail }: StoredEvent): Told {
  return {
    eventName: "safeclaw.event",
    severity: "WARN",
    body: event,
    attributes: prefixed({ detail }),
  };
}

/** What OpenTelemetry has no name for. */
function prefixed(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`safeclaw.${name}`, value]),
  );
}

function anyValue(value: unknown): AnyValue {
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { boolValue: value };
    case "number":
      // 64 bits in JSON are a string.
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    case "object": {
      if (value === null) return {};
      if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
      const values = Object.entries(value).map(([key, item]) => ({ key, value: anyValue(item) }));
      return { kvlistValue: { values } };
    }
    default:
      return {};
  }
}
