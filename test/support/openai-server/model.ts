// The scripted model at work: what happens in a run from one stop to the next, as the API streams it.

import type { Message, Run, Step, StreamEvent } from "./objects.js";
import { openMessage, openStep } from "./open.js";
import { pieces } from "./pieces.js";
import type { BrokenTurn, ScriptedCall } from "./script.js";
import { callFunctions, useBuiltin } from "./tool-calls.js";
import { endRun, endStep, windDown } from "./wind-down.js";
import type { RunState } from "./world.js";

/** Each event carries the object itself, to be written before the next event is taken. */
type Events<Result = void> = Generator<StreamEvent, Result>;

/** A new run, up to its first stop. */
export function* begin(state: RunState): Events {
  yield { event: "thread.run.created", data: state.run };
  yield* play(state);
}

/** From `queued` to where the run needs its client, or ends. */
export function* play(state: RunState): Events {
  const { run, world } = state;
  yield { event: "thread.run.queued", data: run };
  run.status = "in_progress";
  run.started_at = world.seconds();
  yield { event: "thread.run.in_progress", data: run };
  for (;;) {
    const turn = state.nextTurn();
    if ("builtin" in turn) {
      const step = yield* nextStep(state, { type: "tool_calls", tool_calls: [] });
      yield* useBuiltin(step, world.newId("call"), turn);
      yield endStep(state, step, "completed");
    } else if ("calls" in turn) return yield* askForOutputs(state, turn.calls);
    else if ("action" in turn) return yield* askFor(state, turn.action);
    else if ("fail" in turn || "incomplete" in turn || "expire" in turn) {
      return yield* breakOff(state, turn);
    } else return yield* finish(state, turn.text);
  }
}

/** The client wants the run to end. */
export function* cancel(state: RunState): Events {
  yield { event: "thread.run.cancelling", data: state.run };
  yield* windDown(state, "cancelled");
}

function* askForOutputs(state: RunState, calls: readonly ScriptedCall[]): Events {
  const step = yield* nextStep(state, { type: "tool_calls", tool_calls: [] });
  const called = yield* callFunctions(step, state.world.newId, calls);
  const tool_calls = called.map((call) => {
    const { name, arguments: text } = call.function;
    return { id: call.id, type: call.type, function: { name, arguments: text } };
  });
  yield* askFor(state, { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls } });
}

function* askFor({ run }: RunState, action: object): Events {
  run.status = "requires_action";
  // INVARIANT: only a script's own `action` is of another kind, which is what that turn is for.
  run.required_action = action as Run["required_action"];
  yield { event: "thread.run.requires_action", data: run };
}

function* finish(state: RunState, text: string): Events {
  const { message, step } = yield* say(state, text);
  message.status = "completed";
  message.completed_at = state.world.seconds();
  state.message = null;
  yield { event: "thread.message.completed", data: message };
  yield endStep(state, step, "completed");
  yield endRun(state, "completed");
}

function* breakOff(state: RunState, turn: BrokenTurn): Events {
  if (turn.text !== undefined) yield* say(state, turn.text);
  if ("fail" in turn) yield* windDown(state, "failed", { last_error: turn.fail });
  else if ("expire" in turn) yield* windDown(state, "expired");
  else yield* windDown(state, "incomplete", { incomplete_details: { reason: turn.incomplete } });
}

function* say(state: RunState, text: string): Events<{ message: Message; step: Step }> {
  const message = openMessage(state);
  const { id } = message;
  const creation = { message_id: id };
  const step = yield* nextStep(state, { type: "message_creation", message_creation: creation });
  yield { event: "thread.message.created", data: message };
  yield { event: "thread.message.in_progress", data: message };
  const said = { value: "", annotations: [] };
  message.content = [{ type: "text", text: said }];
  for (const value of pieces(text)) {
    const delta = said.value === "" ? { value, annotations: [] } : { value };
    said.value += value;
    const content = [{ index: 0, type: "text" as const, text: delta }];
    yield {
      event: "thread.message.delta",
      data: { id, object: "thread.message.delta", delta: { content } },
    };
  }
  return { message, step };
}

function* nextStep(state: RunState, details: Step["step_details"]): Events<Step> {
  const step = openStep(state, details);
  yield { event: "thread.run.step.created", data: step };
  yield { event: "thread.run.step.in_progress", data: step };
  return step;
}
