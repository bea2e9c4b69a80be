// A stand-in for OpenAI's Assistants API (v2), for tests: real HTTP, real server-sent events, a scripted model.

import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { newAssistant } from "./assistants.js";
import { ApiError, malformedJson, missingBeta, unknownUrl } from "./errors.js";
import type { AssistantParams } from "./objects.js";
import { respondJson, respondStream } from "./respond.js";
import { route } from "./routes.js";
import type { Script } from "./script.js";
import { createWorld, type World } from "./world.js";

export type { Script, ScriptedCall, Turn } from "./script.js";

export interface OpenAIServerOptions {
  /** What the model does in each run of an assistant that has no script of its own. Default: says "Done.". */
  readonly script?: Script;
  /** The scripts of single assistants, by id or name. */
  readonly scripts?: Readonly<Record<string, Script>>;
  /** Assistants that are there from the start, by the id that the test wants. Default: none. */
  readonly assistants?: Readonly<Record<string, AssistantParams>>;
  /**
   * How many retrieves see a run `queued`, and again `in_progress` (or `cancelling`), before it moves on. Nothing
   * else moves a run that is not streamed. Default 0: the first retrieve sees where the run stops.
   */
  readonly polls?: number;
  /** How long a run may take before it expires. Default: ten minutes, as with OpenAI. */
  readonly expiresAfterMs?: number;
  /** How long the server waits before each answer and after each event of a stream. Default 0. */
  readonly latencyMs?: number;
  /** After how many events a stream's connection breaks off: of every stream, or of stream number n, from 0. */
  readonly cutAfter?: number | ((stream: number) => number);
  /** The clock, in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/** One request that reached the server. */
export interface JournalEntry {
  readonly method: string;
  /** Without `/v1` and the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed; `undefined` where there was none, or no JSON. */
  readonly body: unknown;
  /** What it was answered with. */
  readonly status: number;
}

export interface OpenAIServer {
  /** The `baseURL` for the client. */
  readonly url: string;
  /** Every request so far, in the order they came. */
  readonly journal: readonly JournalEntry[];
  /** Breaks off what is still open. */
  close(): Promise<void>;
}

/** Listens on a free port of this machine, with no key and no limits. */
export async function startOpenAIServer(options: OpenAIServerOptions = {}): Promise<OpenAIServer> {
  const { cutAfter = Number.POSITIVE_INFINITY } = options;
  const world = createWorld({
    script: options.script ?? [],
    scripts: new Map(Object.entries(options.scripts ?? {})),
    polls: options.polls ?? 0,
    expiresAfterMs: options.expiresAfterMs ?? 600_000,
    latencyMs: options.latencyMs ?? 0,
    cutAfter: typeof cutAfter === "number" ? () => cutAfter : cutAfter,
    now: options.now ?? Date.now,
  });
  for (const [id, params] of Object.entries(options.assistants ?? {})) {
    newAssistant(world, id, params);
  }
  const journal: JournalEntry[] = [];
  const answer = listener(world, journal);
  const server = createServer((request, response) => {
    // A client that breaks off while it sends is not answered.
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    journal,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listener(world: World, journal: JournalEntry[]) {
  let streams = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, search, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const { method = "", headers } = request;
    const path = pathname.replace(/^\/v1/u, "");
    const sent = await text(request);
    const entry = { method, path, query: search, headers, body: json(sent), status: 200 };
    journal.push(entry);
    response.setHeader("x-request-id", `req_${journal.length}`);
    await pause(world.settings.latencyMs);
    try {
      const found = pathname.startsWith("/v1/") ? route(method, path) : undefined;
      if (found === undefined) throw unknownUrl(method, pathname);
      if (!String(headers["openai-beta"]).includes("assistants=v2")) throw missingBeta();
      if (sent !== "" && entry.body === undefined) throw malformedJson();
      const { handler, ids } = found;
      const reply = handler({ world, ids, query: searchParams, body: entry.body ?? {} });
      if ("body" in reply) respondJson(response, 200, reply.body, reply.headers);
      else await respondStream(response, reply, world.settings.cutAfter(streams++));
    } catch (error) {
      const refusal = error instanceof ApiError ? error : new ApiError(500, String(error));
      entry.status = refusal.status;
      respondJson(response, refusal.status, refusal.body);
    }
  };
}

function json(sent: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return undefined;
  }
}
