// Writes a reply: as one JSON body, or as a stream of server-sent events.

import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { StreamEvent } from "./objects.js";
import type { StreamReply } from "./reply.js";
import { nextEvent } from "./run.js";
import type { RunState } from "./world.js";

export function respondJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Streams the reply's events and what then happens in its run, up to `cutAfter` events. */
export async function respondStream(
  response: ServerResponse,
  { run: state, events }: StreamReply,
  cutAfter: number,
): Promise<void> {
  const { latencyMs } = state.world.settings;
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  state.streamedBy = response;
  let sent = 0;
  for (const event of happening(response, state, events)) {
    if (sent++ === cutAfter) response.destroy();
    if (response.destroyed) break;
    await write(response, event.event, JSON.stringify(event.data));
    // Others may ask for something in between.
    await pause(latencyMs);
  }
  // A run outlives its stream: who retrieves it moves it on.
  if (state.streamedBy === response) state.streamedBy = null;
  if (response.destroyed) return;
  await write(response, "done", "[DONE]");
  response.end();
}

function* happening(
  response: ServerResponse,
  state: RunState,
  events: readonly StreamEvent[],
): Generator<StreamEvent> {
  yield* events;
  while (state.streamedBy === response) {
    const event = nextEvent(state);
    if (event === undefined) return;
    yield event;
  }
}

async function write(response: ServerResponse, event: string, data: string): Promise<void> {
  await new Promise((resolve) => response.write(`event: ${event}\ndata: ${data}\n\n`, resolve));
}
