// Calls a client's runs in the way its major wants, the one place that knows the majors apart.
//
// openai 4 takes (threadId, runId, body, options), 5 and later (runId, { thread_id, ...body }, options). Called the wrong
// way, a request goes to a path that does not exist, possibly after handlers ran; so we ask before the first request:
// 1. the client's own `getUserAgent()`, "OpenAI/JS 4.104.0". All four majors have it, and it answers through subclasses
//    (AzureOpenAI) and proxies.
// 2. where it is gone (a wrapper that spreads the client): how many parameters `submitToolOutputs` declares, 4 or 3.
// 3. otherwise: an error. We do not guess.

import { GuardedRunError } from "./guarded-run-error.js";
import type { AssistantsClient, EventLike, RunLike, ToolOutput } from "./structural.js";

/** Which run. */
export interface RunAddress {
  readonly threadId: string;
  readonly runId: string;
}

/** Request options that all majors know. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: number;
  readonly maxRetries?: number;
}

/** The runs of one client, called alike for all majors. */
export interface Runs {
  stream(
    threadId: string,
    body: object,
    options: RequestOptions,
  ): Promise<AsyncIterable<EventLike>>;
  retrieve(run: RunAddress, options: RequestOptions): Promise<RunLike>;
  submit(run: RunAddress, outputs: ToolOutput[], options: RequestOptions): Promise<RunLike>;
  submitAndStream(
    run: RunAddress,
    outputs: ToolOutput[],
    options: RequestOptions,
  ): Promise<AsyncIterable<EventLike>>;
  cancel(run: RunAddress, options: RequestOptions): Promise<RunLike>;
}

export function connect(client: AssistantsClient): Runs {
  const address = takesThreadFirst(client) ? threadFirst : threadNamed;
  // INVARIANT: the parameters are those of the major found above, and what returns is read as the SDK's own types say
  // (test/openai runs every call against the four real clients).
  const runs = client.beta.threads.runs as unknown as Record<
    keyof AssistantsClient["beta"]["threads"]["runs"],
    <Answer>(...args: readonly unknown[]) => Promise<Answer>
  >;
  return {
    stream: async (threadId, body, options) =>
      runs.create(threadId, { ...body, stream: true }, options),
    retrieve: async (run, options) => runs.retrieve(...address(run), options),
    submit: async (run, outputs, options) =>
      runs.submitToolOutputs(...address(run, { tool_outputs: outputs }), options),
    submitAndStream: async (run, outputs, options) =>
      runs.submitToolOutputs(...address(run, { tool_outputs: outputs, stream: true }), options),
    cancel: async (run, options) => runs.cancel(...address(run), options),
  };
}

const threadFirst = ({ threadId, runId }: RunAddress, ...body: readonly object[]) => [
  threadId,
  runId,
  ...body,
];

const threadNamed = ({ threadId, runId }: RunAddress, body: object = {}) => [
  runId,
  { thread_id: threadId, ...body },
];

function takesThreadFirst(client: AssistantsClient): boolean {
  const major = declaredMajor(client);
  if (major !== null) return major < 5;
  const parameters = client.beta.threads.runs.submitToolOutputs.length;
  if (parameters === 4) return true;
  if (parameters === 3) return false;
  throw new GuardedRunError(
    "unknown-client",
    "cannot tell which major of openai this client is: pass the client itself, or give its wrapper a getUserAgent() that answers as the client does",
  );
}

function declaredMajor(client: AssistantsClient): number | null {
  const getUserAgent: unknown = Reflect.get(client, "getUserAgent");
  if (typeof getUserAgent !== "function") return null;
  const agent: unknown = getUserAgent.call(client);
  const major = typeof agent === "string" ? /\/JS (\d+)\./u.exec(agent)?.[1] : undefined;
  return major === undefined ? null : Number(major);
}
