// The files that assistants and threads give their tools.

import type { AssistantParams, ToolResources } from "./objects.js";
import type { World } from "./world.js";

/** A vector store that a request asks to be made is one more id. */
export function toolResources(
  world: World,
  params: AssistantParams["tool_resources"],
): ToolResources {
  const { code_interpreter, file_search } = params ?? {};
  const stores = file_search?.vector_stores?.map(() => world.newId("vs"));
  const vector_store_ids = file_search?.vector_store_ids ?? stores ?? [];
  return {
    ...(code_interpreter && { code_interpreter: { file_ids: code_interpreter.file_ids ?? [] } }),
    ...(file_search && { file_search: { vector_store_ids } }),
  };
}
