// The routes of runs.

import { busyThread } from "./errors.js";
import { addMessage } from "./messages.js";
import type { RunParams, StreamEvent, ThreadAndRunParams, ToolOutputs } from "./objects.js";
import { page } from "./page.js";
import { createRun, createThreadAndRun, modifyMetadata, submitToolOutputs } from "./params.js";
import type { Handler, Reply, Request } from "./reply.js";
import { activeRun, beginCancelling, expireIfDue, look, newRun, submit } from "./run.js";
import { checked } from "./shape.js";
import { newThread } from "./threads.js";
import { findAssistant, findThread, found, type RunState } from "./world.js";

export const create: Handler = ({ world, ids, body }) => {
  const state = findThread(world, ids);
  const params = checked<RunParams>(createRun, body);
  findAssistant(world, params.assistant_id);
  const active = activeRun(state);
  if (active !== undefined) throw busyThread(state.thread.id, active.id);
  for (const message of params.additional_messages ?? []) addMessage(world, state, message);
  const run = newRun(world, state, params);
  return reply(run, params.stream);
};

export const createWithThread: Handler = ({ world, body }) => {
  const { thread = {}, ...params } = checked<ThreadAndRunParams>(createThreadAndRun, body);
  findAssistant(world, params.assistant_id);
  const state = newThread(world, thread);
  const run = newRun(world, state, params);
  return reply(run, params.stream, [{ event: "thread.created", data: state.thread }]);
};

/** Says how soon to ask again, as the openai package understands it: at once. */
export const retrieve: Handler = (request) => ({
  body: look(runOf(request)),
  headers: { "openai-poll-after-ms": "1" },
});

export const modify: Handler = (request) => {
  const { run } = runOf(request);
  const { metadata } = checked<Pick<RunParams, "metadata">>(modifyMetadata, request.body);
  if (metadata !== undefined) run.metadata = metadata;
  return { body: run };
};

export const list: Handler = ({ world, ids, query }) => {
  const states = [...findThread(world, ids).runs.values()];
  for (const state of states) expireIfDue(state);
  const runs = states.map(({ run }) => run);
  return { body: page("run", runs, query) };
};

export const cancel: Handler = (request) => ({ body: beginCancelling(runOf(request)) });

export const submitOutputs: Handler = (request) => {
  const state = runOf(request);
  const { tool_outputs, stream } = checked<ToolOutputs>(submitToolOutputs, request.body);
  return reply(state, stream, submit(state, tool_outputs));
};

/** The run that the path names. */
export function runOf({ world, ids }: Request): RunState {
  const state = found(findThread(world, ids).runs, "run", ids.run);
  expireIfDue(state);
  return state;
}

function reply(
  state: RunState,
  stream: boolean | null | undefined,
  events: readonly StreamEvent[] = [],
): Reply {
  return stream ? { run: state, events } : { body: state.run };
}
