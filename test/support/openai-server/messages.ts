// The routes of messages.

import { lockedThread } from "./errors.js";
import type { Message, MessageParams } from "./objects.js";
import { page } from "./page.js";
import { createMessage, modifyMetadata } from "./params.js";
import type { Handler, Request } from "./reply.js";
import { activeRun } from "./run.js";
import { checked } from "./shape.js";
import { findThread, found, type ThreadState, type World } from "./world.js";

export function addMessage(world: World, state: ThreadState, params: MessageParams): Message {
  const at = world.seconds();
  const message: Message = {
    id: world.newId("msg"),
    object: "thread.message",
    created_at: at,
    assistant_id: null,
    thread_id: state.thread.id,
    run_id: null,
    status: "completed",
    incomplete_details: null,
    incomplete_at: null,
    completed_at: at,
    role: params.role,
    content: contentOf(params.content),
    attachments: params.attachments ?? [],
    metadata: params.metadata ?? {},
  };
  state.messages.set(message.id, message);
  return message;
}

function contentOf(content: MessageParams["content"]): Message["content"] {
  const parts = typeof content === "string" ? [{ type: "text" as const, text: content }] : content;
  return parts.map((part) =>
    part.type === "text" ? { type: "text", text: { value: part.text, annotations: [] } } : part,
  );
}

export const create: Handler = ({ world, ids, body }) => {
  const state = findThread(world, ids);
  const params = checked<MessageParams>(createMessage, body);
  const active = activeRun(state);
  if (active !== undefined) throw lockedThread(state.thread.id, active.id);
  return { body: addMessage(world, state, params) };
};

export const retrieve: Handler = (request) => ({ body: named(request) });

export const modify: Handler = (request) => {
  const message = named(request);
  const { metadata } = checked<Pick<MessageParams, "metadata">>(modifyMetadata, request.body);
  if (metadata !== undefined) message.metadata = metadata;
  return { body: message };
};

export const list: Handler = ({ world, ids, query }) => {
  const run = query.get("run_id");
  const messages = [...findThread(world, ids).messages.values()];
  const wanted = messages.filter((message) => run === null || message.run_id === run);
  return { body: page("message", wanted, query) };
};

export const remove: Handler = ({ world, ids }) => {
  const { messages } = findThread(world, ids);
  const { id } = found(messages, "message", ids.message);
  messages.delete(id);
  return { body: { id, object: "thread.message.deleted", deleted: true } };
};

const named = ({ world, ids }: Request): Message =>
  found(findThread(world, ids).messages, "message", ids.message);
