// `safeclaw init`: scripts and people get answers, and only people are asked.

import { spawnSync } from "node:child_process";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { init } from "../../compiler/commands/init.js";
import { folder, read, snapshot } from "./folder.js";
import { cli, safeclaw } from "./safeclaw.js";
import { toolsJson } from "./samples.js";

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
        { file: "generated/safeclaw.schema.json", written: true },
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
