// What the server says of bodies and queries that do not fit the API's description.

import { describe, expect, test } from "vitest";
import { error, send, start } from "./start.js";

const thread = "/threads/thread_000000000000000000000001";
const run = `${thread}/runs/run_000000000000000000000001`;
const asked = { assistant_id: "asst_test" };

describe("a body", () => {
  test.each([
    [
      "/assistants",
      {},
      "model",
      "missing_required_parameter",
      "Missing required parameter: 'model'.",
    ],
    [
      "/assistants",
      { model: 4 },
      "model",
      "invalid_type",
      "Invalid type for 'model': expected a string, but got an integer instead.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", temperature: "warm" },
      "temperature",
      "invalid_type",
      "Invalid type for 'temperature': expected a decimal, but got a string instead.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", temperature: 2.5 },
      "temperature",
      "decimal_above_max_value",
      "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", name: "x".repeat(257) },
      "name",
      "string_above_max_length",
      "Invalid 'name': string too long. Expected a string with maximum length 256, but got a string with length 257 instead.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", tools: "all" },
      "tools",
      "invalid_type",
      "Invalid type for 'tools': expected an array of objects, but got a string instead.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", tools: Array.from({ length: 129 }, () => ({ type: "file_search" })) },
      "tools",
      "array_above_max_length",
      "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", tools: [{ type: "retrieval" }] },
      "tools[0].type",
      "invalid_value",
      "Invalid value: 'retrieval'. Supported values are: 'code_interpreter', 'function', and 'file_search'.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", tools: [{ type: "function", function: { name: "do it" } }] },
      "tools[0].function.name",
      "invalid_value",
      "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
    ],
    [
      "/assistants",
      { model: "gpt-4o", metadata: { owner: 1 } },
      "metadata.owner",
      "invalid_type",
      "Invalid type for 'metadata.owner': expected a string, but got an integer instead.",
    ],
    [
      "/threads",
      { messages: [{ role: "system", content: "Hello" }] },
      "messages[0].role",
      "invalid_value",
      "Invalid value: 'system'. Supported values are: 'user' and 'assistant'.",
    ],
    ["/threads", { title: "Hello" }, "title", "unknown_parameter", "Unknown parameter: 'title'."],
    [
      `${thread}/messages`,
      { role: "user", content: 5 },
      "content",
      "invalid_type",
      "Invalid type for 'content': expected one of a string or an array of objects, but got an integer instead.",
    ],
    [
      `${thread}/messages`,
      { role: "user", content: [] },
      "content",
      "empty_array",
      "Invalid 'content': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    ],
    [
      `${thread}/runs`,
      {},
      "assistant_id",
      "missing_required_parameter",
      "Missing required parameter: 'assistant_id'.",
    ],
    [
      `${thread}/runs`,
      { ...asked, stream: "yes" },
      "stream",
      "invalid_type",
      "Invalid type for 'stream': expected a boolean, but got a string instead.",
    ],
    [
      `${thread}/runs`,
      { ...asked, max_prompt_tokens: 10 },
      "max_prompt_tokens",
      "integer_below_min_value",
      "Invalid 'max_prompt_tokens': integer below minimum value. Expected a value >= 256, but got 10 instead.",
    ],
    [
      "/threads/runs",
      { ...asked, thread: { messages: [{ content: "Hello" }] } },
      "thread.messages[0].role",
      "missing_required_parameter",
      "Missing required parameter: 'thread.messages[0].role'.",
    ],
    [
      `${run}/submit_tool_outputs`,
      { outputs: [] },
      "tool_outputs",
      "missing_required_parameter",
      "Missing required parameter: 'tool_outputs'.",
    ],
    [
      `${run}/submit_tool_outputs`,
      { tool_outputs: [{ tool_call_id: "call_a", output: { temperature: 70 } }] },
      "tool_outputs[0].output",
      "invalid_type",
      "Invalid type for 'tool_outputs[0].output': expected a string, but got an object instead.",
    ],
    [
      `${run}/submit_tool_outputs`,
      { tool_outputs: [{ output: "70" }] },
      "tool_outputs[0].tool_call_id",
      "missing_required_parameter",
      "Missing required parameter: 'tool_outputs[0].tool_call_id'.",
    ],
  ])("to %s: %j names %s", async (path, body, param, code, message) => {
    const server = await start();
    await send(server, "POST", "/threads/runs", asked);
    const answer = await send(server, "POST", path, body);
    expect(answer).toMatchObject({ status: 400, body: error(message, code, param) });
  });

  test("that is no JSON", async () => {
    const answer = await send(await start(), "POST", "/threads", "{");
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain("We could not parse the JSON body");
  });
});

describe("a query", () => {
  test.each([
    [
      "limit=0",
      "limit",
      "integer_below_min_value",
      "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    ],
    [
      "limit=101",
      "limit",
      "integer_above_max_value",
      "Invalid 'limit': integer above maximum value. Expected a value <= 100, but got 101 instead.",
    ],
    [
      "limit=many",
      "limit",
      "invalid_type",
      "Invalid type for 'limit': expected an integer, but got a string instead.",
    ],
    [
      "order=newest",
      "order",
      "invalid_value",
      "Invalid value: 'newest'. Supported values are: 'asc' and 'desc'.",
    ],
  ])("with %s names what is wrong", async (query, param, code, message) => {
    const answer = await send(await start(), "GET", `/assistants?${query}`);
    expect(answer).toMatchObject({ status: 400, body: error(message, code, param) });
  });
});
