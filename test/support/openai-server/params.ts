// The shape of every request body, as OpenAI's API description has it.

import type { Shape } from "./shape.js";

const text: Shape = { is: "string" };
const upTo = (max: number): Shape => ({ is: "string", max, nullable: true });
const oneOf = (...values: readonly string[]): Shape => ({ is: "string", values });
const listOf = (items: Shape, max = Number.POSITIVE_INFINITY): Shape => ({
  is: "array",
  items,
  max,
});
const record = (
  fields: Readonly<Record<string, Shape>>,
  ...required: readonly string[]
): Shape => ({
  is: "object",
  fields,
  required,
});
const nullable = (shape: Shape): Shape => ({ ...shape, nullable: true });
const body = (fields: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape => ({
  is: "object",
  fields,
  required,
  closed: true,
});

const metadata: Shape = { is: "map", max: 16, nullable: true };
const temperature: Shape = { is: "decimal", min: 0, max: 2, nullable: true };
const topP: Shape = { is: "decimal", min: 0, max: 1, nullable: true };
const flag: Shape = { is: "boolean" };
const tokens: Shape = { is: "integer", min: 256, nullable: true };

const functionTool = record(
  {
    function: record(
      {
        name: { is: "string", max: 64, pattern: /^[a-zA-Z0-9_-]+$/u },
        description: text,
        parameters: record({}),
        strict: nullable(flag),
      },
      "name",
    ),
  },
  "function",
);

const fileSearchTool = record({
  file_search: record({
    max_num_results: { is: "integer", min: 1, max: 50 },
    ranking_options: record(
      {
        ranker: oneOf("auto", "default_2024_08_21"),
        score_threshold: { is: "decimal", min: 0, max: 1 },
      },
      "score_threshold",
    ),
  }),
});

const tool: Shape = {
  is: "tagged",
  types: { code_interpreter: record({}), function: functionTool, file_search: fileSearchTool },
};

const toolResources = nullable(
  record({
    code_interpreter: record({ file_ids: listOf(text, 20) }),
    file_search: record({
      vector_store_ids: listOf(text, 1),
      vector_stores: listOf(record({}), 1),
    }),
  }),
);

const responseFormat: Shape = {
  is: "either",
  of: [
    oneOf("auto"),
    {
      is: "tagged",
      types: {
        text: record({}),
        json_object: record({}),
        json_schema: record(
          {
            json_schema: record(
              { name: text, description: text, schema: record({}), strict: nullable(flag) },
              "name",
            ),
          },
          "json_schema",
        ),
      },
    },
  ],
  nullable: true,
};

const image = (reference: "file_id" | "url", shape: Shape): Shape =>
  record({ [reference]: shape, detail: oneOf("auto", "low", "high") }, reference);

const contentPart: Shape = {
  is: "tagged",
  types: {
    text: record({ text }, "text"),
    image_file: record({ image_file: image("file_id", text) }, "image_file"),
    image_url: record(
      { image_url: image("url", { is: "string", pattern: /^https?:\/\/[^\s]+$/u }) },
      "image_url",
    ),
  },
};

const attachment = record(
  {
    file_id: text,
    tools: listOf({
      is: "tagged",
      types: { code_interpreter: record({}), file_search: record({}) },
    }),
  },
  "file_id",
  "tools",
);

export const createMessage = body(
  {
    role: oneOf("user", "assistant"),
    content: { is: "either", of: [text, { is: "array", items: contentPart, min: 1 }] },
    attachments: nullable(listOf(attachment)),
    metadata,
  },
  "role",
  "content",
);

const assistant = {
  model: text,
  name: upTo(256),
  description: upTo(512),
  instructions: upTo(256_000),
  reasoning_effort: nullable(oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
  tools: listOf(tool, 128),
  tool_resources: toolResources,
  metadata,
  temperature,
  top_p: topP,
  response_format: responseFormat,
};

export const createAssistant = body(assistant, "model");
export const modifyAssistant = body(assistant);

const thread = { messages: listOf(createMessage), tool_resources: toolResources, metadata };

export const createThread = body(thread);
export const modifyThread = body({ tool_resources: toolResources, metadata });
export const modifyMetadata = body({ metadata });

const run = {
  assistant_id: text,
  model: nullable(text),
  instructions: upTo(256_000),
  tools: nullable(listOf(tool, 20)),
  metadata,
  temperature,
  top_p: topP,
  stream: nullable(flag),
  max_prompt_tokens: tokens,
  max_completion_tokens: tokens,
  truncation_strategy: nullable(
    record(
      {
        type: oneOf("auto", "last_messages"),
        last_messages: { is: "integer", min: 1, nullable: true },
      },
      "type",
    ),
  ),
  tool_choice: nullable({
    is: "either",
    of: [
      oneOf("none", "auto", "required"),
      {
        is: "tagged",
        types: {
          function: record({ function: record({ name: text }, "name") }),
          code_interpreter: record({}),
          file_search: record({}),
        },
      },
    ],
  }),
  parallel_tool_calls: flag,
  response_format: responseFormat,
};

export const createRun = body(
  {
    ...run,
    reasoning_effort: assistant.reasoning_effort,
    additional_instructions: upTo(256_000),
    additional_messages: nullable(listOf(createMessage)),
  },
  "assistant_id",
);

export const createThreadAndRun = body(
  { ...run, thread: body(thread), tool_resources: toolResources },
  "assistant_id",
);

export const submitToolOutputs = body(
  {
    tool_outputs: listOf(record({ tool_call_id: text, output: text }, "tool_call_id")),
    stream: nullable(flag),
  },
  "tool_outputs",
);
