// Streams a run to its end, across its tool turns, and answers its tool calls through the guard.

import { connect, type RunAddress, type Runs } from "./connect.js";
import { GuardedRunError } from "./guarded-run-error.js";
import type { Gate, HandlersOf, KnowingOptions } from "./handlers.js";
import type {
  AssistantsClient,
  EventLike,
  EventOf,
  RunLike,
  RunParamsOf,
  ToolOutput,
} from "./structural.js";
import { abandon, type GuardedRunOptions, isPending, isWaiting, pause, turnsOf } from "./turns.js";

type Events = AsyncIterable<EventLike> | Iterable<EventLike>;

/** Which assistant runs on which thread, and whatever else the client's `runs.create` takes. */
export type StreamParams<Client extends AssistantsClient> = RunParamsOf<Client> & {
  readonly threadId: string;
  readonly assistantId: string;
};

/**
 * Creates a run and yields the client's own events, those of all tool turns in one stream; the last is the run's end
 * (`thread.run.completed`, `.incomplete`, `.failed`, `.cancelled` or `.expired`). Nothing is sent before the first event
 * is asked for. Throws where there is no such end: a stream that is cut off (no handler has then run for its turn),
 * `GuardedRunError`, an error of the client, or the signal's reason. Then, and where the caller leaves early (`break`), the
 * stream is closed and the run is cancelled.
 */
export async function* streamWithGuard<Client extends AssistantsClient, Safeclaw extends Gate>(
  openai: Client,
  params: StreamParams<Client>,
  safeclaw: Safeclaw,
  handlers: HandlersOf<Safeclaw>,
  options: KnowingOptions<GuardedRunOptions, Safeclaw> = {},
): AsyncGenerator<EventOf<Client>, void, undefined> {
  const { signal } = options;
  const { threadId, assistantId, ...others } = params;
  const body = { ...others, assistant_id: assistantId };
  const runs = connect(openai);
  const answerTurn = turnsOf(safeclaw, handlers, options);
  let address: RunAddress | null = null;
  let ended = false;
  try {
    let events: Events = await runs.stream(threadId, body, { signal });
    while (true) {
      let run: RunLike | null = null;
      for await (const event of events) {
        run = runOf(event) ?? run;
        if (run !== null) {
          address = { threadId, runId: run.id };
          ended = !isPending(run) && !isWaiting(run);
        }
        // INVARIANT: it came from this client's own streams (or is the end that `submit` found).
        yield event as EventOf<Client>;
      }
      if (ended) return;
      signal?.throwIfAborted();
      if (address === null || run === null || isPending(run)) throw cutOff(run);
      events = await submit(runs, address, await answerTurn(run), options);
    }
  } catch (error) {
    // The run's end has been seen: what breaks after it breaks nothing.
    if (ended) return;
    throw signal?.aborted ? signal.reason : error;
  } finally {
    if (address !== null && !ended) await abandon(runs, address);
  }
}

/** Submits; where that is too late, because the run expired or was cancelled, its end is the next event. */
async function submit(
  runs: Runs,
  address: RunAddress,
  outputs: ToolOutput[],
  options: GuardedRunOptions,
): Promise<Events> {
  try {
    return await runs.submitAndStream(address, outputs, { signal: options.signal });
  } catch (error) {
    const run = await settled(runs, address, options).catch(() => null);
    // A run that went on has the outputs: it is the stream that was lost.
    if (run === null || !TOO_LATE.has(run.status)) throw error;
    return [{ event: `thread.run.${run.status}`, data: run }];
  }
}

const TOO_LATE: ReadonlySet<string> = new Set(["expired", "cancelled", "failed"]);

/** The run as it stands, but never `cancelling`. */
async function settled(
  runs: Runs,
  address: RunAddress,
  options: GuardedRunOptions,
): Promise<RunLike> {
  const { signal } = options;
  let run = await runs.retrieve(address, { signal });
  while (run.status === "cancelling") {
    await pause(options);
    run = await runs.retrieve(address, { signal });
  }
  return run;
}

const RUN_EVENT = /^thread\.run\.(?!step\.)/u;

function runOf({ event, data }: EventLike): RunLike | null {
  if (!RUN_EVENT.test(event)) return null;
  // SECURITY: a copy, taken before the caller has the event: what it does to the event must not reach the guard.
  // INVARIANT: the data of these events is a run; what decides is read defensively by readTurn.
  return structuredClone(data) as RunLike;
}

function cutOff(run: RunLike | null): GuardedRunError {
  const at = run === null ? "" : `, when run ${run.id} was ${run.status}`;
  return new GuardedRunError("stream-cut", `the stream ended before the run did${at}`, run);
}
