// What is hidden is nowhere to be found: not on disk, not in what is told or printed, whatever fails.

import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAudit } from "@authensor/safeclaw-runtime/node";
import { describe, expect, test } from "vitest";
import { folder } from "../cli/folder.js";
import { calls, canary, visible } from "./canary-calls.js";

const tsx = join(import.meta.dirname, "../../node_modules/tsx/dist/cli.mjs");
const script = join(import.meta.dirname, "canary-process.ts");

interface Left {
  readonly printed: string;
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
  readonly directory: string;
}

async function leftBehind(...options: readonly string[]): Promise<Left> {
  const directory = folder();
  const printed = await new Promise<string>((resolve) => {
    const args = [tsx, script, directory, ...options];
    execFile(process.execPath, args, { maxBuffer: 2 ** 28 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return {
    printed,
    files: new Map(paths.map((path) => [path, readFileSync(path, "latin1")])),
    directory,
  };
}

/** In any spelling. */
const hidden = new RegExp(
  [...canary]
    .map((letter) => `(?:${letter}|\\\\+u00${letter.charCodeAt(0).toString(16)})`)
    .join(""),
  "iu",
);

/** The lines that hold it. */
const found = (text: string) => text.split("\n").filter((line) => hidden.test(line));

describe("calls with a word that must not be found", async () => {
  test("leave it neither on disk nor in what is printed", async () => {
    const { printed, files, directory } = await leftBehind();
    expect(found(printed)).toEqual([]);
    for (const [path, text] of files) expect(found(text), path).toEqual([]);

    // All was recorded and printed, with what is not hidden.
    for (const name of ["audit", "os"]) {
      const { entries } = await readAudit(join(directory, name));
      expect(entries.length).toBeGreaterThanOrEqual(4 * calls.length);
      const words = entries.filter(({ text }) => text.includes(visible));
      expect(words.length).toBeGreaterThan(calls.length / 2);
    }
    expect(printed).toContain(visible);
    expect(printed).toContain("safeclaw: a tool call failed");
    expect(printed).toContain("SafeClawAuditWarning");
    expect(printed).toContain("GuardedRunError");
  });

  test("would leave it, were they printed", async () => {
    expect(found((await leftBehind("--leak")).printed)).toEqual([canary, `["${canary}"]`]);
  });
});
