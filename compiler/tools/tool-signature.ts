// What a reader of tool definitions finds out: names and argument types, and where they stand.

import type { Range, SourceFile } from "../source/source-file.js";
import type { ObjectType } from "./argument-type.js";

/** One tool of the application. */
export interface ToolSignature {
  readonly name: string;
  readonly description: string | null;
  /** The root is always an object: a call's arguments by name. */
  readonly parameters: ObjectType;
  /** OpenAI's `strict` flag where the definition has one. */
  readonly strict: boolean | null;
  readonly origin: ToolOrigin;
}

/** Where a tool is defined, and how generated types can refer to it. */
export interface ToolOrigin {
  /** `json`: tsc cannot see it. `function`: an exported function of a module. `zod`: an exported zod schema. */
  readonly kind: "json" | "function" | "zod";
  readonly file: SourceFile;
  readonly range: Range;
  /** Absolute path of the file. */
  readonly path: string;
}
