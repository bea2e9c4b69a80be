// `safeclaw audit keygen`: makes the key with which the audit log's checkpoints are signed.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, resolve } from "node:path";
import { type NewAuditKey, newAuditKey } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../diagnostics/harmless.js";
import { displayPath } from "../source/project.js";
import { type ExitCode, printJson, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface AuditKeygenOptions {
  readonly out?: string | undefined;
  /** What the signatures say of who made them. */
  readonly name?: string | undefined;
  readonly json: boolean;
}

const defaultOut = ".safeclaw/audit.key";

export function auditKeygen(options: AuditKeygenOptions, terminal: Terminal): ExitCode {
  const path = resolve(terminal.cwd, options.out ?? defaultOut);
  const { privateKey, publicKey } = made(options.name ?? `safeclaw/${host()}`);
  keep(privateKey, path);
  if (options.json) {
    printJson({ file: path, publicKey }, terminal);
    return 0;
  }
  terminal.stdout.write(`${publicKey}\n`);
  const shown = harmless(displayPath(path, terminal.cwd));
  terminal.stderr.write(
    `the private key is in ${shown}: set SAFECLAW_AUDIT_KEY to that path where your service runs
the line above is the public key: give it to who verifies, as \`safeclaw audit verify --key\`\n`,
  );
  return 0;
}

function made(name: string): NewAuditKey {
  try {
    return newAuditKey(name);
  } catch (error) {
    throw new UsageError(
      `\`--name ${name}\` cannot be a key's name`,
      error instanceof Error ? error.message : undefined,
    );
  }
}

/** SECURITY: for nobody else to read, and never in the place of another key, whose checkpoints would lose their proof. */
function keep(privateKey: string, path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
    writeFileSync(path, `${privateKey}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (existsSync(path)) {
      throw new UsageError(
        `${path} is there already`,
        "no key is overwritten: name another file with `--out`",
      );
    }
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

function host(): string {
  return hostname().replace(/[\s+]/gu, "_") || "localhost";
}
