// Compiles in a folder, as a user does.

import { expect } from "vitest";
import { type Files, folder } from "./folder.js";
import { type Ran, safeclaw } from "./safeclaw.js";
import { policy, project } from "./samples.js";

export const compile = (path: string, ...options: string[]): Promise<Ran> =>
  safeclaw(["compile", ...options], path);

/** A project that has been compiled. */
export async function compiled(files: Files = project): Promise<string> {
  const path = folder(files);
  expect(await compile(path)).toMatchObject({ exit: 0 });
  return path;
}

/** The files of the usual policy. */
export const generated = [
  "README.md",
  "definitions.ts",
  "index.ts",
  "safeclaw.schema.json",
  "support.ts",
  "tools.ts",
];

export const withSecond = `${policy}  - name: second
    actions:
      - tool: get_customer
        effect: allow
`;
