// What of a call's arguments is told and recorded: as the policy says, and with no secrets where it says nothing.

import type { AuditSink } from "../audit/audit-sink.js";
import type { Decision } from "../decision.js";
import { Malformed } from "../malformed.js";
import { parseArguments } from "../parse-arguments.js";
import { shortened } from "../shorten.js";
import { type CompiledLog, plainName, type ToolLog, toolLogsOf } from "./log-rules.js";
import { holdsSecrets, Redaction, type RedactionOptions } from "./redaction.js";

/** A call's arguments as they may be recorded. */
export interface KeptArguments {
  /** The parsed arguments; the raw text where it could not be parsed; null where there is neither. */
  readonly args: unknown;
  /** What of them is not as it was: `<path>:<how>`. */
  readonly redacted: readonly string[];
  /** Whether a stand-in could not be made, so that the call cannot be recorded as it should be. */
  readonly failed: boolean;
}

/** `read` is what the guard made of the arguments, null where it had no need to look. */
export type Redactor = (
  tool: unknown,
  input: unknown,
  read: object | null,
  code: Decision["code"],
) => KeptArguments;

const longestRawText = 64 * 1024;

/** Codes of calls whose arguments fit the tool, so that each stands where the policy has it. */
const fitting: ReadonlySet<Decision["code"]> = new Set([
  null,
  "constraint",
  "condition-failed",
  "fact-failed",
  "approval-required",
]);

/** Arguments of which the record hides something. */
const hidden = new WeakSet<object>();

/** Whether the record of this call hides some of these arguments, which are a decision's own. */
export function isRedacted(args: unknown): boolean {
  return typeof args === "object" && args !== null && hidden.has(args);
}

export function redactorOf(log: readonly CompiledLog[], audit: AuditSink | false): Redactor {
  const logs = toolLogsOf(log);
  const ofAnyTool = new Set([...logs.values()].flatMap(({ hiddenNames }) => [...hiddenNames]));
  const pseudonym =
    audit !== false && typeof audit.pseudonym === "function"
      ? (text: string): unknown => audit.pseudonym?.(text)
      : null;
  return (tool, input, read, code) => {
    const said = (typeof tool === "string" ? logs.get(tool) : undefined) ?? null;
    // SECURITY: a model may write another name for the tool that it means.
    const names = code === "unknown-tool" ? ofAnyTool : said?.hiddenNames;
    const args = read ?? parseArguments(input);
    if (args instanceof Malformed) return unread(input, args, said, isNameIn(names));
    const isHiddenName = fitting.has(code) ? null : isNameIn(names);
    const redaction = new Redaction({ pseudonym, isHiddenName });
    const kept = redaction.apply(args, said?.rules ?? null);
    const redacted = redaction.places;
    if (redacted.length === 0) return { args, redacted, failed: false };
    if (redacted.some(isHidden)) hidden.add(args);
    return { args: kept, redacted, failed: redaction.failed };
  };
}

function isNameIn(names: ReadonlySet<string> | undefined): RedactionOptions["isHiddenName"] {
  return names === undefined || names.size === 0 ? null : (name) => names.has(plainName(name));
}

/** Of a text that is no JSON nobody knows where in it an argument stands. */
function unread(
  input: unknown,
  { path }: Malformed,
  said: ToolLog | null,
  isHiddenName: RedactionOptions["isHiddenName"],
): KeptArguments {
  const text = typeof input === "string" ? shortened(input, longestRawText) : null;
  if (said?.rules.hides === true || holdsSecrets(text ?? path ?? "", isHiddenName)) {
    return { args: null, redacted: [":drop"], failed: false };
  }
  const isWhole = text === null || text === input;
  return { args: text, redacted: isWhole ? [] : [":cut"], failed: false };
}

/**
 * The decision as it may be shown: its arguments as they are kept, and no word of what is in those that are hidden. To
 * who asked for it, a decision is given as it is.
 */
export function shownDecision(
  decision: Decision,
  { args, redacted }: Pick<KeptArguments, "args" | "redacted">,
): Decision {
  if (redacted.length === 0) return decision;
  if (decision.allowed) return { ...decision, args };
  const { code, path } = decision;
  const what = wordsFor.get(code);
  const place = what === undefined || path === null ? undefined : placeAround(path, redacted);
  if (place === undefined) return decision;
  return { ...decision, reason: place === "" ? `${what}` : `${what}: ${place}`, path: null };
}

const wordsFor: ReadonlyMap<string, string> = new Map([
  ["malformed-arguments", "malformed arguments"],
  ["invalid-arguments", "invalid arguments"],
]);

/** The hidden place that the path leads into; undefined where there is none. */
function placeAround(path: string, redacted: readonly string[]): string | undefined {
  const places = redacted.filter(isHidden).map((entry) => entry.slice(0, entry.lastIndexOf(":")));
  // What was cut off may have been what differs.
  if (path.includes("…") && places.length > 0) return "";
  const within = `${comparable(path)}.`;
  return places.find((place) => place === "" || within.startsWith(`${comparable(place)}.`));
}

function isHidden(entry: string): boolean {
  return !entry.endsWith(":cut");
}

/** Of `lines.0.sku` and of `lines[].sku`: `lines.#.sku`. */
function comparable(path: string): string {
  return path.replace(/\[\]/gu, ".#").replace(/(?<=\.)\d+(?=\.|$)/gu, "#");
}
