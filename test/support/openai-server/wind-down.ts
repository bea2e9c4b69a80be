// How a run ends: first the message it was at, then the step, then the run itself.

import type { Message, Run, Step, StreamEvent } from "./objects.js";
import type { RunState } from "./world.js";

type Broken = "incomplete" | "failed" | "cancelled" | "expired";
type Reason = NonNullable<Message["incomplete_details"]>["reason"];
type StepEnding = Exclude<Step["status"], "in_progress">;
type Why = Pick<Partial<Run>, "last_error" | "incomplete_details">;

/** What becomes of the message and the step that a run leaves unfinished. */
const unfinished: Readonly<Record<Broken, { readonly reason: Reason; readonly step: StepEnding }>> =
  {
    incomplete: { reason: "max_tokens", step: "completed" },
    failed: { reason: "run_failed", step: "failed" },
    cancelled: { reason: "run_cancelled", step: "cancelled" },
    expired: { reason: "run_expired", step: "expired" },
  };

/** Ends the run before it is completed, at once. Gives the events that tell of it. */
export function windDown(state: RunState, ending: Broken, why: Why = {}): readonly StreamEvent[] {
  const { message, step } = state;
  const left = unfinished[ending];
  return [
    ...(message === null ? [] : [breakMessage(state, message, left.reason)]),
    ...(step === null ? [] : [endStep(state, step, left.step, why.last_error)]),
    endRun(state, ending, why),
  ];
}

/** Ends the run, nothing in it being unfinished. */
export function endRun(state: RunState, ending: Broken | "completed", why: Why = {}): StreamEvent {
  const { run, world } = state;
  Object.assign(run, why, { status: ending, required_action: null, usage: usageOf(state) });
  // An expired run still says when that was due.
  if (ending !== "expired") run.expires_at = null;
  if (ending !== "expired" && ending !== "incomplete") run[`${ending}_at`] = world.seconds();
  return { event: `thread.run.${ending}`, data: run };
}

/** Ends the step the run is at. */
export function endStep(
  state: RunState,
  step: Step,
  status: StepEnding,
  error: Run["last_error"] = null,
): StreamEvent {
  step.status = status;
  step[`${status}_at`] = state.world.seconds();
  step.usage = { prompt_tokens: 20, completion_tokens: 11, total_tokens: 31 };
  // A run has one code more than a step.
  if (error !== null && error.code !== "invalid_prompt") {
    step.last_error = { ...error, code: error.code };
  }
  state.step = null;
  return { event: `thread.run.step.${status}`, data: step };
}

function breakMessage(state: RunState, message: Message, reason: Reason): StreamEvent {
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
