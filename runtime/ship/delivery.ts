// Sends lines to a target in the time there is, and finds those among them that it refuses for good.

import {
  type AuditTarget,
  RefusedError,
  type Rejection,
  type ShippedLine,
} from "./audit-target.js";

export type Skip = (stream: string, count: number, error: Error) => void;

export class Delivery {
  readonly #target: AuditTarget;
  readonly #timeout: number;
  readonly #skip: Skip;
  #sending = new AbortController();
  #end: Error | undefined;

  constructor(target: AuditTarget, timeout: number, skip: Skip) {
    this.#target = target;
    this.#timeout = timeout;
    this.#skip = skip;
  }

  /** Nothing is sent any more. */
  end(reason: Error): void {
    this.#end = reason;
    this.#sending.abort(reason);
  }

  /** Resolves once the target has all lines but those that are skipped. */
  async send(lines: readonly ShippedLine[]): Promise<void> {
    const [first] = lines;
    if (first === undefined) return;
    try {
      const rejection = await this.#sendOnce(lines);
      if (rejection !== undefined) {
        this.#skip(first.stream, rejection.count, new Error(rejection.reason));
      }
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (lines.length === 1) return this.#skip(first.stream, 1, error);
      // Which of them it is that the target refuses is found by halves.
      const middle = lines.length >> 1;
      await this.send(lines.slice(0, middle));
      await this.send(lines.slice(middle));
    }
  }

  /** Ends in time, whatever the target does. */
  async #sendOnce(lines: readonly ShippedLine[]): Promise<Rejection | undefined> {
    if (this.#end !== undefined) throw this.#end;
    const sending = new AbortController();
    this.#sending = sending;
    const late = (): void => sending.abort(new Error(`no answer within ${this.#timeout} ms`));
    const timer = setTimeout(late, this.#timeout).unref();
    try {
      return await Promise.race([
        this.#target.send(lines, sending.signal),
        aborted(sending.signal),
      ]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
