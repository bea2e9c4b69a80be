// The error for a run that cannot be answered, with a code to switch on.

import type { RunLike } from "./structural.js";

/** Stable codes. */
export type GuardedRunErrorCode =
  /** `toolOutputs` was given a run that does not wait for outputs. */
  | "not-waiting"
  /** The run waits for something else than tool outputs. */
  | "unknown-action"
  /** The run waits for tool outputs, but its list of calls cannot be read. */
  | "malformed-run"
  /** The run asked for tools more often than `maxTurns`. */
  | "too-many-turns"
  /** The stream ended before the run did. */
  | "stream-cut"
  /** The client is none that we know how to call. */
  | "unknown-client";

/** A run that has no result to return. API and network errors of the client are thrown as they are. */
export class GuardedRunError extends Error {
  override readonly name = "GuardedRunError";
  readonly code: GuardedRunErrorCode;
  readonly #run: RunLike | null;

  constructor(code: GuardedRunErrorCode, message: string, run: RunLike | null = null) {
    super(message);
    this.code = code;
    this.#run = run;
  }

  /** The run as last seen, where one was. Not printed with the error: it holds what the model sent, arguments and all. */
  get run(): RunLike | null {
    return this.#run;
  }
}
