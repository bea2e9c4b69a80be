// What a decision may depend on beside the arguments: who calls, when, and what is known.

import type { ConditionInput } from "./compiled-policy.js";
import type { Denied } from "./decision.js";
import type { Question } from "./plan.js";

/** The facts at hand. */
export interface KnownFacts {
  readonly values: Readonly<Record<string, unknown>>;
  /** Those that were asked for and could not be had. */
  readonly failed: ReadonlySet<string>;
}

/** What is known when a call is decided. */
export interface Circumstances {
  readonly facts?: KnownFacts | undefined;
  /** Milliseconds since 1970; the clock's where none is given. */
  readonly now?: number | undefined;
}

const noFacts: KnownFacts = Object.freeze({
  values: Object.freeze(Object.create(null)),
  failed: new Set<string>(),
});

const none: readonly string[] = Object.freeze([]);

/** Asks the conditions of one call, which read it, and notes which facts they lack. */
export class Inquiry implements ConditionInput {
  readonly args: object;
  readonly facts: KnownFacts["values"];
  readonly #failed: KnownFacts["failed"];
  readonly #assistantId: string;
  #policy = "";
  #now: number | undefined;
  #lacking: Set<string> | null = null;
  #unanswered: Denied | null = null;

  constructor(args: object, assistantId: string, { facts = noFacts, now }: Circumstances) {
    this.args = args;
    this.facts = facts.values;
    this.#failed = facts.failed;
    this.#assistantId = assistantId;
    this.#now = now;
  }

  get assistant(): ConditionInput["assistant"] {
    return { id: this.#assistantId, policy: this.#policy };
  }

  /** The clock is asked once, and only where a condition asks. */
  get now(): number {
    this.#now ??= Date.now();
    return this.#now;
  }

  /** The names of the facts that were lacking. */
  get lacking(): readonly string[] {
    return this.#lacking === null ? none : [...this.#lacking];
  }

  /** The denial of the first question that lacked a fact; null where none did. */
  get unanswered(): Denied | null {
    return this.#unanswered;
  }

  /** Whether the condition holds; null where it lacks a fact; a denial where it has no answer. */
  ask({ condition, policy, failed, factFailed }: Question): boolean | null | Denied {
    const lacking = condition.facts === undefined ? none : this.#lackingOf(condition.facts);
    if (lacking.some((name) => this.#failed.has(name))) {
      return factFailed;
    }
    if (lacking.length > 0) {
      this.#lacking = new Set([...this.lacking, ...lacking]);
      this.#unanswered ??= factFailed;
      return null;
    }
    this.#policy = policy;
    try {
      const holds: unknown = condition.holds(this);
      // INVARIANT: a promise, or anything else that is neither `true` nor `false`, is no answer.
      return typeof holds === "boolean" ? holds : failed;
    } catch {
      return failed;
    }
  }

  #lackingOf(names: readonly string[]): readonly string[] {
    return names.filter((name) => !Object.hasOwn(this.facts, name));
  }
}
