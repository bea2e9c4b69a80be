// What a tool definition looks like on each API surface of the `openai` package, 4 to 7.

/** A function of the application, as the Assistants and the Chat Completions API take it. */
export interface FunctionTool {
  type: "function";
  function: {
    name: string;
    description?: string;
    parameters?: Record<string, unknown>;
    strict?: boolean | null;
  };
}

/** A tool that runs on the provider's side. */
export interface BuiltinTool {
  type: "code_interpreter" | "file_search";
}

/** What `assistants.create` and `runs.create` take as one of their `tools`. */
export type AssistantTool = FunctionTool | BuiltinTool;

/** What `responses.create` takes. It searches files only in vector stores that the application names itself. */
export type ResponsesTool =
  | {
      type: "function";
      name: string;
      description?: string;
      parameters: Record<string, unknown>;
      strict: boolean;
    }
  | { type: "code_interpreter"; container: { type: "auto" } };

/** One of the `tools` that each surface takes. */
export interface ToolsBySurface {
  assistants: AssistantTool;
  chat: FunctionTool;
  responses: ResponsesTool;
}

export type Surface = keyof ToolsBySurface;

/** A function of the application, before it has the shape of a surface. */
export interface FunctionDefinition {
  readonly name: string;
  readonly description?: string;
  readonly parameters: ParametersSchema;
  readonly strict?: boolean;
}

/** The JSON Schema of a function's arguments. */
export interface ParametersSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** How the tools of one surface are made. */
export interface Shape<Tool> {
  readonly function: (definition: FunctionDefinition) => Tool;
  /** None where the surface has no such tool, or where it needs what only the application knows. */
  readonly builtin: (type: BuiltinTool["type"]) => readonly Tool[];
}

const nested = (definition: FunctionDefinition): FunctionTool => ({
  type: "function",
  function: definition,
});

export const shapes: { readonly [Of in Surface]: Shape<ToolsBySurface[Of]> } = {
  assistants: { function: nested, builtin: (type) => [{ type }] },
  chat: { function: nested, builtin: () => [] },
  responses: {
    // Where nothing is said, this surface would rewrite the schema to be strict, and ask for optional arguments.
    function: ({ strict = false, ...definition }) => ({ type: "function", ...definition, strict }),
    builtin: (type) => (type === "code_interpreter" ? [{ type, container: { type: "auto" } }] : []),
  },
};
