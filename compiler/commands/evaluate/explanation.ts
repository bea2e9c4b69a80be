// Why the guard answers a call as it does: for `safeclaw evaluate --explain`.

import { harmless } from "../../diagnostics/harmless.js";
import type { Palette } from "../../diagnostics/render.js";
import type { GuardIr } from "../../ir/guard-ir.js";
import type { LoadedPolicies } from "../../output/load.js";
import {
  type Answer,
  type ConsideredAction,
  type ConsideredConstraint,
  considered,
  type Part,
} from "./considered.js";
import { type NearestCall, nearestCall } from "./nearest-call.js";
import type { TrialCall } from "./parse-calls.js";
import { type Tried, tryCall } from "./try-call.js";

export interface Explanation {
  /** Denials first, as the guard asks them; those of shadow policies at the end. */
  readonly considered: readonly ConsideredAction[];
  /** The facts that were used. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** A call that passes; null for a call that does, and where none was found. */
  readonly nearest: NearestCall | null;
}

export function explain(
  { policies, tables }: LoadedPolicies,
  ir: GuardIr,
  call: TrialCall,
  { decision, args, facts: known = new Map() }: Tried,
): Explanation {
  const { tool, assistant } = call;
  const fits = args !== null && decision.code !== "invalid-arguments";
  const had = [...known].flatMap(([name, fact]) =>
    fact.failed === null ? [[name, fact.value] as const] : [],
  );
  const facts: Readonly<Record<string, unknown>> = Object.fromEntries(had);
  const now = call.now ?? Date.now();
  const surroundings = fits ? { args, facts, now, assistantId: assistant ?? "" } : null;
  const decide = (candidate: object) => tryCall(policies, { ...call, args: candidate }).decision;
  return {
    considered: considered(tables, tool, assistant, surroundings, decision),
    facts: surroundings?.facts ?? {},
    nearest: decision.allowed || args === null ? null : nearestCall(ir, call, args, decide),
  };
}

const marks: Readonly<Record<Answer, string>> = {
  holds: "✓",
  fails: "✗",
  failed: "!",
  unknown: "?",
};

const parts: Readonly<Record<Part, string>> = {
  decides: "decides",
  "applies not": "does not apply",
  unreached: "not reached",
};

/** As lines below a decision. */
export function explanationAsText(
  { considered, facts, nearest }: Explanation,
  tool: string,
  fileOf: ReadonlyMap<string, string>,
  { dim, bold, error }: Palette,
): string {
  const lines: string[] = [dim("considered, in the order of the guard")];
  if (considered.length === 0) lines.push("  no action that concerns this caller and this tool");
  for (const action of considered) {
    const part = action.part === "decides" ? bold(parts.decides) : dim(parts[action.part]);
    const shadow = action.shadow ? dim(" (shadow)") : "";
    const place = dim(`${fileOf.get(action.rule)}:${action.line}`);
    lines.push(`  ${harmless(action.rule)}  ${action.effect}${shadow}  ${part}  ${place}`);
    if (action.when !== null) {
      lines.push(`    ${mark(action.when.answer)} when ${harmless(action.when.text)}`);
    }
    for (const constraint of action.constraints) lines.push(`    ${inWords(constraint)}`);
  }
  for (const [name, value] of Object.entries(facts)) {
    lines.push(`${dim("fact")}  ${harmless(name)} ${harmless(JSON.stringify(value))}`);
  }
  if (nearest !== null) {
    const call = `${tool} ${JSON.stringify(nearest.args)}`;
    const changed = nearest.changed.map((path) => `\`${path}\``).join(", ");
    lines.push(
      `${dim("nearest call that passes")}  ${harmless(call)} ${dim(`(${harmless(changed)})`)}`,
    );
  }
  return `${lines.join("\n")}\n`;

  function mark(answer: Answer): string {
    return answer === "holds" ? marks[answer] : error(marks[answer]);
  }

  function inWords({ text, path, saw, answer }: ConsideredConstraint): string {
    const value = saw === undefined ? "absent" : JSON.stringify(saw);
    const seen = path === null ? "" : dim(`  saw ${harmless(value)}`);
    return `${mark(answer)} ${harmless(text)}${seen}`;
  }
}
