// `safeclaw init`: what it adds to a project, and what it leaves alone.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, folder, read, snapshot } from "./folder.js";
import { initIn } from "./init-in.js";
import { safeclaw } from "./safeclaw.js";
import { toolsJson } from "./samples.js";

const npmInit = `{
  "name": "t",
  "main": "index.js",
  "scripts": {
    "test": "echo \\"Error: no test specified\\" && exit 1"
  },
  "type": "commonjs"
}
`;

describe("package.json", () => {
  const script = '"safeclaw compile"';
  it.each([
    [
      "that npm made",
      npmInit,
      npmInit
        .replace('exit 1"\n', `exit 1",\n    "safeclaw": ${script},\n    "prebuild": ${script}\n`)
        .replace("commonjs", "module"),
    ],
    [
      "with tabs and Windows line ends",
      '{\r\n\t"name": "t",\r\n\t"files": ["a", "b"]\r\n}\r\n',
      `{\r\n\t"name": "t",\r\n\t"files": ["a", "b"],\r\n\t"scripts": {\r\n\t\t"safeclaw": ${script},\r\n\t\t"prebuild": ${script}\r\n\t},\r\n\t"type": "module"\r\n}\r\n`,
    ],
    [
      "on one line",
      '{"name": "t", "scripts": {"build": "tsc"}}',
      `{"name": "t", "scripts": {"build": "tsc", "safeclaw": ${script}, "prebuild": ${script}}, "type": "module"}`,
    ],
    [
      "that is empty",
      "{}\n",
      `{\n  "scripts": {\n    "safeclaw": ${script},\n    "prebuild": ${script}\n  },\n  "type": "module"\n}\n`,
    ],
    [
      "that has them",
      `{ "type": "module", "scripts": { "safeclaw": "x", "prebuild": "npm run safeclaw" } }`,
      `{ "type": "module", "scripts": { "safeclaw": "x", "prebuild": "npm run safeclaw" } }`,
    ],
  ])("gets its scripts and keeps its form: one %s", async (_, before, after) => {
    const path = await initIn({ "package.json": before });
    expect(read(path, "package.json")).toBe(after);
  });

  it("keeps a prebuild of its own, and hears what to add to it", async () => {
    const path = folder({ "package.json": '{ "scripts": { "prebuild": "rimraf dist" } }' });
    const ran = await safeclaw(["init", "--yes"], path);
    expect(ran.stdout).toContain("keeps its `prebuild`; let it run `safeclaw compile` too");
    expect(JSON.parse(read(path, "package.json")).scripts.prebuild).toBe("rimraf dist");
  });

  it.each([
    ["is missing", {}, / {2}package\.json +is not here/u],
    [
      "cannot be read",
      { "package.json": "{ nonsense" },
      / {2}package\.json +cannot be read, and is left alone/u,
    ],
  ])("that %s is no failure", async (_, files: Files, says) => {
    const path = folder(files);
    const ran = await safeclaw(["init", "--yes"], path);
    expect(ran).toMatchObject({ exit: 0, stdout: expect.stringMatching(says) });
    for (const [name, content] of Object.entries(files)) expect(read(path, name)).toBe(content);
  });

  it("stays CommonJS where there is JavaScript that counts on it", async () => {
    const path = await initIn({ "package.json": npmInit, "lib/old.js": "module.exports = 1;\n" });
    expect(JSON.parse(read(path, "package.json")).type).toBe("commonjs");
  });
});

describe("the rest of the project", () => {
  it.each([
    ["no file", undefined, ".safeclaw/\n"],
    ["a file without a last line end", "dist", "dist\n.safeclaw/\n"],
    ["Windows line ends", "dist\r\n", "dist\r\n.safeclaw/\r\n"],
    ["the entry", ".safeclaw\n", ".safeclaw\n"],
  ])("ignores .safeclaw/ in git, from %s", async (_, before, after) => {
    const path = await initIn(before === undefined ? {} : { ".gitignore": before });
    expect(read(path, ".gitignore")).toBe(after);
  });

  it("leaves a tsconfig.json alone, and the module system with it", async () => {
    const files = { "tsconfig.json": "{ /* mine */ }", "package.json": npmInit };
    const path = await initIn(files);
    expect(read(path, "tsconfig.json")).toBe(files["tsconfig.json"]);
    expect(JSON.parse(read(path, "package.json")).type).toBe("commonjs");
  });

  it("counts a tsconfig.json further up in the repository", async () => {
    const path = folder({ ".git/": "", "tsconfig.json": "{}", "packages/bot/package.json": "{}" });
    const bot = join(path, "packages/bot");
    expect(await safeclaw(["init", "--yes"], bot)).toMatchObject({ exit: 0 });
    expect(readdirSync(bot)).not.toContain("tsconfig.json");
  });

  it("changes nothing the second time but the policy", async () => {
    const path = await initIn({ "package.json": npmInit });
    const { "safeclaw.yaml": _, ...first } = Object.fromEntries(snapshot(path));
    expect(await safeclaw(["init", "--yes", "--force"], path)).toMatchObject({ exit: 0 });
    const { "safeclaw.yaml": __, ...second } = Object.fromEntries(snapshot(path));
    expect(second).toEqual(first);
  });

  it("is told to install what package.json does not name", async () => {
    const path = folder({ "package.json": '{ "dependencies": { "zod": "4" } }' });
    const { stdout } = await safeclaw(["init", "--yes"], path);
    expect(stdout).toContain("npm install @authensor/safeclaw-runtime ");
    expect(stdout).toContain("npm install --save-dev @authensor/safeclaw typescript");
  });

  it("can have its policy in another place, and its scripts know", async () => {
    const path = folder({ "package.json": "{}", "tools.json": toolsJson, "policies/": "" });
    const ran = await safeclaw(["init", "--yes", "--config", "policies/mine.yaml"], path);
    expect(ran).toMatchObject({ exit: 0 });
    expect(read(path, "policies/mine.yaml")).toContain("\ntools: ../tools.json\n");
    const { scripts } = JSON.parse(read(path, "package.json"));
    expect(scripts.prebuild).toBe("safeclaw compile --config policies/mine.yaml");
    const missing = await safeclaw(["init", "--config", "elsewhere/mine.yaml"], path);
    expect(missing).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("there is no folder"),
    });
  });
});
