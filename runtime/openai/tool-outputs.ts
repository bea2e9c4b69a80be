// Answers one turn of a run, for applications that have a loop of their own.

import { type AnswerOptions, answerCalls } from "./answer-calls.js";
import type { Gate, HandlersOf, KnowingOptions } from "./handlers.js";
import { readTurn } from "./read-turn.js";
import type { RunLike, ToolOutput } from "./structural.js";

/**
 * Decides all calls of a run in `requires_action`, waits until their records are durable, runs the handlers of the
 * allowed ones side by side, and resolves to one output per call id, in order. A denial, a missing handler and a handler
 * that throws are outputs too; it rejects only where the run itself cannot be answered (`GuardedRunError`).
 * The assistant that calls is the run's own; `safeclaw.for(name)` decides for another.
 */
export async function toolOutputs<Safeclaw extends Gate>(
  safeclaw: Safeclaw,
  run: RunLike,
  handlers: HandlersOf<Safeclaw>,
  options: KnowingOptions<AnswerOptions, Safeclaw> = {},
): Promise<ToolOutput[]> {
  return answerCalls(safeclaw, readTurn(run), handlers, options);
}
