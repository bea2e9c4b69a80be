// read: a path becomes text, or a diagnostic that says why it cannot.

import { readFile, stat } from "node:fs/promises";
import type { DiagnosticCode } from "../diagnostics/catalog.js";
import type { Report } from "../diagnostics/report.js";
import { type Range, SourceFile, wholeFile } from "./source-file.js";

/** Above this a policy file is refused: parsing takes about a second a megabyte. */
export const largestFile = 8 * 1024 * 1024;

/** Where another file names the one that is read. */
export interface Mention {
  readonly file: SourceFile;
  readonly written: string;
  readonly range: Range;
}

/** Reads a policy file. `display` is how messages name it; what is wrong with an included one stands where it is named. */
export async function read(
  path: string,
  display: string,
  report: Report,
  mention?: Mention,
): Promise<SourceFile | undefined> {
  const what = mention === undefined ? "the policy file" : `\`${mention.written}\``;
  const { file, range } = mention ?? { file: new SourceFile(display, ""), range: wholeFile };
  const refuse = (code: DiagnosticCode, problem: string, help: string): undefined =>
    report.add({ code, message: `${what} ${problem}`, file, range, help });
  try {
    const status = await stat(path);
    const { size } = status;
    // Reading a pipe or a device would wait for ever.
    if (!status.isFile() && !status.isDirectory()) {
      return refuse("SC1001", "is not a regular file", "name a file");
    }
    if (size > largestFile) {
      return refuse(
        "SC1002",
        `has ${size.toLocaleString("en-US")} bytes`,
        `a policy file may have ${largestFile.toLocaleString("en-US")}; use one file for each group of assistants`,
      );
    }
    const bytes = await readFile(path);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return new SourceFile(display, text);
  } catch (error) {
    if (error instanceof TypeError) {
      return refuse("SC1003", "is not UTF-8 text", "save it as UTF-8");
    }
    return refuse(
      "SC1001",
      `cannot be read: ${reasonOf(error)}`,
      "check the path and its permissions",
    );
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ELOOP", "its symbolic links form a loop"],
  ["ENOTDIR", "a part of its path is a file"],
  ["ENAMETOOLONG", "its name is too long"],
  ["ENOSPC", "the disk is full"],
  ["EROFS", "the disk is read-only"],
]);

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons.get(code) ?? (error instanceof Error ? error.message : String(error));
}
