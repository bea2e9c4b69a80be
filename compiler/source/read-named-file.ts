// The text of a file that the policy names, or why there is none.

import { readFile, stat } from "node:fs/promises";
import { largestFile, reasonOf } from "./read.js";

/** `instead` says what to do where the file is too large. */
export async function readNamedFile(
  path: string,
  instead: string,
  refuse: (reason: string, help: string) => undefined,
): Promise<string | undefined> {
  try {
    const status = await stat(path);
    // Reading a pipe or a device would wait for ever.
    if (!status.isFile() && !status.isDirectory())
      return refuse("is not a regular file", "name a file");
    if (status.size > largestFile) {
      return refuse(
        `has ${status.size.toLocaleString("en-US")} bytes`,
        `it may have ${largestFile.toLocaleString("en-US")}; ${instead}`,
      );
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof TypeError) return refuse("is not UTF-8 text", "save it as UTF-8");
    const help = "the path is relative to the policy file";
    return refuse(`cannot be read: ${reasonOf(error)}`, help);
  }
}
