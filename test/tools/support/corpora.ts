// Real material from ../shared/corpora beside the checkout: nobody on this project wrote it, and none of it is copied.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";

const folder = fileURLToPath(new URL("../../../../shared/corpora/", import.meta.url));

export const isMissing = !existsSync(folder);
if (isMissing) console.warn(`skipped: there are no corpora at ${folder}`);

/** All of it, and not only a sample. */
export const isWhole = process.env["SAFECLAW_CORPORA"] === "all";

/** A sample that is the same with the same seed, or all of them. */
export function sample<Item>(items: readonly Item[], size: number): readonly Item[] {
  if (isWhole || items.length <= size) return items;
  const some = fc.shuffledSubarray([...items], { minLength: size, maxLength: size });
  return fc.sample(some, { numRuns: 1 })[0] ?? [];
}

// INVARIANT: the corpora's README says what their rows are.
export const rows = <Row>(file: string): readonly Row[] =>
  readFileSync(`${folder}${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);

/** A tool definition. */
export interface Definition {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: object;
  readonly parameters_raw?: unknown;
  readonly dialect?: string | null;
}

/** Tools whose arguments are refused, and why. */
export const refused: Readonly<Record<string, string>> = {
  "zod:52c58aba3d0e": "the arguments are a string",
};

/** A call of one of the tools. */
export interface Call {
  readonly tool_id: string;
  readonly args: object;
  readonly schema_valid: boolean;
}

/** A schema of the official test suite, and values with the verdict on each. */
export interface Group {
  readonly id: string;
  readonly file: string;
  readonly set: string;
  readonly description: string;
  readonly schema: boolean | Readonly<Record<string, unknown>>;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}
