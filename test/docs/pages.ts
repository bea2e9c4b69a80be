// The pages that are written for people.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./application.js";

/** What users read. Every example in it is tried out. */
export const guide: readonly string[] = [
  "README.md",
  ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`),
];

export const readPage = (page: string): string => readFileSync(join(root, page), "utf8");
