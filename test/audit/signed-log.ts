// A log whose checkpoints are signed, in a folder of the test's own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type AuditEvent,
  type CheckpointOptions,
  fileAudit,
  newAuditKey,
  readAuditKeys,
  type Verification,
  verifyAudit,
} from "@authensor/safeclaw-runtime/node";
import type { AuditSink } from "../../runtime/audit/audit-sink.js";
import { allowed } from "./decisions.js";
import { folder } from "./stream-files.js";

export class SignedLog {
  readonly directory: string;
  /** The path of the private key. */
  readonly key: string;
  readonly events: AuditEvent[] = [];

  constructor() {
    const home = folder();
    this.directory = join(home, "audit");
    this.key = join(home, "audit.key");
    writeFileSync(this.key, newAuditKey("example.com/audit").privateKey);
  }

  open(checkpoints: CheckpointOptions = {}): AuditSink {
    return fileAudit(this.directory, {
      checkpoints: { key: this.key, ...checkpoints },
      onEvent: (event) => this.events.push(event),
    });
  }

  filesThat(end: string): string[] {
    return readdirSync(this.directory)
      .filter((name) => name.endsWith(end))
      .map((name) => join(this.directory, name));
  }

  checkpoints(): string {
    return this.filesThat(".checkpoints")
      .map((path) => readFileSync(path, "utf8"))
      .join("");
  }

  async verified(checkpoints: readonly string[] = []): Promise<Verification> {
    return await verifyAudit(this.directory, { keys: readAuditKeys([this.key]), checkpoints });
  }

  /** Runs the writer; with a signal, until it has got going and was sent that. */
  async run(mode: string, signal?: NodeJS.Signals): Promise<{ readonly stdout: string }> {
    const writer = fileURLToPath(new URL("./signing-writer.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", writer, this.directory, mode], {
      env: { ...process.env, SAFECLAW_AUDIT_KEY: this.key },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (signal !== undefined && stdout.includes("going")) child.kill(signal);
    });
    await once(child, "close");
    return { stdout };
  }
}

export async function record(sink: AuditSink, count: number): Promise<void> {
  for (let written = 0; written < count; written += 1) sink.write(allowed);
  await sink.flush();
}

/** How many records each of these checkpoints speaks of. */
export const sizes = (text: string): number[] =>
  Array.from(text.matchAll(/^safeclaw\/\S+\n(\d+)$/gmu), ([, size]) => Number(size));
