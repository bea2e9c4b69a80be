// The openai package in its four majors, each called the way that major wants it.

import OpenAI4 from "openai4";
import OpenAI5 from "openai5";
import OpenAI6 from "openai6";
import OpenAI7 from "openai7";

type Metadata = { readonly metadata: Record<string, string> };
type Outputs = OpenAI7.Beta.Threads.RunSubmitToolOutputsParamsNonStreaming["tool_outputs"];
type StepQuery = Omit<OpenAI7.Beta.Threads.Runs.StepListParams, "thread_id">;

/** From 5 on a call takes one id, and the others with its parameters. */
function named(client: OpenAI7) {
  const { assistants, threads } = client.beta;
  const { messages, runs } = threads;
  return {
    assistants,
    threads,
    messages,
    runs,
    deleteAssistant: (id: string) => assistants.delete(id),
    deleteThread: (id: string) => threads.delete(id),
    message: (thread_id: string, id: string) => messages.retrieve(id, { thread_id }),
    updateMessage: (thread_id: string, id: string, body: Metadata) =>
      messages.update(id, { thread_id, ...body }),
    deleteMessage: (thread_id: string, id: string) => messages.delete(id, { thread_id }),
    run: (thread_id: string, id: string) => runs.retrieve(id, { thread_id }),
    updateRun: (thread_id: string, id: string, body: Metadata) =>
      runs.update(id, { thread_id, ...body }),
    cancel: (thread_id: string, id: string) => runs.cancel(id, { thread_id }),
    submit: (thread_id: string, id: string, tool_outputs: Outputs) =>
      runs.submitToolOutputs(id, { thread_id, tool_outputs }),
    submitAndPoll: (thread_id: string, id: string, tool_outputs: Outputs) =>
      runs.submitToolOutputsAndPoll(id, { thread_id, tool_outputs }),
    submitStream: (thread_id: string, id: string, tool_outputs: Outputs) =>
      runs.submitToolOutputsStream(id, { thread_id, tool_outputs }),
    steps: (thread_id: string, run: string, query: StepQuery = {}) =>
      runs.steps.list(run, { thread_id, ...query }),
    step: (thread_id: string, run_id: string, id: string) =>
      runs.steps.retrieve(id, { thread_id, run_id }),
  };
}

export type Client = ReturnType<typeof named>;

/** 4 takes all ids in a row. */
function positional(client: OpenAI4): Client {
  const { assistants, threads } = client.beta;
  const { messages, runs } = threads;
  const calls = {
    assistants,
    threads,
    messages,
    runs,
    deleteAssistant: (id: string) => assistants.del(id),
    deleteThread: (id: string) => threads.del(id),
    message: (thread: string, id: string) => messages.retrieve(thread, id),
    updateMessage: (thread: string, id: string, body: Metadata) =>
      messages.update(thread, id, body),
    deleteMessage: (thread: string, id: string) => messages.del(thread, id),
    run: (thread: string, id: string) => runs.retrieve(thread, id),
    updateRun: (thread: string, id: string, body: Metadata) => runs.update(thread, id, body),
    cancel: (thread: string, id: string) => runs.cancel(thread, id),
    submit: (thread: string, id: string, tool_outputs: Outputs) =>
      runs.submitToolOutputs(thread, id, { tool_outputs }),
    submitAndPoll: (thread: string, id: string, tool_outputs: Outputs) =>
      runs.submitToolOutputsAndPoll(thread, id, { tool_outputs }),
    submitStream: (thread: string, id: string, tool_outputs: Outputs) =>
      runs.submitToolOutputsStream(thread, id, { tool_outputs }),
    steps: (thread: string, run: string, query: StepQuery = {}) =>
      runs.steps.list(thread, run, query),
    step: (thread: string, run: string, id: string) => runs.steps.retrieve(thread, run, id),
  };
  // INVARIANT: of `assistants` to `runs` the tests call only what takes the same arguments in all majors.
  return calls as unknown as Client;
}

const options = { apiKey: "none", maxRetries: 0 };

// INVARIANT: 5, 6 and 7 have the same calls; only their classes are not each other's.
const like7 = (client: OpenAI5 | OpenAI6): OpenAI7 => client as unknown as OpenAI7;

/** Each major under its name, to be connected to a server. */
export const majors: readonly (readonly [name: string, connect: (url: string) => Client])[] = [
  ["openai 4", (baseURL) => positional(new OpenAI4({ ...options, baseURL }))],
  ["openai 5", (baseURL) => named(like7(new OpenAI5({ ...options, baseURL })))],
  ["openai 6", (baseURL) => named(like7(new OpenAI6({ ...options, baseURL })))],
  ["openai 7", (baseURL) => named(new OpenAI7({ ...options, baseURL }))],
];
