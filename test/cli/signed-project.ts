// A project whose log is signed, as an operator sets it up with the command line.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileAudit } from "@authensor/safeclaw-runtime/node";
import { expect } from "vitest";
import { allowed } from "../audit/decisions.js";
import { folder } from "./folder.js";
import { type Ran, safeclaw } from "./safeclaw.js";

export const keyFile = ".safeclaw/audit.key";

export class SignedProject {
  readonly here: string = folder();
  publicKey = "";

  static async start(): Promise<SignedProject> {
    const project = new SignedProject();
    const { exit, stdout } = await project.run("keygen", "--name", "example.com/orders");
    expect(exit).toBe(0);
    project.publicKey = stdout.trim();
    return project;
  }

  /** `safeclaw audit …` */
  run(...args: readonly string[]): Promise<Ran> {
    return safeclaw(["audit", ...args], this.here);
  }

  /** Writes a stream, and returns its name. */
  async record(count: number, options: Parameters<typeof fileAudit>[1] = {}): Promise<string> {
    const checkpoints = { key: join(this.here, keyFile) };
    const sink = fileAudit(this.path(""), { checkpoints, ...options });
    for (let written = 0; written < count; written += 1) {
      sink.write({ ...allowed, call: `call_${written}` });
    }
    await sink.close();
    const name = readdirSync(this.path("")).findLast((each) => each.endsWith(".jsonl"));
    return name?.replace(/\.\d+\.jsonl$/u, "") ?? "";
  }

  /** Of a file in the log's folder. */
  path(name: string): string {
    return join(this.here, ".safeclaw/audit", name);
  }

  spoil(name: string, change: (text: string) => string): void {
    const text = readFileSync(this.path(name), "utf8");
    expect(change(text)).not.toBe(text);
    writeFileSync(this.path(name), change(text));
  }
}
