// Servers that end with the test that started them, and what tests do with them again and again.

import { onTestFinished } from "vitest";
import {
  type OpenAIServer,
  type OpenAIServerOptions,
  startOpenAIServer,
} from "../support/openai-server/server.js";

/** A server with the assistant `asst_test`, and a clock of its own that stands still. */
export async function start(
  options: OpenAIServerOptions = {},
): Promise<OpenAIServer & { readonly pass: (milliseconds: number) => void }> {
  let time = Date.UTC(2026, 0, 1);
  const server = await startOpenAIServer({
    assistants: { asst_test: { model: "gpt-4o", instructions: "Be brief." } },
    now: () => time,
    ...options,
  });
  onTestFinished(() => server.close());
  return {
    ...server,
    pass: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** A request without a client in between: its status and its body, parsed if it is JSON. */
export async function send(
  server: OpenAIServer,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = { "openai-beta": "assistants=v2" },
): Promise<{ readonly status: number; readonly type: string; readonly body: unknown }> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const type = response.headers.get("content-type") ?? "";
  const json = type.startsWith("application/json");
  return { status: response.status, type, body: await (json ? response.json() : response.text()) };
}

/** The names of the events in the text of a stream. */
export const eventNames = (stream: unknown): readonly string[] =>
  [...String(stream).matchAll(/^event: (.*)$/gmu)].map(([, name]) => String(name));

/** The body of a refusal. */
export const error = (
  message: string,
  code: string | null = null,
  param: string | null = null,
) => ({
  error: { message, type: "invalid_request_error", param, code },
});
