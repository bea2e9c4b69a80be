// Runs `safeclaw init` in a folder of some files.

import { expect } from "vitest";
import { type Files, folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

/** Expects it to be content. Returns the folder. */
export async function initIn(files: Files, ...options: string[]): Promise<string> {
  const path = folder(files);
  const ran = await safeclaw(["init", "--yes", ...options], path);
  expect(ran).toMatchObject({ exit: 0, stderr: "" });
  return path;
}
