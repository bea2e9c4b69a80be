// What a project needs beside its policy: scripts, an ignored folder, a TypeScript configuration.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { MapSyntax } from "../../syntax/syntax.js";
import { addEntry, memberOf, parseObject, replaceValue } from "./edit-json.js";

/** A file as it is and as it should be, in words too. `before` is null where there is none, `after` where there will be none. */
export interface FileChange {
  /** Within the folder of the project. */
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What is done, or why nothing is, after the file's name. */
  readonly says: string;
}

export interface PreparedProject {
  readonly changes: readonly FileChange[];
  readonly missing: MissingPackages;
}

/** Packages that the guards need and package.json does not name. */
export interface MissingPackages {
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** The changes to make in a folder; `root` is how far up a tsconfig.json counts, `compile` the command of the scripts. */
export function prepareProject(folder: string, root: string, compile: string): PreparedProject {
  const hasConfig = isAbove("tsconfig.json", folder, root);
  const manifest = readText(join(folder, "package.json"));
  const changes = [
    manifestChange(manifest, compile, hasConfig ? undefined : folder),
    ignoreChange(readText(join(folder, ".gitignore"))),
    configChange(hasConfig),
  ];
  return { changes, missing: missingPackages(manifest) };
}

function manifestChange(
  before: string | null,
  compile: string,
  moduleFolder: string | undefined,
): FileChange {
  const file = "package.json";
  const scripts = `the scripts \`safeclaw\` and \`prebuild\`, both \`${compile}\``;
  const unchanged = (says: string) => ({ file, before, after: before, says });
  if (before === null) return unchanged(`is not here; once it is, add ${scripts}`);
  const edited = addScripts(before, compile);
  if (edited === undefined) return unchanged(`cannot be read, and is left alone; add ${scripts}`);
  const typed = moduleFolder === undefined ? edited : setType(edited, moduleFolder);
  const says = typed.says.length === 0 ? "has all it needs" : typed.says.join("; ");
  return { file, before, after: typed.text, says };
}

interface Edited {
  readonly text: string;
  readonly says: readonly string[];
}

function addScripts(before: string, compile: string): Edited | undefined {
  const says: string[] = [];
  let text = before;
  for (const name of ["safeclaw", "prebuild"]) {
    const root = parseObject(text);
    const scripts = root && memberOf(root, "scripts");
    if (root === undefined || (scripts !== undefined && scripts.kind !== "map")) return undefined;
    const known = scripts && memberOf(scripts, name);
    if (known !== undefined) {
      const runs = known.kind === "string" && known.value.includes("safeclaw");
      if (!runs) says.push(`keeps its \`${name}\`; let it run \`${compile}\` too`);
      continue;
    }
    text = withScript(text, root, scripts, name, JSON.stringify(compile));
    says.push(`added the script \`${name}\``);
  }
  return { text, says };
}

function withScript(
  text: string,
  root: MapSyntax,
  scripts: MapSyntax | undefined,
  name: string,
  value: string,
): string {
  if (scripts !== undefined) return addEntry(text, scripts, name, value);
  const empty = addEntry(text, root, "scripts", "{}");
  const added = parseObject(empty);
  const inner = added && memberOf(added, "scripts");
  return inner?.kind === "map" ? addEntry(empty, inner, name, value) : text;
}

/** ESM, for a package that has no JavaScript yet which would then mean something else. */
function setType({ text, says }: Edited, folder: string): Edited {
  const root = parseObject(text);
  if (root === undefined) return { text, says };
  const type = memberOf(root, "type");
  if (type?.kind === "string" && type.value === "module") return { text, says };
  if (holdsJavaScript(folder)) {
    return { text, says: [...says, 'its JavaScript stays as it is, without `"type": "module"`'] };
  }
  const value = '"module"';
  const typed =
    type === undefined ? addEntry(text, root, "type", value) : replaceValue(text, type, value);
  return { text: typed, says: [...says, 'set `"type": "module"`'] };
}

/** True also where nobody can look. */
function holdsJavaScript(folder: string): boolean {
  try {
    return readdirSync(folder, { withFileTypes: true }).some((entry) => {
      if (entry.isFile()) return /\.jsx?$/u.test(entry.name);
      const ours = entry.isDirectory() && !/^(?:\.|node_modules$)/u.test(entry.name);
      return ours && holdsJavaScript(join(folder, entry.name));
    });
  } catch {
    return true;
  }
}

const ignored = ".safeclaw/";

function ignoreChange(before: string | null): FileChange {
  const file = ".gitignore";
  const lines = (before ?? "").split(/\r?\n/u).map((line) => line.trim());
  if (lines.some((line) => /^\/?\.safeclaw\/?$/u.test(line))) {
    return { file, before, after: before, says: `has \`${ignored}\` already` };
  }
  const lineEnd = before?.includes("\r\n") === true ? "\r\n" : "\n";
  const lead = before === null || before === "" || before.endsWith("\n") ? "" : lineEnd;
  const after = `${before ?? ""}${lead}${ignored}${lineEnd}`;
  const did = before === null ? "created with" : "added";
  return { file, before, after, says: `${did} \`${ignored}\`, where decisions are recorded` };
}

/** Strict, and alike for ESM and CommonJS packages. */
const config = {
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    outDir: "dist",
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    isolatedModules: true,
    skipLibCheck: true,
  },
};

function configChange(exists: boolean): FileChange {
  const file = "tsconfig.json";
  if (exists) return { file, before: null, after: null, says: "is there, and stays as it is" };
  const after = `${JSON.stringify(config, null, 2)}\n`;
  return { file, before: null, after, says: "created, strict" };
}

function missingPackages(manifest: string | null): MissingPackages {
  const root = parseObject(manifest ?? "{}");
  const named = ["dependencies", "devDependencies", "peerDependencies"].flatMap((key) => {
    const group = root && memberOf(root, key);
    return group?.kind === "map" ? group.entries.map((entry) => entry.key.text) : [];
  });
  const isMissing = (name: string) => !named.includes(name);
  return {
    dependencies: ["@authensor/safeclaw-runtime", "zod"].filter(isMissing),
    devDependencies: ["@authensor/safeclaw", "typescript"].filter(isMissing),
  };
}

function isAbove(name: string, folder: string, root: string): boolean {
  if (existsSync(join(folder, name))) return true;
  return folder !== root && dirname(folder) !== folder && isAbove(name, dirname(folder), root);
}

function readText(path: string): string | null {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : null;
}
