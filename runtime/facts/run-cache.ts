// The facts that were looked up for runs. Bounded: of very many runs those are forgotten that were not asked for the longest.

import type { LookUp } from "./look-up.js";

const mostKept = 1000;

interface Kept {
  readonly lookUp: LookUp;
  readonly since: number;
}

export class RunCache {
  readonly #deadlineMs: number;
  readonly #kept = new Map<string, Kept>();

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  /** The look-up under this key, which is begun where there is none that has or may yet have an answer. */
  lookUp(key: string, begin: () => LookUp): LookUp {
    const known = this.#kept.get(key);
    const kept = known !== undefined && !this.#isStuck(known) ? known : this.#begin(begin, key);
    // The newest is the last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return kept.lookUp;
  }

  #begin(begin: () => LookUp, key: string): Kept {
    const kept = { lookUp: begin(), since: performance.now() };
    kept.lookUp.answer.then(({ failed }) => {
      // What failed may be there the next time.
      if (failed !== null && this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return kept;
  }

  /** Whoever joined it could only wait for what others have given up. */
  #isStuck({ lookUp, since }: Kept): boolean {
    const isLate = lookUp.isOpen && performance.now() - since >= this.#deadlineMs;
    return isLate || lookUp.isStopped;
  }
}
