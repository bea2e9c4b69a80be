// What a command line asks of the log: the options that all commands about it share.

import { resolve } from "node:path";
import type { AuditQuery } from "@authensor/safeclaw-runtime/node";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import { parseFilter } from "./parse-filter.js";
import { parseSince } from "./parse-since.js";

export interface AuditOptions {
  /** A stream file or a folder of them. */
  readonly log?: string | undefined;
  readonly last?: number | undefined;
  readonly filter: readonly string[];
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly follow?: boolean | undefined;
  readonly json: boolean;
}

const defaultLog = ".safeclaw/audit";

export function logOf({ log }: Pick<AuditOptions, "log">, { cwd }: Pick<Terminal, "cwd">): string {
  return resolve(cwd, log ?? defaultLog);
}

/** `defaultLast` holds where no number is asked for. */
export function queryOf(options: AuditOptions, defaultLast?: number): AuditQuery {
  const { filter, last = defaultLast } = options;
  const now = new Date();
  const since = options.since === undefined ? undefined : parseSince(options.since, now);
  const until = options.until === undefined ? undefined : parseSince(options.until, now, "--until");
  if (last !== undefined && !(Number.isSafeInteger(last) && last > 0)) {
    throw new UsageError("`--last` needs a whole number from 1");
  }
  if (since !== undefined && until !== undefined && since >= until) {
    throw new UsageError("there is no time between `--since` and `--until`");
  }
  return {
    filters: filter.map(parseFilter),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(last === undefined ? {} : { last }),
  };
}

/** Whether the question is about a part of the log. */
export function asksForPart({ filter, since, until }: AuditOptions): boolean {
  return filter.length > 0 || since !== undefined || until !== undefined;
}

/** For commands whose answer is one. */
export function refuseFollow({ follow }: AuditOptions, command: string): void {
  if (follow === true) {
    throw new UsageError(`\`safeclaw audit ${command}\` cannot follow`, "leave out `--follow`");
  }
}
