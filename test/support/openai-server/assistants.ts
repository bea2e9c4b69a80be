// The routes of assistants.

import type { Assistant, AssistantChanges, AssistantParams } from "./objects.js";
import { page } from "./page.js";
import { createAssistant, modifyAssistant } from "./params.js";
import type { Handler, Request } from "./reply.js";
import { toolResources } from "./resources.js";
import { checked } from "./shape.js";
import { findAssistant, type World } from "./world.js";

/** An assistant as the API would have made it, under `id`. */
export function newAssistant(world: World, id: string, params: AssistantParams): Assistant {
  const assistant: Assistant = {
    id,
    object: "assistant",
    created_at: world.seconds(),
    name: params.name ?? null,
    description: params.description ?? null,
    model: params.model,
    instructions: params.instructions ?? null,
    tools: params.tools ?? [],
    tool_resources: toolResources(world, params.tool_resources),
    metadata: params.metadata ?? {},
    temperature: params.temperature ?? 1,
    top_p: params.top_p ?? 1,
    response_format: params.response_format ?? "auto",
  };
  world.assistants.set(id, assistant);
  return assistant;
}

export const create: Handler = ({ world, body }) => ({
  body: newAssistant(world, world.newId("asst"), checked<AssistantParams>(createAssistant, body)),
});

export const retrieve: Handler = (request) => ({ body: named(request) });

export const modify: Handler = (request) => {
  const assistant = named(request);
  const changes = checked<AssistantChanges>(modifyAssistant, request.body);
  const { reasoning_effort: _, tool_resources, ...rest } = changes;
  Object.assign(assistant, rest);
  if (tool_resources !== undefined) {
    assistant.tool_resources = toolResources(request.world, tool_resources);
  }
  return { body: assistant };
};

export const list: Handler = ({ world, query }) => ({
  body: page("assistant", world.assistants.values(), query),
});

export const remove: Handler = (request) => {
  const { id } = named(request);
  request.world.assistants.delete(id);
  return { body: { id, object: "assistant.deleted", deleted: true } };
};

const named = ({ world, ids }: Request): Assistant => findAssistant(world, ids.assistant);
