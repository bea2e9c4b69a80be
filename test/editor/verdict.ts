// What the compiler and an editor say of one policy file: its diagnostics, and whether the schema makes anything red.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { compile } from "../../compiler/compile.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { editorSchemaPath } from "../../compiler/emit/emit-editor-schema.js";
import { projectOf } from "../../compiler/source/project.js";
import { type Files, keptFolder, write } from "../cli/folder.js";

export interface Verdict {
  /** The schema that compiling wrote; undefined where there is an error. */
  readonly schema: object | undefined;
  /** The errors, each with its code first. */
  readonly errors: readonly string[];
  /** Of all diagnostics. */
  readonly help: string;
}

/** Compiles these files, and leaves none behind. */
export async function compiled(files: Files): Promise<Verdict> {
  const folder = keptFolder();
  try {
    write(folder, files);
    const project = projectOf(join(folder, "safeclaw.yaml"), folder);
    const { diagnostics, output } = await compile({ project, cache: false });
    const errors = diagnostics
      .filter(({ code }) => catalog[code].severity === "error")
      .map(({ code, message }) => `${code}: ${message}`);
    const text = output?.files.find(({ path }) => path === editorSchemaPath)?.text;
    const schema = text === undefined ? undefined : JSON.parse(text);
    return { schema, errors, help: diagnostics.map((diagnostic) => diagnostic.help).join("\n") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The schema of a project that compiles. */
export async function schemaOf(files: Files): Promise<object> {
  const { schema, errors } = await compiled(files);
  if (schema === undefined) throw new Error(errors.join("\n"));
  return schema;
}

/** A function that says what is red in a file: nothing, or the first thing. */
export function editorOf(schema: object): (file: unknown) => string | null {
  const ajv = new Ajv({
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    // An argument may be called `constructor`.
    ownProperties: true,
  });
  ajv.addVocabulary(["enumDescriptions", "patternErrorMessage"]);
  const validate = ajv.compile(schema);
  return (file) => (validate(file) ? null : ajv.errorsText(validate.errors));
}

/** The same for a file as text. */
export function readerOf(schema: object): (yaml: string) => string | null {
  const editor = editorOf(schema);
  return (yaml) => editor(parse(yaml));
}
