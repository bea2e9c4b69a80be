// One call of a fact's function, and who waits for it.

import type { CompiledFact } from "../compiled-policy.js";
import type { FactContext, FactSource } from "./fact-types.js";
import { failedFact, type KnownFact, readFact } from "./read-fact.js";

/** What a function is told, but for the signal. */
export type Asking = Omit<FactContext, "signal">;

export class LookUp {
  readonly #stop = new AbortController();
  #waiting = 0;
  #isOpen = true;
  /** Never rejects, not even long after everybody has left. */
  readonly answer: Promise<KnownFact>;

  constructor(
    fact: CompiledFact,
    source: FactSource<object, unknown>,
    args: object,
    asking: Asking,
  ) {
    this.answer = this.#ask(fact, source, args, asking);
  }

  /** Whether there is no answer yet. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether it was told to stop. */
  get isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  join(): void {
    this.#waiting += 1;
  }

  /** The last one who leaves before there is an answer stops the work. */
  leave(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0 && this.#isOpen) this.#stop.abort();
  }

  async #ask(
    fact: CompiledFact,
    source: FactSource<object, unknown>,
    args: object,
    asking: Asking,
  ): Promise<KnownFact> {
    try {
      const context = Object.freeze({ ...asking, signal: this.#stop.signal });
      return readFact(fact, await source(args, context));
    } catch (error) {
      return failedFact(`threw ${nameOfError(error)}`);
    } finally {
      this.#isOpen = false;
    }
  }
}

/** SECURITY: the name alone: what an error says may hold what the record must not. */
function nameOfError(error: unknown): string {
  try {
    const name: unknown = error instanceof Error ? error.name : typeof error;
    return typeof name === "string" && /^\w{1,64}$/u.test(name) ? name : "an error";
  } catch {
    return "an error";
  }
}
