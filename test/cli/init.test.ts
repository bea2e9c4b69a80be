// `safeclaw init`: what it writes compiles as it is, denies everything, and takes nothing away.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { init } from "../../compiler/commands/init.js";
import { type Files, folder, read, snapshot } from "./folder.js";
import { cli, safeclaw } from "./safeclaw.js";
import { policy, toolsJson } from "./samples.js";

const toolsTs = `export async function refund_order(args: {
  order_id: string;
  amount: number;
  status?: "open" | "shipped";
  lines: { sku: string; count: number }[];
}): Promise<void> {}

export function ping(): string {
  return "pong";
}
`;

/** Runs init in a folder of these files, and expects it to be content. */
async function initIn(files: Files, ...options: string[]): Promise<string> {
  const path = folder(files);
  const ran = await safeclaw(["init", "--yes", ...options], path);
  expect(ran).toMatchObject({ exit: 0, stderr: "" });
  return path;
}

/** What a person does who follows the comments of the policy. */
function uncommented(text: string): string {
  const [head = "", ...rest] = text.split("policies: []\n");
  expect(rest).toHaveLength(1);
  const lines = rest.join("").split("\n");
  return (
    head.trimEnd().split("\n").slice(0, -1).join("\n") +
    lines.map((line) => line.replace(/^# /u, "")).join("\n")
  );
}

describe("the policy that init writes", () => {
  it.each([
    ["nothing else", {}, "none"],
    ["a TypeScript module", { "tools.ts": toolsTs }, "./tools.ts"],
    ["a module in src", { "src/tools.ts": toolsTs }, "./src/tools.ts"],
    ["a folder of tools", { "src/tools/index.ts": toolsTs }, "./src/tools/index.ts"],
    ["JSON definitions", { "tools.json": toolsJson }, "./tools.json"],
  ])("compiles as it is and denies everything, beside %s", async (_, files: Files, tools) => {
    const path = await initIn(files);
    const text = read(path, "safeclaw.yaml");
    expect(/^tools: (.*)$/mu.exec(text)?.[1] ?? "none").toBe(tools);
    expect(text).toMatch(/^version: 1\ndefault: deny\n/mu);
    expect(text).toMatch(/^policies: \[\]$/mu);
    expect(await safeclaw(["compile"], path)).toMatchObject({ exit: 0 });
    const decision = await safeclaw(["evaluate", "--tool", "refund_order", "--args", "{}"], path);
    expect(decision).toMatchObject({ exit: 1, stdout: expect.stringContaining("denied") });
  });

  it("holds a policy that compiles once it is uncommented, with the arguments of each tool behind it", async () => {
    const path = await initIn({ "tools.ts": toolsTs });
    const text = uncommented(read(path, "safeclaw.yaml"));
    expect(text).toContain(
      '- tool: refund_order # order_id: string, amount: number, status?: "open" | "shipped", lines: { sku: string, count: number }[]\n',
    );
    expect(text).toContain("- tool: ping # no arguments\n");
    const ran = await compiled({ "tools.ts": toolsTs, "safeclaw.yaml": text });
    expect(ran).toMatchObject({
      exit: 0,
      stderr: "",
      stdout: expect.stringContaining("1 policy, 2 tools"),
    });
  });

  it("holds an example that compiles once it is uncommented where there are no tools", async () => {
    const path = await initIn({});
    const text = uncommented(read(path, "safeclaw.yaml"));
    expect(text).toContain("max_amount: 100");
    const ran = await compiled({ "safeclaw.yaml": text });
    expect(ran).toMatchObject({ exit: 0, stderr: expect.stringContaining("warning[SC5003]") });
    expect(ran.stderr).not.toContain("error");
  });

  it.each([
    ["a line break", "a\nb"],
    ["a line separator", "a\u2028b"],
    ["a direction mark", "a\u202eb"],
    ["a comment", "a # b"],
    ["nothing but digits", "12"],
  ])("stays one that compiles whatever arguments are called: %s", async (_, name) => {
    const properties = { [name]: { type: "string", enum: [name] } };
    const definitions = [{ name: "t", parameters: { type: "object", properties } }];
    const tools = { "tools.json": JSON.stringify(definitions) };
    const path = await initIn(tools);
    const text = read(path, "safeclaw.yaml");
    expect(text).not.toMatch(/[\u2028\u202e]/u);
    const ran = await compiled({ ...tools, "safeclaw.yaml": uncommented(text) });
    expect(ran).toMatchObject({ exit: 0, stderr: "" });
  });

  it.each(["true", "null", "12", "a.b", "a b", "@x", "- x", "a: b", "#"])(
    "quotes a tool's name where YAML would read it as something else: %s",
    async (name) => {
      const tools = { "tools.json": JSON.stringify([{ name }]) };
      const path = await initIn(tools);
      const files = { ...tools, "safeclaw.yaml": uncommented(read(path, "safeclaw.yaml")) };
      expect(await compiled(files)).toMatchObject({ exit: 0, stderr: "" });
    },
  );

  it("begins with the modeline by which editors find the schema in the package", async () => {
    const path = await initIn({});
    const target = "./node_modules/@authensor/safeclaw/safeclaw.schema.json";
    expect(read(path, "safeclaw.yaml").split("\n")[0]).toBe(
      `# yaml-language-server: $schema=${target}`,
    );
  });
});

async function compiled(files: Files): ReturnType<typeof safeclaw> {
  return await safeclaw(["compile"], folder(files));
}

describe("tools", () => {
  it("takes those that the command line names", async () => {
    const path = await initIn(
      { "tools.json": "[]", "defs/mine.json": toolsJson },
      "--tools",
      "defs/mine.json",
    );
    expect(read(path, "safeclaw.yaml")).toContain("\ntools: ./defs/mine.json\n");
  });

  it("says why it passes over a module that the compiler cannot read, and goes on", async () => {
    const path = folder({
      "tools.ts": "export function t(a: string, b: string) {}\n",
      "tools.json": toolsJson,
    });
    const ran = await safeclaw(["init", "--yes"], path);
    expect(ran.exit).toBe(0);
    expect(ran.stdout).toContain("not tools.ts: the exported function `t` takes 2 parameters");
    expect(ran.stdout).toContain("(tools.ts:1:17)");
    expect(read(path, "safeclaw.yaml")).toContain("\ntools: ./tools.json\n");
  });

  it.each([
    ["cannot be read", "tools.json", "[{]", 1, "error[SC7003]"],
    ["define no tools", "tools.ts", "export interface A {}\n", 1, "defines no tools"],
    ["are of another kind", "tools.py", "", 1, "--> command line:1:9"],
    ["are not there", "elsewhere.ts", "", 2, "there is no file of tools at `tools.ts`"],
    ["lie outside", "../tools.ts", toolsTs, 1, "error[SC1004]"],
  ])("writes nothing where the named ones %s", async (_, name, content, exit, says) => {
    const path = folder({ "project/package.json": "{}", [join("project", name)]: content });
    const before = snapshot(path);
    const named = name === "elsewhere.ts" ? "tools.ts" : name;
    const ran = await safeclaw(["init", "--yes", "--tools", named], join(path, "project"));
    expect(ran).toMatchObject({ exit, stdout: "", stderr: expect.stringContaining(says) });
    expect(snapshot(path)).toEqual(before);
  });
});

describe("a policy that is there", () => {
  it.each(["safeclaw.yaml", "safeclaw.yml"])("is never overwritten: %s", async (name) => {
    const path = folder({ [name]: policy, "package.json": "{}" });
    const before = snapshot(path);
    const ran = await safeclaw(["init", "--yes"], path);
    expect(ran).toMatchObject({ exit: 1, stdout: "" });
    expect(ran.stderr).toContain(`\`${name}\` is there already, and nothing was written`);
    expect(ran.stderr).toContain("--force");
    expect(snapshot(path)).toEqual(before);
  });

  it("is not overwritten as a folder or as a link that leads nowhere either", async () => {
    const path = folder();
    symlinkSync("nowhere", join(path, "safeclaw.yaml"));
    expect(await safeclaw(["init", "--yes"], path)).toMatchObject({ exit: 1 });
    rmSync(join(path, "safeclaw.yaml"));
    mkdirSync(join(path, "safeclaw.yaml"));
    expect(await safeclaw(["init", "--yes"], path)).toMatchObject({ exit: 1 });
    expect(await safeclaw(["init", "--yes", "--force"], path)).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("it is a folder"),
    });
    expect(readdirSync(path)).not.toContain("nowhere");
  });

  it.each(["safeclaw.yaml", "safeclaw.yml"])(
    "is overwritten with --force, where it stands: %s",
    async (name) => {
      const path = folder({ [name]: policy });
      expect(await safeclaw(["init", "--yes", "--force"], path)).toMatchObject({ exit: 0 });
      expect(read(path, name)).toContain("policies: []");
      expect(readdirSync(path).filter((file) => file.startsWith("safeclaw"))).toEqual([name]);
    },
  );
});

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
    ["is missing", {}, "package.json   is not here"],
    [
      "cannot be read",
      { "package.json": "{ nonsense" },
      "package.json   cannot be read, and is left alone",
    ],
  ])("that %s is no failure", async (_, files: Files, says) => {
    const path = folder(files);
    const ran = await safeclaw(["init", "--yes"], path);
    expect(ran).toMatchObject({ exit: 0, stdout: expect.stringContaining(says) });
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
    expect(readdirSync(bot).sort()).toEqual([".gitignore", "package.json", "safeclaw.yaml"]);
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

describe("for scripts", () => {
  it("--json prints one document and asks nothing", async () => {
    const path = folder({ "package.json": "{}", "tools.json": toolsJson });
    const { exit, stdout, stderr } = await safeclaw(["init", "--json"], path);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      policy: "safeclaw.yaml",
      tools: "./tools.json",
      refused: [],
      files: [
        { file: "safeclaw.yaml", written: true },
        { file: "package.json", written: true },
        { file: ".gitignore", written: true },
        { file: "tsconfig.json", written: true },
      ],
      missing: {
        dependencies: ["@authensor/safeclaw-runtime", "zod"],
        devDependencies: ["@authensor/safeclaw", "typescript"],
      },
    });
    const again = await safeclaw(["init", "--json"], path);
    expect(again).toMatchObject({ exit: 1, stderr: "" });
    expect(JSON.parse(again.stdout)).toMatchObject({
      ok: false,
      diagnostics: [{ code: "SC6004" }],
    });
  });

  it("asks nothing without a terminal, also without --yes, and as the bare command", async () => {
    for (const args of [["init"], []]) {
      const path = folder({ "tools.json": toolsJson });
      expect(await safeclaw(args, path)).toMatchObject({ exit: 0, stderr: "" });
      expect(read(path, "safeclaw.yaml")).toContain("policies: []");
    }
  });
});

describe("on a terminal", () => {
  const terminal = (lines: string) => {
    const shown = { stdout: "", stderr: "" };
    const keep = (stream: "stdout" | "stderr") => ({
      write: (text: string): void => {
        shown[stream] += text;
      },
    });
    const keyboard = new PassThrough();
    keyboard.end(lines);
    return { shown, stdout: keep("stdout"), stderr: keep("stderr"), color: false, keyboard };
  };
  const options = { yes: false, force: false, json: false };

  it.each([
    ["allow", "effect: allow"],
    ["A", "effect: allow"],
    ["d", "effect: deny"],
    ["r", "effect: require_approval"],
    ["require approval", "effect: require_approval"],
  ])("writes what is answered, and lists what is skipped: %s", async (answer, effect) => {
    const cwd = folder({ "tools.json": toolsJson });
    const { shown, ...streams } = terminal(`s\nwhat?\n${answer}\n`);
    expect(await init(options, { ...streams, cwd })).toBe(0);
    const text = read(cwd, "safeclaw.yaml");
    expect(text).toContain(
      `      - tool: refund_order # order_id: string, amount: number, status?: "open" | "shipped", note?: string\n        ${effect}\n`,
    );
    expect(text).not.toContain("policies: []");
    expect(text).not.toContain("tool: get_customer");
    expect(text).toMatch(/Not mentioned, and so denied:\n# "get_customer"\n$/u);
    expect(shown.stdout).toContain("Please answer");
    expect(await safeclaw(["compile"], cwd)).toMatchObject({ exit: 0, stderr: "" });
  });

  it("writes the policy to uncomment where everything is skipped", async () => {
    const cwd = folder({ "tools.json": toolsJson });
    const { shown: _, ...streams } = terminal("\n\n");
    expect(await init(options, { ...streams, cwd })).toBe(0);
    expect(read(cwd, "safeclaw.yaml")).toContain("policies: []");
  });

  it("writes nothing where the person leaves in the middle", async () => {
    const cwd = folder({ "tools.json": toolsJson });
    const before = snapshot(cwd);
    const { shown, ...streams } = terminal("a\n");
    expect(await init(options, { ...streams, cwd })).toBe(1);
    expect(shown.stderr).toContain("nothing was written");
    expect(snapshot(cwd)).toEqual(before);
  });

  it.each([
    ["--yes", { ...options, yes: true }],
    ["--json", { ...options, json: true }],
  ])("asks nothing with %s", async (_, given) => {
    const cwd = folder({ "tools.json": toolsJson });
    const { shown, ...streams } = terminal("a\na\n");
    expect(await init(given, { ...streams, cwd })).toBe(0);
    expect(shown.stdout).not.toContain("allow,");
    expect(read(cwd, "safeclaw.yaml")).toContain("policies: []");
  });

  const script = spawnSync("script", ["--version"], { encoding: "utf8" });
  it.skipIf(!script.stdout?.includes("util-linux"))("asks on a real one", () => {
    const cwd = folder({ "tools.json": toolsJson });
    const command = `${process.execPath} ${cli} init`;
    const ran = spawnSync("script", ["-qec", command, "/dev/null"], {
      cwd,
      input: "a\nd\n",
      encoding: "utf8",
    });
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain("a/d/r/Enter:");
    const effects = read(cwd, "safeclaw.yaml").match(/(?<= {8}effect: ).*/gu);
    expect(effects).toEqual(["allow", "deny"]);
  });
});
