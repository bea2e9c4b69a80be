// An endpoint for OpenTelemetry logs as a target of shipping: OTLP over HTTP, as JSON.

import { hash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import {
  type AuditTarget,
  BusyError,
  RefusedError,
  type Rejection,
  type ShippedLine,
} from "../audit-target.js";
import { attributesOf, logRecordOf } from "./log-record.js";
import { type OtlpSettings, type OtlpTargetOptions, settingsOf } from "./otlp-settings.js";
import { schemaUrlOf } from "./semconv.js";

/** What the protocol says is to be sent again. */
const busy: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** What is about the lines themselves. Anything else is about the way to the endpoint, which somebody may mend. */
const refused: ReadonlySet<number> = new Set([400, 413]);
/** Where a busy endpoint does not say when to come back. */
const usualWait = 1000;
const zipped = promisify(gzip);

export function otlpTarget(options: OtlpTargetOptions = {}): AuditTarget {
  const settings = settingsOf(options, process.env);
  // A new key in the URL makes no other endpoint of it, to which all would go again.
  const endpoint = hash("sha256", placeOf(settings)).slice(0, 8);
  return {
    name: options.name ?? `otlp-${endpoint}`,
    send: async (lines, signal) => await send(lines, settings, signal),
    close: async () => undefined,
  };
}

async function send(
  lines: readonly ShippedLine[],
  settings: OtlpSettings,
  signal: AbortSignal,
): Promise<Rejection | undefined> {
  const text = JSON.stringify(exportOf(lines, settings));
  const encoding = settings.isCompressed ? { "content-encoding": "gzip" } : {};
  const response = await fetch(settings.endpoint, {
    method: "POST",
    // A redirected POST would arrive as a GET.
    redirect: "manual",
    headers: { ...settings.headers, ...encoding, "content-type": "application/json" },
    body: settings.isCompressed ? new Uint8Array(await zipped(text)) : text,
    signal,
  }).catch((error: unknown) => {
    throw unreachable(error, settings);
  });
  const answer = await response.text();
  if (response.ok) return rejectionIn(answer);
  const said = `${placeOf(settings)} answers ${response.status}: ${messageIn(answer)}`;
  if (busy.has(response.status)) throw new BusyError(said, waitOf(response));
  throw refused.has(response.status) ? new RefusedError(said) : new Error(said);
}

function exportOf(lines: readonly ShippedLine[], settings: OtlpSettings): object {
  const { resource, semconv } = settings;
  const logRecords = lines.map((line) => logRecordOf(line, settings));
  const scopeLogs = [
    { scope: { name: "@authensor/safeclaw-runtime" }, logRecords, schemaUrl: schemaUrlOf(semconv) },
  ];
  return { resourceLogs: [{ resource: { attributes: attributesOf(resource) }, scopeLogs }] };
}

/** What an endpoint took and threw away is not sent again: it says so itself. */
function rejectionIn(answer: string): Rejection | undefined {
  const { rejectedLogRecords = 0, errorMessage = "" } = memberOf(parsed(answer), "partialSuccess");
  const count = Number(rejectedLogRecords);
  return count > 0 ? { count, reason: `the endpoint rejects them: ${errorMessage}` } : undefined;
}

/** In milliseconds. Seconds, or a date. */
function waitOf({ headers }: Response): number {
  const after = headers.get("retry-after") ?? "";
  const ms = /^\d+$/u.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : usualWait;
}

function messageIn(answer: string): string {
  const { message } = Object(parsed(answer));
  return typeof message === "string" ? message : answer.slice(0, 200) || "nothing";
}

function unreachable(error: unknown, settings: OtlpSettings): Error {
  // What `fetch` says itself is only that it failed.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, message } = Object(cause);
  return new Error(`cannot reach ${placeOf(settings)}: ${message || code || String(error)}`, {
    cause: error,
  });
}

/** SECURITY: what else a URL has may be secret. */
function placeOf({ endpoint }: OtlpSettings): string {
  const { origin, pathname } = new URL(endpoint);
  return `${origin}${pathname}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const member: unknown = Reflect.get(Object(value), name);
  return Object.assign(Object.create(null), Object(member));
}
