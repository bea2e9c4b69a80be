// The script that begins a constraint kind: what it writes is a kind, and the tests ask for the rest.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConstraintKind } from "../../compiler/constraints/constraint.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { read } from "../cli/folder.js";
import { root } from "../docs/application.js";
import { constraintOf } from "./constraint-of.js";

let copy: string;

/** Within the repository, where the copy finds the packages that it needs. */
beforeAll(() => {
  mkdirSync(join(root, "test/.work"), { recursive: true });
  copy = mkdtempSync(join(root, "test/.work/new-kind-"));
  const filter = (path: string) => !path.endsWith("tsconfig.json");
  cpSync(join(root, "compiler"), join(copy, "compiler"), { recursive: true, filter });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function newKind(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/new-kind.ts", ...args],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  return { status, output: stdout + stderr };
}

test("a new kind is one file and one line", async () => {
  const before = read(copy, "compiler/constraints/index.ts").split("\n");
  const { status, output } = newKind("colour_of", copy);
  expect([status, output]).toEqual([0, expect.stringContaining("test/oracle/holds.ts")]);
  const added = read(copy, "compiler/constraints/index.ts")
    .split("\n")
    .filter((line) => !before.includes(line));
  expect(added).toEqual(['import { colourOf } from "./colour-of.js";', "  colourOf,"]);
  const index: { readonly constraintKinds: readonly ConstraintKind[] } = await import(
    /* @vite-ignore */ join(copy, "compiler/constraints/index.ts")
  );
  const kinds = index.constraintKinds;
  expect(kinds.map(({ key }) => key)).toEqual([
    ...constraintKinds.map(({ key }) => key),
    "colour_of",
  ]);
  const kind = kinds.at(-1);
  for (const { yaml, passes, fails } of kind?.examples ?? []) {
    const holds = kind && constraintOf(kind, yaml).holds;
    expect(passes.map((value) => holds?.(value))).toEqual(passes.map(() => true));
    expect(fails.map((value) => holds?.(value))).toEqual(fails.map(() => false));
  }
});

test.each([
  ["max_length", "there is compiler/constraints/max-length.ts already"],
  ["new", "`new` cannot be the name of a constant"],
  ["Colour", "`Colour` is not a key such as `ip_within`"],
  ["", "`` is not a key such as `ip_within`"],
])("%j is refused", (key, problem) => {
  const { status, output } = newKind(key, copy);
  expect([status, output.split("\n")[0]]).toEqual([1, problem]);
});
