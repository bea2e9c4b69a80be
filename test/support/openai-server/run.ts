// One run: how it is made, and what moves it on.

import { notCancellable, notWaiting, wrongOutputs } from "./errors.js";
import { begin, cancel, play } from "./model.js";
import type { Assistant, Run, RunParams, StreamEvent, ToolOutputs } from "./objects.js";
import { turnsOf } from "./script.js";
import { endStep, windDown } from "./wind-down.js";
import { findAssistant, type RunState, type ThreadState, type World } from "./world.js";

type Statuses = ReadonlySet<Run["status"]>;

const cancellable: Statuses = new Set(["queued", "in_progress", "requires_action"]);
const moving: Statuses = new Set(["queued", "in_progress", "cancelling"]);

/** A run that is yet to begin. */
export function newRun(world: World, thread: ThreadState, params: RunParams): RunState {
  const assistant = findAssistant(world, params.assistant_id);
  const { script, scripts, expiresAfterMs, now } = world.settings;
  const own = scripts.get(assistant.id) ?? scripts.get(assistant.name ?? "");
  const state: RunState = {
    run: runObject(world, thread, assistant, params),
    thread,
    world,
    steps: new Map(),
    nextTurn: turnsOf(own ?? script),
    deadline: now() + expiresAfterMs,
    progress: null,
    step: null,
    message: null,
    retrieved: 0,
    streamedBy: null,
  };
  state.progress = begin(state);
  thread.runs.set(state.run.id, state);
  return state;
}

function runObject(
  world: World,
  { thread }: ThreadState,
  assistant: Assistant,
  params: RunParams,
): Run {
  const { now, expiresAfterMs } = world.settings;
  return {
    id: world.newId("run"),
    object: "thread.run",
    created_at: world.seconds(),
    assistant_id: assistant.id,
    thread_id: thread.id,
    status: "queued",
    started_at: null,
    expires_at: Math.floor((now() + expiresAfterMs) / 1000),
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    required_action: null,
    last_error: null,
    incomplete_details: null,
    usage: null,
    model: params.model ?? assistant.model,
    instructions: instructions(params, assistant.instructions),
    tools: params.tools ?? assistant.tools,
    metadata: params.metadata ?? {},
    temperature: params.temperature ?? assistant.temperature ?? 1,
    top_p: params.top_p ?? assistant.top_p ?? 1,
    max_completion_tokens: params.max_completion_tokens ?? null,
    max_prompt_tokens: params.max_prompt_tokens ?? null,
    truncation_strategy: { type: "auto", last_messages: null, ...params.truncation_strategy },
    response_format: params.response_format ?? assistant.response_format ?? "auto",
    tool_choice: params.tool_choice ?? "auto",
    parallel_tool_calls: params.parallel_tool_calls ?? true,
  };
}

function instructions(params: RunParams, ofAssistant: string | null): string {
  const all = [params.instructions ?? ofAssistant, params.additional_instructions];
  return all.filter((text) => text).join("\n");
}

/** The run that keeps its thread from changing. */
export function activeRun({ runs }: ThreadState): Run | undefined {
  for (const state of runs.values()) {
    expireIfDue(state);
    const { run } = state;
    if (cancellable.has(run.status) || run.status === "cancelling") return run;
  }
  return undefined;
}

/** What happens next, if anything does before the client acts. */
export function nextEvent(state: RunState): StreamEvent | undefined {
  expireIfDue(state);
  const next = state.progress?.next();
  return next === undefined || next.done ? undefined : next.value;
}

/** Someone retrieves the run: after enough of that it goes on to its next status. */
export function look(state: RunState): Run {
  const { run, world } = state;
  while (moving.has(run.status) && state.streamedBy === null) {
    if (state.retrieved < world.settings.polls) {
      state.retrieved += 1;
      return run;
    }
    state.retrieved = 0;
    const { status } = run;
    while (run.status === status && nextEvent(state) !== undefined);
  }
  return run;
}

/** The client hands in what the run asked for. Gives the events of that. */
export function submit(
  state: RunState,
  outputs: ToolOutputs["tool_outputs"],
): readonly StreamEvent[] {
  const { run, step } = state;
  if (run.status !== "requires_action") throw notWaiting(run.status);
  const calls = step?.step_details.type === "tool_calls" ? step.step_details.tool_calls : [];
  const expected = calls.map(({ id }) => id);
  const got = outputs.map(({ tool_call_id }) => tool_call_id ?? "");
  if (sorted(expected) !== sorted(got)) throw wrongOutputs(expected, got);
  for (const call of calls) {
    const answer = outputs.find(({ tool_call_id }) => tool_call_id === call.id);
    if (call.type === "function") call.function.output = answer?.output ?? null;
  }
  go(state, "queued", play(state));
  state.streamedBy = null;
  return step === null ? [] : [endStep(state, step, "completed")];
}

/** The client does not want the run any more. */
export function beginCancelling(state: RunState): Run {
  const { status } = state.run;
  if (!cancellable.has(status)) throw notCancellable(status);
  go(state, "cancelling", cancel(state));
  return state.run;
}

function go(state: RunState, status: Run["status"], progress: Iterator<StreamEvent>): void {
  state.run.status = status;
  state.run.required_action = null;
  state.retrieved = 0;
  state.progress = progress;
}

export function expireIfDue(state: RunState): void {
  const { run, world, deadline } = state;
  if (!cancellable.has(run.status) || world.settings.now() < deadline) return;
  state.progress = windDown(state, "expired").values();
}

const sorted = (ids: readonly string[]): string => JSON.stringify([...ids].sort());
