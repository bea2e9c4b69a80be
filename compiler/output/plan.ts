// What writing the output would change: which files to write, to remove, and to leave alone.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../diagnostics/report.js";
import { type EmittedFile, marker } from "../emit/module.js";
import { reasonOf } from "../source/read.js";
import { SourceFile, wholeFile } from "../source/source-file.js";

/** A file of the output as it is and as it should be; null where there is none. */
export interface Change {
  /** Within the output folder. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Compares the output folder with what should be in it; undefined where a file in the way is not ours. */
export async function plan(
  files: readonly EmittedFile[],
  folder: string,
  display: string,
  report: Report,
): Promise<readonly Change[] | undefined> {
  const refuse = (
    path: string,
    code: "SC6001" | "SC6002",
    message: string,
    help: string,
  ): undefined =>
    report.add({ code, message, file: new SourceFile(path, ""), range: wholeFile, help });
  try {
    const texts = files.map(({ path }) => readText(folder, path));
    // Waiting for all of them first: which one is refused must not depend on the disk's speed.
    await Promise.allSettled(texts);
    const wanted = await Promise.all(
      files.map(async ({ path, text }, index) => ({
        path,
        before: (await texts[index]) ?? null,
        after: text,
      })),
    );
    for (const { path } of wanted.filter(({ before }) => before !== null && !isOurs(before))) {
      const help = "move the file, or choose another folder with `out:` or `--out`";
      refuse(
        `${display}/${path}`,
        "SC6001",
        `\`${display}/${path}\` stands in the way and was not made by safeclaw`,
        help,
      );
    }
    const stale = await staleFiles(files, folder);
    return report.hasErrors ? undefined : [...wanted, ...stale];
  } catch (error) {
    const help = "choose another folder with `out:` or `--out`";
    const path = error instanceof Unreadable ? `${display}/${error.file}` : display;
    return refuse(path, "SC6002", `\`${path}\` cannot be written: ${reasonOf(error)}`, help);
  }
}

/** Files of ours that are no longer wanted. Other files in the folder are left alone. */
async function staleFiles(
  files: readonly EmittedFile[],
  folder: string,
): Promise<readonly Change[]> {
  const wanted = new Set(files.map(({ path }) => path));
  const entries = await readdir(folder, { withFileTypes: true }).catch(ifMissing([]));
  const candidates = entries.filter(
    (entry) => entry.isFile() && /\.(?:ts|md|json)$/u.test(entry.name) && !wanted.has(entry.name),
  );
  const read = await Promise.all(
    candidates.map(async ({ name }) => ({
      path: name,
      before: await readText(folder, name),
      after: null,
    })),
  );
  return read.filter(({ before }) => before !== null && isOurs(before));
}

/** JSON has no comments: there the marker is the first entry. */
const ourStart = new RegExp(`^(?:(?://|<!--) |\\{\\s*"\\$comment": ")${marker}\\b`, "u");

/** Whether a file was made by us. */
export function isOurs(text: string): boolean {
  return ourStart.test(text);
}

/** Something of this name stands in the output folder, and it is no file that can be read. */
class Unreadable extends Error {
  readonly file: string;

  constructor(file: string, reason: string) {
    super(reason);
    this.file = file;
  }
}

async function readText(folder: string, file: string): Promise<string | null> {
  try {
    return await readFile(join(folder, file), "utf8").catch(ifMissing(null));
  } catch (error) {
    throw new Unreadable(file, reasonOf(error));
  }
}

function ifMissing<Value>(instead: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return instead;
    throw error;
  };
}
