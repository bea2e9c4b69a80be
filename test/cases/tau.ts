// What tau-bench's corpora say: calls that are right, calls that break a rule, and the rules.

import { rows } from "../tools/support/corpora.js";

/** What is known when a call is made, by the names that the cases' facts have. */
interface Known {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly session: { readonly user_id?: string };
}

export interface TauCall extends Known {
  readonly id: string;
  readonly tool: string;
  readonly args: object;
}

/** A write that the benchmark's own solutions make, with the rules that it breaks all the same, such as `A-C1:D`. */
export interface LabelledWrite extends TauCall {
  readonly dom: string;
  readonly violations: readonly string[];
}

/** A right call that was changed to break one rule. */
export interface Violation extends TauCall {
  readonly domain: string;
  readonly rule: string;
  /** `C`: the call shows it. `D`: the data show it. `S`: the conversation shows it. */
  readonly class: "C" | "D" | "S";
}

export const labelledWrites = (domain: string): readonly LabelledWrite[] =>
  rows<LabelledWrite>("tau_labelled_writes.jsonl").filter(({ dom }) => dom === domain);

export const violations = (domain: string): readonly Violation[] =>
  rows<Violation>("tau_violations_derived.jsonl").filter((row) => row.domain === domain);

export const rulesOf = (domain: string): readonly string[] =>
  rows<{ domain: string; rule: string }>("tau_rules.jsonl")
    .filter((row) => row.domain === domain)
    .map(({ rule }) => rule);
