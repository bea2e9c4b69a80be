// The routes of threads.

import { addMessage } from "./messages.js";
import type { ThreadChanges, ThreadParams } from "./objects.js";
import { createThread, modifyThread } from "./params.js";
import type { Handler } from "./reply.js";
import { toolResources } from "./resources.js";
import { checked } from "./shape.js";
import { findThread, type ThreadState, type World } from "./world.js";

export function newThread(world: World, params: ThreadParams): ThreadState {
  const state: ThreadState = {
    thread: {
      id: world.newId("thread"),
      object: "thread",
      created_at: world.seconds(),
      metadata: params.metadata ?? {},
      tool_resources: toolResources(world, params.tool_resources),
    },
    messages: new Map(),
    runs: new Map(),
  };
  for (const message of params.messages ?? []) addMessage(world, state, message);
  world.threads.set(state.thread.id, state);
  return state;
}

export const create: Handler = ({ world, body }) => ({
  body: newThread(world, checked<ThreadParams>(createThread, body)).thread,
});

export const retrieve: Handler = ({ world, ids }) => ({ body: findThread(world, ids).thread });

export const modify: Handler = ({ world, ids, body }) => {
  const { thread } = findThread(world, ids);
  const { metadata, tool_resources } = checked<ThreadChanges>(modifyThread, body);
  if (metadata !== undefined) thread.metadata = metadata;
  if (tool_resources !== undefined) thread.tool_resources = toolResources(world, tool_resources);
  return { body: thread };
};

export const remove: Handler = ({ world, ids }) => {
  const { id } = findThread(world, ids).thread;
  world.threads.delete(id);
  return { body: { id, object: "thread.deleted", deleted: true } };
};
