// What a request is, and what its handler answers.

import type { StreamEvent } from "./objects.js";
import type { PathIds, RunState, World } from "./world.js";

export interface Request {
  readonly world: World;
  readonly ids: PathIds;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface JsonReply {
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** These events, and then what happens in the run, as it happens. */
export interface StreamReply {
  readonly events: readonly StreamEvent[];
  readonly run: RunState;
}

export type Reply = JsonReply | StreamReply;

export type Handler = (request: Request) => Reply;
