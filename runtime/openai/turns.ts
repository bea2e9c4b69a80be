// What polling and streaming share: the options, how a run stands, its turns, and how it is left.

import { type AnswerOptions, answerCalls } from "./answer-calls.js";
import type { RunAddress, Runs } from "./connect.js";
import { GuardedRunError } from "./guarded-run-error.js";
import type { Gate, HandlersOf } from "./handlers.js";
import { readTurn } from "./read-turn.js";
import type { RunLike, ToolOutput } from "./structural.js";
import { sleep, untilAborted } from "./wait.js";

export interface GuardedRunOptions extends AnswerOptions {
  /** How often the run may ask for tools before it is cancelled. Default 16. */
  readonly maxTurns?: number | undefined;
  /** Milliseconds between two looks at a run that is not streamed. Default 1000. */
  readonly pollIntervalMs?: number | undefined;
  /** Stops waiting, cancels the run and throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const PENDING: ReadonlySet<string> = new Set(["queued", "in_progress", "cancelling"]);

/** The model or the API works on it. */
export const isPending = (run: RunLike): boolean => PENDING.has(run.status);

/** It waits for us. */
export const isWaiting = (run: RunLike): boolean => run.status === "requires_action";

export const pause = ({ pollIntervalMs = 1_000, signal }: GuardedRunOptions): Promise<void> =>
  sleep(pollIntervalMs, signal);

/** Answers one turn of a run after another. */
export function turnsOf<Safeclaw extends Gate>(
  safeclaw: Safeclaw,
  handlers: HandlersOf<Safeclaw>,
  options: GuardedRunOptions,
): (run: RunLike) => Promise<ToolOutput[]> {
  const { maxTurns = 16, signal } = options;
  const answered = new Set<string>();
  let turns = 0;
  return async (run) => {
    turns += 1;
    if (turns > maxTurns) {
      const message = `run ${run.id} was cancelled: it asked for tools more than ${maxTurns} times`;
      throw new GuardedRunError("too-many-turns", message, run);
    }
    const calls = readTurn(run, answered);
    for (const { context } of calls) answered.add(context.callId);
    return untilAborted(signal, () => answerCalls(safeclaw, calls, handlers, options));
  };
}

/**
 * Cancels a run that nobody will answer any more: it would block its thread until it expires, and whoever found it
 * waiting would run its handlers a second time. As well as can be: the run may have ended, or the network be down.
 */
export async function abandon(runs: Runs, run: RunAddress): Promise<void> {
  await runs.cancel(run, { timeout: 5_000, maxRetries: 0 }).catch(() => {});
}
