// The four majors of the openai package, and a thread on a server for one of them to run on.

import type { ToolOutput } from "@authensor/safeclaw-runtime/openai";
import OpenAI4, { AzureOpenAI as Azure4, type ClientOptions as Options4 } from "openai4";
import OpenAI5, { AzureOpenAI as Azure5 } from "openai5";
import OpenAI6, { AzureOpenAI as Azure6 } from "openai6";
import OpenAI7, { AzureOpenAI as Azure7 } from "openai7";
import { onTestFinished } from "vitest";
import { type OpenAIServerOptions, startOpenAIServer } from "../support/openai-server/server.js";

export type Fetch = typeof globalThis.fetch;

const settings = (baseURL: string) => ({ baseURL, apiKey: "none", maxRetries: 0 });
const azure = { endpoint: "https://azure.test", apiVersion: "2025-04-01", apiKey: "none" };

// INVARIANT: node-fetch's types are not the platform's, but openai 4 takes either.
const fetch4 = (fetch: Fetch | undefined) => fetch as Options4["fetch"];

/** Each with its own fetch, which is node-fetch for 4, or with one that a test puts between. */
export const majors = [
  {
    major: 4,
    connect: (url: string, fetch?: Fetch) =>
      new OpenAI4({ ...settings(url), fetch: fetch4(fetch) }),
    connectAzure: (fetch: Fetch) => new Azure4({ ...azure, fetch: fetch4(fetch) }),
  },
  {
    major: 5,
    connect: (url: string, fetch?: Fetch) => new OpenAI5({ ...settings(url), fetch }),
    connectAzure: (fetch: Fetch) => new Azure5({ ...azure, fetch }),
  },
  {
    major: 6,
    connect: (url: string, fetch?: Fetch) => new OpenAI6({ ...settings(url), fetch }),
    connectAzure: (fetch: Fetch) => new Azure6({ ...azure, fetch }),
  },
  {
    major: 7,
    connect: (url: string, fetch?: Fetch) => new OpenAI7({ ...settings(url), fetch }),
    connectAzure: (fetch: Fetch) => new Azure7({ ...azure, fetch }),
  },
] as const;

/** A server that ends with the test, a thread on it, and what the model was told. */
export async function openThread(options: OpenAIServerOptions = {}) {
  const server = await startOpenAIServer({
    assistants: { asst_shop: { model: "test" } },
    ...options,
  });
  onTestFinished(() => server.close());
  // Sets the scene and looks on. The client under test is another.
  const admin = new OpenAI7(settings(server.url));
  const thread = await admin.beta.threads.create();
  const sent = (path: RegExp) => server.journal.filter((request) => path.test(request.path));
  return {
    server,
    admin,
    threadId: thread.id,
    startRun: async (assistantId = "asst_shop") => {
      const run = await admin.beta.threads.runs.create(thread.id, { assistant_id: assistantId });
      return { threadId: thread.id, runId: run.id };
    },
    /** How the thread's runs stand, the newest first. Looking at a run moves it on. */
    statuses: async () => {
      const { data: runs } = await admin.beta.threads.runs.list(thread.id);
      const looks = runs.map(({ id }) =>
        admin.beta.threads.runs.retrieve(id, { thread_id: thread.id }),
      );
      return (await Promise.all(looks)).map(({ status }) => status);
    },
    /** The bodies of all submitted outputs. */
    submitted: () =>
      // INVARIANT: the server refuses other bodies, and the tests look at what was accepted.
      sent(/\/submit_tool_outputs$/u).map(({ body }) => body as { tool_outputs: ToolOutput[] }),
    cancels: () => sent(/\/cancel$/u).length,
  };
}
