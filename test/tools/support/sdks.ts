// Folders in which modules find the real SDKs, under the names that applications import them by.

import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { project } from "./read.js";

const installed = fileURLToPath(new URL("../../../node_modules/", import.meta.url));

/** Packages that are not installed under their own name. Node and TypeScript find the others from there. */
const aliases: Readonly<Record<string, string>> = { openai: "openai7" };

/** Writes files into a folder of their own, which goes when the test has finished. */
export function projectWithSdks(files: Readonly<Record<string, string>>): string {
  const folder = project(files);
  for (const [name, target] of Object.entries(aliases)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(installed, target), link);
  }
  return folder;
}
