// `safeclaw compile --watch`: a real process that follows a policy through good and bad edits.

import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Files, folder, read, write } from "./folder.js";
import { ended, type Ran, start } from "./safeclaw.js";
import { policy, project, toolsJson } from "./samples.js";

/** A compile that watches, and what it has said so far. */
class Watch {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ran>;
  #said = "";
  #heard = 0;

  constructor(path: string, ...options: string[]) {
    this.#child = start(["compile", "--watch", ...options], path);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#said += text;
      });
    }
    this.#ended = ended(this.#child);
    onTestFinished(() => void this.#child.kill("SIGKILL"));
  }

  /** Waits until it says this, after what it said before. */
  async says(text: string): Promise<void> {
    for (let waited = 0; waited < 20_000; waited += 20) {
      const found = this.#said.indexOf(text, this.#heard);
      if (found >= 0) {
        this.#heard = found + text.length;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`it never said ${text}, but:\n${this.#said.slice(this.#heard)}`);
  }

  async stop(signal: "SIGINT" | "SIGTERM"): Promise<Ran> {
    this.#child.kill(signal);
    return await this.#ended;
  }
}

const watching = "watching for changes";

describe("safeclaw compile --watch", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "compiles after each edit until %s, and ends well",
    async (signal) => {
      const path = folder(project);
      const watch = new Watch(path);
      await watch.says("wrote 6 files");
      await watch.says(watching);
      write(path, { "safeclaw.yaml": policy.replace("100", "200") });
      await watch.says("wrote 2 files");
      expect(read(path, "generated/support.ts")).toContain('atMost("amount", 200)');
      write(path, { "tools.json": toolsJson.replace("shipped", "sent") });
      await watch.says("wrote");
      expect(read(path, "generated/tools.ts")).toContain('"sent"');
      expect(await watch.stop(signal)).toMatchObject({ exit: 0 });
    },
  );

  it.each<[string, Files]>([
    ["the policy", { "safeclaw.yaml": policy.replace("refund_order", "refund_ordr") }],
    ["the tools", { "tools.json": "[{" }],
  ])(
    "shows what is wrong in %s, writes nothing, and recovers with the next good edit",
    async (_, bad) => {
      const path = folder(project);
      const watch = new Watch(path);
      await watch.says(watching);
      const before = read(path, "generated/support.ts");
      write(path, bad);
      await watch.says("error[SC");
      await watch.says("nothing was written");
      expect(read(path, "generated/support.ts")).toBe(before);
      write(path, { ...project, "safeclaw.yaml": policy.replace("100", "300") });
      await watch.says("wrote 2 files");
      expect(read(path, "generated/support.ts")).toContain('atMost("amount", 300)');
      expect(await watch.stop("SIGINT")).toMatchObject({ exit: 0 });
    },
  );

  it("begins with a broken policy too, survives one that is gone, and is not woken by what it writes", async () => {
    const path = folder({ ...project, "safeclaw.yaml": "version: [\n" });
    const watch = new Watch(path);
    await watch.says("error[SC1101]");
    await watch.says(watching);
    rmSync(join(path, "safeclaw.yaml"));
    await watch.says("error[SC1001]");
    write(path, { "safeclaw.yaml": policy });
    await watch.says("wrote 6 files");
    // Time enough for what was just written to be noticed.
    await new Promise((resolve) => setTimeout(resolve, 500));
    write(path, { "safeclaw.yaml": policy.replace("100", "400") });
    await watch.says("wrote 2 files");
    const { stdout } = await watch.stop("SIGINT");
    expect(stdout.match(/^generated\//gmu)).toHaveLength(2);
  });

  it("prints a line of JSON for each compile, and nothing else", async () => {
    const path = folder(project);
    const watch = new Watch(path, "--json");
    await watch.says(watching);
    write(path, { "safeclaw.yaml": policy.replace("100", "many") });
    await watch.says("SC4001");
    const { stdout } = await watch.stop("SIGINT");
    const documents = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(documents).toMatchObject([
      { ok: true },
      { ok: false, diagnostics: [{ code: "SC4001" }] },
    ]);
  });

  it("follows the files that a policy includes, in other folders, and one that is not there yet", async () => {
    const org = (amount: number): string =>
      policy
        .replace(/^tools:.*\n/mu, "")
        .replace("support", "org")
        .replace("100", `${amount}`);
    const path = folder({
      "app/safeclaw.yaml": `version: 1\ntools: ./tools.json\ninclude: [../org/org.yaml, ../org/more.yaml]\npolicies: []\n`,
      "app/tools.json": toolsJson,
      "org/org.yaml": org(100),
      "package.json": "{}",
    });
    const watch = new Watch(path, "--config", "app/safeclaw.yaml");
    await watch.says("error[SC1001]");
    await watch.says(watching);
    write(path, { "org/more.yaml": "version: 1\npolicies: []\n" });
    await watch.says("wrote");
    write(path, { "org/org.yaml": org(700) });
    await watch.says("wrote 2 files");
    expect(read(path, "app/generated/org.ts")).toContain('atMost("amount", 700)');
    expect(await watch.stop("SIGINT")).toMatchObject({ exit: 0 });
  });

  it("follows tools in another folder", async () => {
    const path = folder({
      "policies/safeclaw.yaml": policy.replace("./tools", "../src/tools"),
      "src/tools.json": toolsJson,
      "package.json": "{}",
    });
    const watch = new Watch(path, "--config", "policies/safeclaw.yaml");
    await watch.says(watching);
    write(path, { "src/tools.json": toolsJson.replace("shipped", "sent") });
    await watch.says("wrote");
    expect(read(path, "policies/generated/tools.ts")).toContain('"sent"');
    expect(await watch.stop("SIGINT")).toMatchObject({ exit: 0 });
  });
});
