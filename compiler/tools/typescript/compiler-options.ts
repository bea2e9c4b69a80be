// How TypeScript looks at a tools module: as the project itself does, as far as that matters to types.

import { dirname } from "node:path";
import type { CompilerOptions } from "ts-morph";
import { ts } from "./ts-morph.js";

export type ReadFile = (path: string) => string | undefined;

/** What is of no concern here: output, lint, and the declarations of others. */
const reading: CompilerOptions = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  allowJs: true,
  skipLibCheck: true,
  noUnusedLocals: false,
  noUnusedParameters: false,
  // An argument that is `any` is refused in any case; elsewhere it may come of generated code that is not there yet.
  noImplicitAny: false,
};

const withoutConfig: CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
};

/**
 * Ways to look at a module, the cheap one first: with nothing but the language's own library. Most modules need no
 * more, and it saves reading the DOM and every `@types` package. Then as the project says; and where that does not
 * say how strict it is, as TypeScript 5 takes it: not at all.
 */
export function compilerOptions(
  config: string | null,
  readFile: ReadFile,
): readonly [lean: CompilerOptions, ...others: CompilerOptions[]] {
  const written = config === null ? withoutConfig : readConfig(config, readFile);
  // TypeScript 5 takes in all `@types` packages where 6 and 7 take in none.
  const full = { types: ["*"], ...written, ...reading };
  const lean = { ...full, lib: ["lib.es2023.d.ts"], types: [], strictNullChecks: true };
  return [lean, full, ...(written.strict === undefined ? [{ ...full, strict: false }] : [])];
}

function readConfig(path: string, readFile: ReadFile): CompilerOptions {
  const host = {
    useCaseSensitiveFileNames: true,
    fileExists: ts.sys.fileExists,
    readFile,
    readDirectory: () => [],
  };
  const { config } = ts.readConfigFile(path, readFile);
  return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(path), undefined, path).options;
}
