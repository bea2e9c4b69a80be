// What was read of modules, kept from one compile to the next: TypeScript is loaded only when a file it read has changed.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Dialect } from "../../policy/policy.js";
import { SourceFile } from "../../source/source-file.js";
import type { ReadModulesOptions } from "../read-tools.js";
import { nearestConfig } from "./nearest-config.js";

/** A signature of something, and the file that it stands in. */
export interface Kept {
  readonly origin: { readonly file: SourceFile; readonly path: string };
}

/** A signature without the text of its file, which is on disk. */
interface Stored {
  readonly origin: { readonly path: string };
}

/** What is looked for in which module. */
export interface CachedModule {
  readonly of: "tools" | "facts";
  /** Absolute path. */
  readonly path: string;
  readonly dialect: Dialect;
}

interface Entry {
  readonly of: CachedModule["of"];
  readonly version: string;
  readonly module: string;
  readonly out: string;
  readonly config: string | null;
  readonly dialect: Dialect;
  /** Everything that had a say in the signatures: absolute paths, with the hash of what was there. */
  readonly files: readonly (readonly [path: string, hash: string])[];
  readonly signatures: readonly Stored[];
}

/** The signatures of a module, where nothing that they came from has changed since. */
export async function recall<Signature extends Kept>(
  { of, path: module, dialect }: CachedModule,
  displayOf: (path: string) => string,
  options: ReadModulesOptions,
): Promise<readonly Signature[] | undefined> {
  try {
    const entry = parseEntry(await readFile(entryPath(of, module, options), "utf8"));
    const { version, out } = options;
    const config = nearestConfig(module);
    const expected = { of, version, module, out, config, dialect };
    if (!Object.entries(expected).every(([key, value]) => Reflect.get(entry, key) === value)) {
      return undefined;
    }
    const texts = await readAll(entry);
    const file = (path: string) => new SourceFile(displayOf(path), texts.get(path) ?? "");
    const files = new Map(entry.signatures.map(({ origin: { path } }) => [path, file(path)]));
    const signatures = entry.signatures.map((stored) => {
      const { path } = stored.origin;
      return { ...stored, origin: { ...stored.origin, file: files.get(path) ?? file(path) } };
    });
    // INVARIANT: an entry of this kind holds what `remember` was given of it, and the files are back.
    return signatures as readonly Kept[] as readonly Signature[];
  } catch {
    // No entry, or one that something else has written: the module is read afresh.
    return undefined;
  }
}

/** Keeps the signatures of a module. That it cannot is no fault: the next compile takes longer. */
export async function remember(
  { of, path: module, dialect }: CachedModule,
  read: ReadonlyMap<string, string>,
  signatures: readonly Kept[],
  options: ReadModulesOptions,
): Promise<void> {
  try {
    const { version, out, projectRoot } = options;
    // What TypeScript read, not what is there by now: it may have been edited since.
    const files = [...read].map(([path, text]) => [path, hashOf(withoutMark(text))] as const);
    const stored = signatures.map(({ origin: { file: _, ...origin }, ...signature }) => ({
      ...signature,
      origin,
    }));
    const entry: Entry = {
      of,
      version,
      module,
      out,
      config: nearestConfig(module),
      dialect,
      files: files.toSorted(([a], [b]) => (a < b ? -1 : 1)),
      signatures: stored,
    };
    const folder = cacheFolder(projectRoot);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, ".gitignore"), "*\n");
    const target = entryPath(of, module, options);
    const draft = `${target}.${process.pid}`;
    await writeFile(draft, printEntry(entry));
    await rename(draft, target);
  } catch {
    // A folder that cannot be written.
  }
}

function cacheFolder(projectRoot: string): string {
  return join(projectRoot, ".safeclaw", "cache");
}

function entryPath(
  of: CachedModule["of"],
  module: string,
  { projectRoot }: ReadModulesOptions,
): string {
  return join(cacheFolder(projectRoot), `${of}-${hashOf(module).slice(0, 16)}.json`);
}

/** The texts of the entry's files by path. Throws where one is not what it was. */
async function readAll({ files }: Entry): Promise<ReadonlyMap<string, string>> {
  const texts = files.map(async ([path, hash]) => {
    const text = withoutMark(await readFile(path, "utf8"));
    if (hashOf(text) !== hash) throw new Error(`${path} has changed`);
    return [path, text] as const;
  });
  return new Map(await Promise.all(texts));
}

/** TypeScript's places do not count a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/u, "");
}

function printEntry(entry: Entry): string {
  const body = JSON.stringify(entry, (_, value: unknown) =>
    value instanceof Map ? { map: [...value] } : value,
  );
  return `${hashOf(body)}\n${body}`;
}

function parseEntry(text: string): Entry {
  const [hash, body = ""] = text.split("\n");
  if (hash !== hashOf(body)) throw new Error("not an entry of ours, or a damaged one");
  // INVARIANT: the hash says that we wrote it. SECURITY: it is no proof against someone who means to deceive, which
  // is why `compile --check`, the one that a pull request has to pass, asks for no cache.
  return JSON.parse(body, (_, value: unknown) =>
    isMap(value) ? new Map(value.map) : value,
  ) as Entry;
}

function isMap(
  value: unknown,
): value is { readonly map: readonly (readonly [unknown, unknown])[] } {
  return typeof value === "object" && value !== null && "map" in value && Array.isArray(value.map);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
