// Which handler answers which request.

import * as assistants from "./assistants.js";
import * as messages from "./messages.js";
import type { Handler } from "./reply.js";
import * as runs from "./runs.js";
import * as steps from "./steps.js";
import * as threads from "./threads.js";
import type { PathIds } from "./world.js";

const routes: readonly (readonly [method: string, path: string, handler: Handler])[] = [
  ["POST", "/assistants", assistants.create],
  ["GET", "/assistants", assistants.list],
  ["GET", "/assistants/:assistant", assistants.retrieve],
  ["POST", "/assistants/:assistant", assistants.modify],
  ["DELETE", "/assistants/:assistant", assistants.remove],
  ["POST", "/threads", threads.create],
  ["POST", "/threads/runs", runs.createWithThread],
  ["GET", "/threads/:thread", threads.retrieve],
  ["POST", "/threads/:thread", threads.modify],
  ["DELETE", "/threads/:thread", threads.remove],
  ["POST", "/threads/:thread/messages", messages.create],
  ["GET", "/threads/:thread/messages", messages.list],
  ["GET", "/threads/:thread/messages/:message", messages.retrieve],
  ["POST", "/threads/:thread/messages/:message", messages.modify],
  ["DELETE", "/threads/:thread/messages/:message", messages.remove],
  ["POST", "/threads/:thread/runs", runs.create],
  ["GET", "/threads/:thread/runs", runs.list],
  ["GET", "/threads/:thread/runs/:run", runs.retrieve],
  ["POST", "/threads/:thread/runs/:run", runs.modify],
  ["POST", "/threads/:thread/runs/:run/cancel", runs.cancel],
  ["POST", "/threads/:thread/runs/:run/submit_tool_outputs", runs.submitOutputs],
  ["GET", "/threads/:thread/runs/:run/steps", steps.list],
  ["GET", "/threads/:thread/runs/:run/steps/:step", steps.retrieve],
];

const patterns = routes.map(([method, path, handler]) => {
  const pattern = path.replaceAll(/:(\w+)/gu, "(?<$1>[^/]+)");
  return { method, pattern: new RegExp(`^${pattern}$`, "u"), handler };
});

/** The handler of a request, with the ids that its path (behind `/v1`) names. */
export function route(
  method: string,
  path: string,
): { readonly handler: Handler; readonly ids: PathIds } | undefined {
  for (const { method: wanted, pattern, handler } of patterns) {
    const match = method === wanted ? pattern.exec(path) : null;
    if (match === null) continue;
    const ids = Object.entries(match.groups ?? {}).map(([name, id]) => [name, decoded(id)]);
    return { handler, ids: Object.fromEntries(ids) };
  }
  return undefined;
}

/** An id that is no proper URI component is nobody's id. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
