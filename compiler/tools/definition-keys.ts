// The keys of tool definitions, in all the shapes that APIs and SDKs give them.

/** Where each shape has a tool's argument schema: OpenAI's, MCP's and Anthropic's word for it. */
export const schemaKeys: readonly string[] = ["parameters", "inputSchema", "input_schema"];

export const definitionKeys: readonly string[] = [
  "type",
  "function",
  "name",
  "description",
  "strict",
  ...schemaKeys,
];

/** What MCP has beside a tool's arguments, and is no misspelling of one of those. */
export const resultKey = "outputSchema";
