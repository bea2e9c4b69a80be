// The catalog keeps its word: each bad example gives its code, and each good one compiles.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CatalogEntry, Example } from "../../compiler/diagnostics/catalog/entry.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { folder } from "../cli/folder.js";
import { compileHere } from "./compile-here.js";

const entries = Object.entries<CatalogEntry>(catalog);
const examples = (side: "bad" | "good") =>
  entries.flatMap(([code, entry]) => {
    const example = entry[side];
    return isFiles(example) ? [{ code, severity: entry.severity, files: example }] : [];
  });

function isFiles(example: CatalogEntry["bad"]): example is Example {
  return !("situation" in example);
}

/** A folder of these files in which zod is installed. */
function project(files: Example): string {
  const path = folder({ "node_modules/": "", ...files });
  symlinkSync(join(import.meta.dirname, "../../node_modules/zod"), join(path, "node_modules/zod"));
  return path;
}

describe("the catalog", () => {
  it("has an example in files for nearly every code", () => {
    const inWords = entries.filter(([, { bad }]) => !isFiles(bad)).map(([code]) => code);
    expect(inWords).toEqual(["SC1002", "SC1003", "SC6003", "SC6004", "SC9001", "SC7052"]);
  });

  it.each(examples("bad"))("$code comes of its bad example", async ({ code, severity, files }) => {
    const { exit, codes, text } = await compileHere(project(files));
    expect(codes, text).toContain(code);
    expect(exit).toBe(severity === "error" ? 1 : 0);
  });

  it.each(examples("good"))("$code does not come of its good example", async ({ code, files }) => {
    const { exit, codes, text } = await compileHere(project(files));
    expect({ exit, text }).toMatchObject({ exit: 0 });
    expect(codes).not.toContain(code);
  });
});
