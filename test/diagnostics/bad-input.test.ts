// Bad input gets a clear error with place and help, exit 1, and nothing is written. The golden files hold the very text.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, snapshot } from "../cli/folder.js";
import { badConditions } from "./bad-conditions.js";
import {
  badFiles,
  badNames,
  brokenYaml,
  misspelt,
  senseless,
  unreadable,
  wrongValues,
} from "./bad-policies.js";
import { compileHere } from "./compile-here.js";

const groups = {
  unreadable,
  brokenYaml,
  misspelt,
  wrongValues,
  senseless,
  badNames,
  badFiles,
  badConditions,
};
const golden = join(import.meta.dirname, "golden");

describe.each(Object.entries(groups))("%s", (group, inputs) => {
  it.each(inputs)("$name: $code", async ({ name, code, files }) => {
    const path = folder({ "package.json": "{}", ...files });
    const before = snapshot(path);
    const { exit, text, errors } = await compileHere(path);
    expect(exit, text).toBe(1);
    await expect(text).toMatchFileSnapshot(join(golden, group, `${name}.txt`));
    expect(errors[0], text).toBe(code);
    expect(text).toMatch(/; nothing was written; `safeclaw explain SC\d{4}` says more\n$/u);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(snapshot(path)).toEqual(before);
  });
});

it("every golden file belongs to an input, and every error has a place and help", () => {
  const files = readdirSync(golden, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".txt"),
  );
  const wanted = Object.entries(groups).flatMap(([group, inputs]) =>
    inputs.map(({ name }) => join(group, `${name}.txt`)),
  );
  expect(files.sort()).toEqual([...wanted].sort());
  expect(new Set(wanted).size).toBe(wanted.length);
});
