// read: a path becomes text, or a diagnostic that says why it cannot.

import { readFile, stat } from "node:fs/promises";
import type { DiagnosticCode } from "../diagnostics/catalog.js";
import type { Report } from "../diagnostics/report.js";
import { SourceFile, wholeFile } from "./source-file.js";

/** Above this a policy file is refused: parsing takes about a second a megabyte. */
export const largestFile = 8 * 1024 * 1024;

/** Reads the policy file. `display` is how messages name it. */
export async function read(
  path: string,
  display: string,
  report: Report,
): Promise<SourceFile | undefined> {
  const refuse = (code: DiagnosticCode, message: string, help: string): undefined =>
    report.add({ code, message, file: new SourceFile(display, ""), range: wholeFile, help });
  try {
    const status = await stat(path);
    const { size } = status;
    // Reading a pipe or a device would wait for ever.
    if (!status.isFile() && !status.isDirectory()) {
      return refuse("SC1001", "the policy file is not a regular file", "name a file");
    }
    if (size > largestFile) {
      return refuse(
        "SC1002",
        `the policy file has ${size.toLocaleString("en-US")} bytes`,
        `a policy file may have ${largestFile.toLocaleString("en-US")}; use one file for each group of assistants`,
      );
    }
    const bytes = await readFile(path);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return new SourceFile(display, text);
  } catch (error) {
    if (error instanceof TypeError) {
      return refuse("SC1003", "the policy file is not UTF-8 text", "save it as UTF-8");
    }
    return refuse(
      "SC1001",
      `the policy file cannot be read: ${reasonOf(error)}`,
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
