// What polling and streaming share: the options, the cap on turns, and how a run is left.

import type { RunAddress, Runs } from "./connect.js";
import { GuardedRunError } from "./guarded-run-error.js";
import type { Gate, HandlersOf } from "./handlers.js";
import type { RunLike, ToolOutput } from "./structural.js";
import { type ToolOutputsOptions, toolOutputs } from "./tool-outputs.js";
import { untilAborted } from "./until-aborted.js";

export interface GuardedRunOptions extends ToolOutputsOptions {
  /** How often the run may ask for tools before it is cancelled. Default 16. */
  readonly maxTurns?: number | undefined;
  /** Stops waiting, cancels the run and throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const PENDING: ReadonlySet<string> = new Set(["queued", "in_progress", "cancelling"]);

/** The model or the API works on it. */
export const isPending = (run: RunLike): boolean => PENDING.has(run.status);

/** It waits for us. */
export const isWaiting = (run: RunLike): boolean => run.status === "requires_action";

/** Answers the turns of one run and counts them. */
export function turnsOf<Safeclaw extends Gate>(
  safeclaw: Safeclaw,
  handlers: HandlersOf<Safeclaw>,
  options: GuardedRunOptions,
): (run: RunLike) => Promise<ToolOutput[]> {
  const { maxTurns = 16, signal } = options;
  let turns = 0;
  return async (run) => {
    turns += 1;
    if (turns > maxTurns) {
      const message = `run ${run.id} was cancelled: it asked for tools more than ${maxTurns} times`;
      throw new GuardedRunError("too-many-turns", message, run);
    }
    return untilAborted(signal, () => toolOutputs(safeclaw, run, handlers, options));
  };
}

/**
 * Cancels a run that nobody will answer any more: it would block its thread until it expires, and whoever found it
 * waiting would run its handlers a second time. As well as can be: the run may have ended, or the network be down.
 */
export async function abandon(runs: Runs, run: RunAddress): Promise<void> {
  await runs.cancel(run, { timeout: 5_000, maxRetries: 0 }).catch(() => {});
}
