// A message or a step that the model begins.

import type { Message, Step } from "./objects.js";
import type { RunState } from "./world.js";

export function openMessage(state: RunState): Message {
  const { run, thread, world } = state;
  const message: Message = {
    id: world.newId("msg"),
    object: "thread.message",
    created_at: world.seconds(),
    assistant_id: run.assistant_id,
    thread_id: run.thread_id,
    run_id: run.id,
    status: "in_progress",
    incomplete_details: null,
    incomplete_at: null,
    completed_at: null,
    role: "assistant",
    content: [],
    attachments: [],
    metadata: {},
  };
  thread.messages.set(message.id, message);
  state.message = message;
  return message;
}

export function openStep(state: RunState, details: Step["step_details"]): Step {
  const { run, world } = state;
  const step: Step = {
    id: world.newId("step"),
    object: "thread.run.step",
    created_at: world.seconds(),
    run_id: run.id,
    assistant_id: run.assistant_id,
    thread_id: run.thread_id,
    type: details.type,
    status: "in_progress",
    cancelled_at: null,
    completed_at: null,
    expires_at: run.expires_at,
    expired_at: null,
    failed_at: null,
    last_error: null,
    step_details: details,
    usage: null,
    metadata: null,
  };
  state.steps.set(step.id, step);
  state.step = step;
  return step;
}
