// `safeclaw audit prove`: what proves to somebody with the public key alone that one record is in the log.

import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { auditStreams, proveRecord } from "@authensor/safeclaw-runtime/node";
import { logAt } from "./audit/log-at.js";
import { fail } from "./audit/say.js";
import { type ExitCode, printJson, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface AuditProveOptions {
  readonly log?: string | undefined;
  readonly stream?: string | undefined;
  /** A file with checkpoints that was kept elsewhere. */
  readonly checkpoint?: string | undefined;
  readonly json: boolean;
}

export async function auditProve(
  number: string | undefined,
  options: AuditProveOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (number === undefined) {
    throw new UsageError(
      "which record is to be proved?",
      "write its number, `seq` in `safeclaw audit --json`, e.g. `safeclaw audit prove 5`",
    );
  }
  const seq = Number(number);
  if (!Number.isSafeInteger(seq) || seq < 1) {
    throw new UsageError(`\`${number}\` is no record's number`, "write a record's `seq`, from 1");
  }
  const path = logAt(options.log, terminal.cwd);
  const checkpoints =
    options.checkpoint === undefined ? undefined : resolve(terminal.cwd, options.checkpoint);
  if (checkpoints !== undefined && !existsSync(checkpoints)) {
    throw new UsageError(`there is no file of checkpoints at ${checkpoints}`);
  }
  try {
    const stream = await streamAt(path, options.stream);
    const directory = statSync(path).isDirectory() ? path : dirname(path);
    printJson(await proveRecord(directory, { stream, seq, checkpoints }), terminal);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return fail(error, options, terminal);
  }
}

const mostNames = 20;

async function streamAt(path: string, asked: string | undefined): Promise<string> {
  const streams = await auditStreams(path);
  const [only, ...others] =
    asked === undefined ? streams : streams.filter((each) => each === asked);
  if (only === undefined) {
    if (streams.length === 0) throw new UsageError(`there is no stream at ${path}`);
    throw new UsageError(`there is no stream \`${asked}\``, `there are: ${named(streams)}`);
  }
  if (others.length === 0) return only;
  throw new UsageError(
    "each stream has a record of this number",
    `say which with \`--stream\`: ${named(streams)}`,
  );
}

function named(streams: readonly string[]): string {
  const more = streams.length > mostNames ? ` and ${streams.length - mostNames} more` : "";
  return `${streams.slice(0, mostNames).join(", ")}${more}`;
}
