// Polls a run to its end and answers its tool calls through the guard.

import { connect, type RunAddress, type Runs } from "./connect.js";
import type { Gate, HandlersOf, KnowingOptions } from "./handlers.js";
import type { AssistantsClient, RunLike, RunOf, ToolOutput } from "./structural.js";
import { abandon, type GuardedRunOptions, isPending, isWaiting, pause, turnsOf } from "./turns.js";

/**
 * Resolves to the run once it has ended: completed, incomplete, failed, cancelled or expired (look at `status`). Rejects
 * where there is no such end: `GuardedRunError`, an error of the client, or the signal's reason; the run is then cancelled,
 * so that no call runs twice and the thread is free. Let one loop alone answer a run.
 */
export async function runWithGuard<Client extends AssistantsClient, Safeclaw extends Gate>(
  openai: Client,
  { threadId, runId }: RunAddress,
  safeclaw: Safeclaw,
  handlers: HandlersOf<Safeclaw>,
  options: KnowingOptions<GuardedRunOptions, Safeclaw> = {},
): Promise<RunOf<Client>> {
  const { signal } = options;
  const runs = connect(openai);
  const address = { threadId, runId };
  const answerTurn = turnsOf(safeclaw, handlers, options);
  try {
    let run = await runs.retrieve(address, { signal });
    while (isPending(run) || isWaiting(run)) {
      if (isWaiting(run)) {
        run = await submit(runs, address, await answerTurn(run), signal);
      } else {
        await pause(options);
        run = await runs.retrieve(address, { signal });
      }
    }
    // INVARIANT: it came from this client's own retrieve or submitToolOutputs, which both give its type of run.
    return run as RunOf<Client>;
  } catch (error) {
    await abandon(runs, address);
    throw signal?.aborted ? signal.reason : error;
  }
}

/** Submits; where that fails because the run moved on (expired, cancelled, answered already), resolves to how it stands. */
async function submit(
  runs: Runs,
  address: RunAddress,
  outputs: ToolOutput[],
  signal: AbortSignal | undefined,
): Promise<RunLike> {
  try {
    return await runs.submit(address, outputs, { signal });
  } catch (error) {
    const run = await runs.retrieve(address, { signal }).catch(() => null);
    if (run === null || isWaiting(run)) throw error;
    return run;
  }
}
