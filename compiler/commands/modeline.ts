// The comment by which a policy names its schema, as yaml-language-server reads it.

import { join } from "node:path";
import { editorSchemaPath } from "../emit/emit-editor-schema.js";
import { displayPath } from "../source/project.js";

const start = "# yaml-language-server: $schema=";

/** The line for a policy in this folder whose output goes there; absolute paths. */
export function modelineFor(folder: string, output: string): string {
  const way = displayPath(join(output, editorSchemaPath), folder);
  return `${start}${way.startsWith(".") ? way : `./${way}`}`;
}

export function namesSchema(policy: string): boolean {
  return policy.split("\n").some((line) => line.startsWith(start));
}
