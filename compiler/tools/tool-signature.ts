// What a reader of tool definitions finds out: names and argument types, and where they stand.

import type { Range, SourceFile } from "../source/source-file.js";
import type { Definitions, ObjectType } from "./argument-type.js";

/** One tool of the application. */
export interface ToolSignature {
  readonly name: string;
  readonly description: string | null;
  /** The root is always an object: a call's arguments by name. */
  readonly parameters: ObjectType;
  /** The types in it that are referred to by name. */
  readonly definitions: Definitions;
  /** OpenAI's `strict` flag where the definition has one. */
  readonly strict: boolean | null;
  readonly origin: ToolOrigin;
}

/** Where a tool is defined, and how generated types can refer to it. */
export interface ToolOrigin {
  readonly file: SourceFile;
  readonly range: Range;
  /** Absolute path of the file. */
  readonly path: string;
  /** Null where tsc cannot see the arguments: JSON, evaluated modules, `ChatCompletionTool[]`. */
  readonly link: ToolLink | null;
  /** The further links, where the tool is defined more than once. */
  readonly twins?: readonly ToolLink[];
}

/** How a type in the tools module leads to a tool's arguments. */
export interface ToolLink {
  /**
   * `value`: the export is the tool: a function, a schema, what an SDK's `tool(…)` gives, or one definition.
   * `list`: it is a list of definitions that bear their names. `map`: an object that has the tool under its name.
   * `method`: a class or an object that has the tool as its method.
   */
  readonly form: "value" | "list" | "map" | "method";
  /** Absolute path of the module that exports it: the one that the policy names. */
  readonly module: string;
  /** The exported name. */
  readonly name: string;
  /** True where the type does not say what the tool is called, though its definition does. */
  readonly hidesName?: true;
  /** What stands beside the tool and is none, though its type looks as if it were. */
  readonly beside?: readonly string[];
}
