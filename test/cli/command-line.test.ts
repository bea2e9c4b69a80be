// The command line itself: exit codes, what is misspelt or missing, and what a pipe gets to see.

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, folder, read, snapshot, write } from "./folder.js";
import { cli, safeclaw } from "./safeclaw.js";
import { policy, project, toolsJson } from "./samples.js";

const broken = { ...project, "safeclaw.yaml": policy.replace("max_amount", "max_amuont") };
const call = '{"tool": "refund_order", "args": {"order_id": "o", "amount": 1}}\n';
const allowed = ["--tool", "refund_order", "--args", '{"order_id": "o", "amount": 100}'];
const denied = ["--tool", "refund_order", "--args", '{"order_id": "o", "amount": 101}'];

describe("exit codes", () => {
  it.each<[exit: number, args: readonly string[], files: Files]>([
    [0, [], project],
    [0, [], {}],
    [1, [], broken],
    [0, ["--help"], {}],
    [0, ["--version"], {}],
    [0, ["compile", "--help"], {}],
    [0, ["compile", "--version"], {}],
    [0, ["init", "--yes"], {}],
    [1, ["init", "--yes"], project],
    [0, ["init", "--yes", "--force"], project],
    [0, ["compile"], project],
    [1, ["compile"], broken],
    [1, ["compile"], { ...project, "safeclaw.yaml": "version: 1\npolicies: [\n" }],
    [1, ["compile"], { "safeclaw.yaml/": "" }],
    [2, ["compile"], {}],
    [2, ["compile"], { "package.json": "{}" }],
    [1, ["compile", "--check"], project],
    [1, ["compile", "--exhaustive"], project],
    [0, ["compile", "--out", "guards"], project],
    [0, ["compile", "--config", "safeclaw.yaml"], project],
    [2, ["compile", "--config", "missing.yaml"], project],
    [2, ["--config", "missing.yaml"], project],
    [1, ["compile", "--config", "folder"], { ...project, "folder/": "" }],
    [0, ["evaluate", ...allowed], project],
    [1, ["evaluate", ...denied], project],
    [1, ["evaluate", "--tool", "refund_order"], project],
    [1, ["evaluate", ...allowed], broken],
    [2, ["evaluate", ...allowed], {}],
    [2, ["evaluate"], project],
    [2, ["evaluate", "--args", "{}"], project],
    [2, ["evaluate", ...allowed, "--calls", "calls"], { ...project, calls: call }],
    [0, ["evaluate", "--calls", "calls"], { ...project, calls: call }],
    [1, ["evaluate", "--calls", "calls"], { ...project, calls: `${call}{\n` }],
    [2, ["evaluate", "--calls", "missing"], project],
    [0, ["explain", "SC2001"], {}],
    [2, ["explain", "SC0000"], {}],
    [2, ["explain"], {}],
    [0, ["audit"], {}],
    [2, ["audit", "--log", "missing"], {}],
    [2, ["audit", "--last", "none"], {}],
    [2, ["audit", "--filter", "colour=red"], {}],
    [2, ["audit", "--since", "yore"], {}],
    [2, ["bogus"], project],
    [2, ["compile", "bogus"], project],
    [2, ["compile", "--bogus"], project],
    [2, ["--bogus"], project],
    [2, ["compile", "--config"], project],
    [2, ["compile", "--out"], project],
    [2, ["evaluate", "--tool"], project],
    [2, ["init", "--tools"], {}],
  ])("%s: safeclaw %j", async (exit, args, files) => {
    const ran = await safeclaw(args, folder(files));
    expect(ran).toMatchObject({ exit });
    // What went wrong is never said where a script reads the answer.
    if (exit === 2)
      expect(ran).toMatchObject({ stdout: "", stderr: expect.stringMatching(/^error: /u) });
  });
});

describe("a slip of the pen", () => {
  it.each([
    [["compil"], "compile"],
    [["evalute", "--tool", "x"], "evaluate"],
    [["complie", "--check"], "compile"],
    [["compile", "--chek"], "--check"],
    [["compile", "--exhaustiv"], "--exhaustive"],
    [["init", "--tool", "x"], "--tools"],
    [["audit", "--filtr", "tool=x"], "--filter"],
    [["compile", "--cofig", "x"], "--config"],
    [["--jsn"], "--json"],
    [["explain", "SC201"], "SC2001"],
  ])("%j: did you mean %s", async (args, meant) => {
    const path = folder(project);
    const before = snapshot(path);
    const { exit, stderr } = await safeclaw(args, path);
    expect(exit).toBe(2);
    expect(stderr.toLowerCase()).toContain("did you mean");
    expect(stderr).toContain(meant);
    expect(snapshot(path)).toEqual(before);
  });

  it("names the commands where nothing is near", async () => {
    const { stderr } = await safeclaw(["frobnicate"], folder());
    expect(stderr).toContain("init, compile, tools, evaluate, explain, audit");
  });
});

describe("options for every command", () => {
  it("stand before the command or after it", async () => {
    const path = folder({ "policies/safeclaw.yaml": policy, "policies/tools.json": toolsJson });
    const config = ["--config", "policies/safeclaw.yaml"];
    const after = await safeclaw(["compile", ...config, "--json"], path);
    const before = await safeclaw(["--json", ...config, "compile"], path);
    expect(after).toMatchObject({ exit: 0, stderr: "" });
    expect(before).toEqual(after);
    expect(JSON.parse(before.stdout)).toEqual({ ok: true, diagnostics: [] });
  });

  it("are in the help of each", async () => {
    for (const command of ["init", "compile", "evaluate", "explain", "audit"]) {
      const { stdout } = await safeclaw([command, "--help"], folder());
      for (const option of ["--config", "--json", "--help", "--version"]) {
        expect(stdout).toContain(option);
      }
    }
  });

  it("say which version this is", async () => {
    const manifest = JSON.parse(read(join(import.meta.dirname, "../.."), "package.json"));
    expect(await safeclaw(["--version"], folder())).toMatchObject({
      stdout: `${manifest.version}\n`,
    });
  });
});

describe("the policy that a command works on", () => {
  it.each([
    ["in the folder", "", { "safeclaw.yaml": policy }],
    ["under its other name", "", { "safeclaw.yml": policy }],
    [
      "further up, as far as the repository goes",
      "src/deep/",
      { ".git/": "", "safeclaw.yaml": policy },
    ],
    [
      "past a package, inside the repository",
      "packages/a/",
      { ".git/": "", "packages/a/package.json": "{}", "safeclaw.yaml": policy },
    ],
    [
      "further up, as far as the package goes",
      "src/deep/",
      { "package.json": "{}", "safeclaw.yaml": policy },
    ],
  ])("is found %s", async (_, cwd, files: Files) => {
    const path = folder({ "tools.json": toolsJson, ...files, [cwd === "" ? "x/" : cwd]: "" });
    expect(await safeclaw(["compile"], join(path, cwd))).toMatchObject({ exit: 0 });
    expect(read(path, "generated/index.ts")).toContain("support");
  });

  it.each([
    ["the repository", { "inner/.git/": "" }],
    ["the package, where there is no repository", { "inner/package.json": "{}" }],
  ])("is not looked for above %s", async (_, files: Files) => {
    const path = folder({ ...project, ...files });
    const ran = await safeclaw(["compile"], join(path, "inner"));
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toContain("there is no safeclaw.yaml here or above");
    expect(ran.stderr).toContain("safeclaw init");
  });
});

describe("colours", () => {
  const sequence = "\u001b[";
  const commands = [["compile"], [], ["explain", "SC2001"], ["evaluate", ...denied], ["bogus"]];

  it.each(commands)(
    "are not sent into a pipe, whatever the environment says: %j",
    async (...args) => {
      for (const files of [project, broken]) {
        const ran = await safeclaw(args, folder(files), {
          FORCE_COLOR: "1",
          COLORTERM: "truecolor",
        });
        expect(ran.stdout + ran.stderr).not.toContain(sequence);
      }
    },
  );

  const script = spawnSync("script", ["--version"], { encoding: "utf8" });
  it.skipIf(!script.stdout?.includes("util-linux"))(
    "are for terminals, unless NO_COLOR is set",
    () => {
      const cwd = folder(broken);
      const command = ["-qec", `${process.execPath} ${cli} compile`, "/dev/null"];
      const { PATH = "" } = process.env;
      const env = { PATH, TERM: "xterm" };
      expect(spawnSync("script", command, { cwd, env, encoding: "utf8" }).stdout).toContain(
        sequence,
      );
      const plain = { ...env, NO_COLOR: "1" };
      const ran = spawnSync("script", command, { cwd, env: plain, encoding: "utf8" });
      expect(ran.stdout).toContain("did you mean");
      expect(ran.stdout).not.toContain(sequence);
    },
  );
});

describe("a reader that goes away", () => {
  it("is no fault", () => {
    const cwd = folder({ ...project, calls: call.repeat(20_000) });
    const command = `"${process.execPath}" "${cli}" evaluate --calls calls | head -n 1`;
    const ran = spawnSync("sh", ["-c", command], { cwd, encoding: "utf8" });
    expect(ran.stdout).toContain('"allowed":true');
    expect(ran.stderr).toBe("");
  });
});

describe("a terminal is safe from", () => {
  it("what stands in a policy, a file's name or an option", async () => {
    const name = "\u001b[31mred.yaml";
    const path = folder();
    mkdirSync(join(path, "x"));
    write(path, { [name]: 'version: 1\npolicies:\n  - name: "\\e[31m"\n    actions: []\n' });
    const ran = await safeclaw(["compile", "--config", name], path);
    const bogus = await safeclaw(["\u001b[31m"], path);
    const missing = await safeclaw(["compile", "--config", "\u001b[32m"], path);
    expect(ran.exit).toBe(1);
    for (const { stdout, stderr } of [ran, bogus, missing])
      expect(stdout + stderr).not.toContain("\u001b");
  });
});
