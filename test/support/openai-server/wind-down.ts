// How a run ends: first the message it was at, then the step, then the run itself.

import type { Message, Run, Step, StreamEvent } from "./objects.js";
import type { RunState } from "./world.js";

type Ending = "completed" | "incomplete" | "failed" | "cancelled" | "expired";

interface Ways {
  readonly reason: NonNullable<Message["incomplete_details"]>["reason"];
  readonly step: Exclude<Step["status"], "in_progress">;
}

/** What an ending does to a message and a step that are not finished. */
const ways: Readonly<Record<Ending, Ways>> = {
  completed: { reason: "max_tokens", step: "completed" },
  incomplete: { reason: "max_tokens", step: "completed" },
  failed: { reason: "run_failed", step: "failed" },
  cancelled: { reason: "run_cancelled", step: "cancelled" },
  expired: { reason: "run_expired", step: "expired" },
};

/** Ends the run at once, with what `why` says of it. Gives the events that tell of the ending. */
export function windDown(
  state: RunState,
  ending: Ending,
  why: Pick<Partial<Run>, "last_error" | "incomplete_details"> = {},
): readonly StreamEvent[] {
  const events: StreamEvent[] = [];
  if (state.message !== null) events.push(breakMessage(state, state.message, ways[ending].reason));
  if (state.step !== null)
    events.push(endStep(state, state.step, ways[ending].step, why.last_error));
  const { run, world } = state;
  Object.assign(run, why, { status: ending, required_action: null, usage: usageOf(state) });
  // An expired run still says when that was due.
  if (ending !== "expired") run.expires_at = null;
  if (ending !== "expired" && ending !== "incomplete") run[`${ending}_at`] = world.seconds();
  events.push({ event: `thread.run.${ending}`, data: run });
  return events;
}

/** Ends the step the run is at. */
export function endStep(
  state: RunState,
  step: Step,
  status: Ways["step"],
  error: Run["last_error"] = null,
): StreamEvent {
  step.status = status;
  step[`${status}_at`] = state.world.seconds();
  step.usage = { prompt_tokens: 20, completion_tokens: 11, total_tokens: 31 };
  // A run has one code more than a step.
  if (error !== null && error.code !== "invalid_prompt")
    step.last_error = { ...error, code: error.code };
  state.step = null;
  return { event: `thread.run.step.${status}`, data: step };
}

function breakMessage(state: RunState, message: Message, reason: Ways["reason"]): StreamEvent {
  message.status = "incomplete";
  message.incomplete_at = state.world.seconds();
  message.incomplete_details = { reason };
  state.message = null;
  return { event: "thread.message.incomplete", data: message };
}

function usageOf({ steps }: RunState): Run["usage"] {
  const sum = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  for (const { usage } of steps.values()) {
    sum.prompt_tokens += usage?.prompt_tokens ?? 0;
    sum.completion_tokens += usage?.completion_tokens ?? 0;
    sum.total_tokens += usage?.total_tokens ?? 0;
  }
  return sum;
}
