// `safeclaw init`: the policy that it writes compiles as it is, denies everything, and overwrites nothing.

import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, folder, read, snapshot } from "./folder.js";
import { initIn } from "./init-in.js";
import { safeclaw } from "./safeclaw.js";
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

/** The same, with a status that is always there and may be another one. */
const requiredTs = toolsTs.replace('status?: "open"', 'status: "lost" | "open"');

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

  it("shows conditions, facts and other files in lines that work as they stand", async () => {
    const written = read(await initIn({ "tools.ts": requiredTs }), "safeclaw.yaml");
    const policy = uncommented(written)
      .replace(/^# (?=facts:|include:)/gmu, "")
      .replace(/^( {6})# {3}(?=when:|constraints:| {2}\w)/gmu, "$1  ");
    const [shown = ""] = /^ {8}when:.*?(?= {6}- )/msu.exec(policy) ?? [];
    const text = policy
      .replace(shown, "")
      .replace(/(- tool: refund_order .*\n {8}effect: )deny\n/u, `$1allow\n${shown}`);
    const files = {
      "tools.ts": requiredTs,
      "facts.ts":
        "export const order = (args: { order_id: string }) => ({ total: args.order_id.length });\n",
      "org.yaml": "version: 1\npolicies: []\n",
      "safeclaw.yaml": text,
    };
    const ran = await compiled(files);
    expect(ran, `${text}\n${ran.stderr}`).toMatchObject({ exit: 0, stderr: "" });
    const keys = text.match(/^ *(?:facts|include|when|max_amount|require)(?=: )/gmu) ?? [];
    expect(keys.map((key) => key.trim())).toEqual([
      "facts",
      "include",
      "when",
      "max_amount",
      "require",
    ]);
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

  it("begins with the modeline, and the schema is there before anything is compiled", async () => {
    const path = await initIn({ "tools.json": toolsJson });
    const schema = "generated/safeclaw.schema.json";
    const [first] = read(path, "safeclaw.yaml").split("\n");
    expect(first).toBe(`# yaml-language-server: $schema=./${schema}`);
    const before = read(path, schema);
    expect(await safeclaw(["compile"], path)).toMatchObject({ exit: 0 });
    expect(read(path, schema)).toBe(before);
  });

  it("leaves a file alone that stands where the schema would be", async () => {
    const path = await initIn({ "generated/safeclaw.schema.json": "{}\n" });
    expect(read(path, "generated/safeclaw.schema.json")).toBe("{}\n");
  });

  it("writes no schema through a link out of the repository", async () => {
    const elsewhere = folder();
    const path = folder({ "package.json": "{}" });
    symlinkSync(elsewhere, join(path, "generated"));
    expect(await safeclaw(["init", "--yes"], path)).toMatchObject({ exit: 0, stderr: "" });
    expect(readdirSync(elsewhere)).toEqual([]);
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
