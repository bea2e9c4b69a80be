// What the audit keeps of the facts that a decision used: a digest of each, or its value where the policy says so.

import type { CompiledFact } from "../compiled-policy.js";
import type { Redactor } from "../redaction/redactor.js";
import { canonicalJson } from "./canonical-json.js";
import type { KnownFact } from "./read-fact.js";
import { sha256 } from "./sha256.js";

export interface RecordedFacts {
  /** By name: `sha256:…` of its canonical JSON, the value itself, or why there was none. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What of the values is not as it was: `facts.<path>:<how>`. */
  readonly redacted: readonly string[];
}

/** The call that they were used for, its arguments as they were read. */
export interface CallOfFacts {
  readonly tool: unknown;
  readonly args: object | null;
}

/** Null where no facts were used. */
export function recordedFacts(
  known: ReadonlyMap<string, KnownFact> | undefined,
  compiled: readonly CompiledFact[],
  call: CallOfFacts,
  redactor: Redactor,
): RecordedFacts | null {
  if (known === undefined) return null;
  const facts: Record<string, unknown> = {};
  const redacted: string[] = [];
  for (const { name, log } of compiled) {
    const fact = known.get(name);
    if (fact === undefined) continue;
    if (fact.failed !== null) {
      facts[name] = { failed: fact.failed };
      continue;
    }
    const kept = log === "full" ? keptValue(name, fact.value, call, redactor) : null;
    facts[name] = kept === null ? digestOf(fact.value) : kept.value;
    redacted.push(...(kept?.redacted ?? (log === "full" ? [`facts.${name}:digest`] : [])));
  }
  return { facts: Object.freeze(facts), redacted };
}

function digestOf(value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`;
}

/** SECURITY: as of a tool's answer: without what the policy hides of the arguments, and what names call secrets. */
function keptValue(
  name: string,
  value: unknown,
  { tool, args }: CallOfFacts,
  redactor: Redactor,
): { readonly value: unknown; readonly redacted: readonly string[] } | null {
  const kept = redactor.keptOfAnswer(String(tool), args ?? {}, { [name]: value });
  if (kept === null || !Object.hasOwn(Object(kept.content), name)) return null;
  const redacted = kept.redacted.map((place) => place.replace(/^content/u, "facts"));
  return { value: Object(kept.content)[name], redacted };
}
