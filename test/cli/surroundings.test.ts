// What stands around the policy may be odd too: pipes, links out of the repository, broken configurations, left-overs.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const policy = "version: 1\npolicies: []\n";
const project = { "package.json": "{}", "safeclaw.yaml": policy };

it("an output folder that links out of the repository is refused, the default one too", async () => {
  const [root, outside] = [folder(project), folder()];
  symlinkSync(outside, join(root, "generated"));
  const { exit, stderr } = await safeclaw(["compile"], root);
  expect(exit).toBe(1);
  expect(stderr).toContain("error[SC1004]: `generated` lies outside the repository");
  expect(readdirSync(outside)).toEqual([]);
});

it.each([
  ["no valid configuration", ".prettierrc", "{ bad: [ "],
  ["a plugin that is not there", ".prettierrc", '{ "plugins": ["nope-not-here"] }'],
  ["no JSON", "package.json", '{ "prettier": { "semi": false }, oops'],
])("a Prettier configuration with %s is the project's fault", async (_, file, content) => {
  const root = folder({ ...project, [file]: content });
  const { exit, stderr } = await safeclaw(["compile"], root);
  expect(exit).toBe(1);
  expect(stderr).toContain("error[SC6005]: the project's Prettier configuration does not work");
  expect(stderr).toContain(` --> ${file}:1:1\n`);
  expect(existsSync(join(root, "generated"))).toBe(false);
});

it.each([
  ["safeclaw.yaml", "SC1001", { "package.json": "{}" }],
  [
    "tools.json",
    "SC7001",
    { ...project, "safeclaw.yaml": "version: 1\ntools: ./tools.json\npolicies: []\n" },
  ],
])("a pipe in the place of %s is not waited for", async (name, code, files) => {
  const root = folder(files);
  expect(spawnSync("mkfifo", [join(root, name)]).status).toBe(0);
  const { exit, stderr } = await safeclaw(["compile"], root);
  expect(exit).toBe(1);
  expect(stderr).toContain(`error[${code}]`);
  expect(stderr).toContain("is not a regular file");
});

it("what a killed compile left behind is removed, and nothing else", async () => {
  const root = folder({
    ...project,
    "generated/.index.ts.12345.tmp": "half",
    "generated/.mine.ts.12345.tmp": "mine",
  });
  expect((await safeclaw(["compile"], root)).exit).toBe(0);
  const hidden = readdirSync(join(root, "generated")).filter((name) => name.startsWith("."));
  expect(hidden).toEqual([".mine.ts.12345.tmp"]);
});
