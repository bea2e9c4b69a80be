// A tools module as TypeScript sees it: parsed, checked, with all that it imports.

import { dirname, isAbsolute, relative, resolve } from "node:path";
import type { CompilerOptions, ts as TypeScript } from "ts-morph";
import { compilerOptions } from "./compiler-options.js";
import { nearestConfig } from "./nearest-config.js";
import { Project, ts } from "./ts-morph.js";

/** A fault that TypeScript finds. */
export interface TypescriptError {
  readonly file: TypeScript.SourceFile;
  readonly start: number;
  readonly length: number;
  readonly message: string;
}

export interface LoadedModule {
  readonly program: TypeScript.Program;
  readonly file: TypeScript.SourceFile;
  readonly errors: readonly TypescriptError[];
  /** All files that had a say, but for TypeScript's own library: texts by absolute path. */
  readonly read: ReadonlyMap<string, string>;
}

/** Loads a module and the files that it imports. What is generated is not looked at. */
export function loadModule(path: string, out: string): LoadedModule {
  const read = new Map<string, string>();
  const [lean, ...others] = compilerOptions(nearestConfig(path), (file) => {
    const text = ts.sys.readFile(file);
    if (text !== undefined) read.set(file, text);
    return text;
  });
  let loaded = loadWith(lean, path, out, read);
  for (const options of others) {
    if (loaded.errors.length === 0) break;
    loaded = loadWith(options, path, out, read);
  }
  return loaded;
}

function loadWith(
  compilerOptions: CompilerOptions,
  path: string,
  out: string,
  read: Map<string, string>,
): LoadedModule {
  const fileSystem = new Project({ skipLoadingLibFiles: true }).getFileSystem();
  const exists = fileSystem.fileExistsSync.bind(fileSystem);
  const readFile = fileSystem.readFileSync.bind(fileSystem);
  // An output folder that holds the module itself holds more than what is generated.
  const isHidden = (name: string): boolean => isInside(name, out) && !isInside(path, out);
  fileSystem.fileExistsSync = (name) => !isHidden(name) && exists(name);
  fileSystem.readFileSync = (name, encoding) => {
    const text = readFile(name, encoding);
    read.set(name, text);
    return text;
  };
  const project = new Project({
    compilerOptions,
    fileSystem,
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
  });
  const file = project.addSourceFileAtPath(path).compilerNode;
  const program = project.getProgram().compilerObject;
  return { program, file, errors: findErrors(program, out), read };
}

function findErrors(program: TypeScript.Program, out: string): readonly TypescriptError[] {
  return program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file))
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ])
    .flatMap(({ category, file, start = 0, length = 0, messageText }) => {
      if (category !== ts.DiagnosticCategory.Error || file === undefined) return [];
      const message = asMessage(ts.flattenDiagnosticMessageText(messageText, " "));
      const error = { file, start, length, message };
      return namesGenerated(error, out) ? [] : [error];
    });
}

/** Whether the error is that an import of generated code finds nothing. */
function namesGenerated({ file, start, length }: TypescriptError, out: string): boolean {
  const specifier = /^(["'])(\.{1,2}\/.*)\1$/su.exec(file.text.slice(start, start + length))?.[2];
  return specifier !== undefined && isInside(resolve(dirname(file.fileName), specifier), out);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith("..") && !isAbsolute(way);
}

function asMessage(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/u, "");
}
