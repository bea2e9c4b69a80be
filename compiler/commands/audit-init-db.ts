// `safeclaw audit init-db`: makes the table that the log is shipped to.

import { initDatabase } from "@authensor/safeclaw-runtime/postgres";
import { harmless } from "../diagnostics/harmless.js";
import { ask } from "./audit/database.js";
import { type ExitCode, printJson, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface InitDatabaseOptions {
  readonly db?: string | undefined;
  readonly json: boolean;
}

export async function auditInitDatabase(
  { db, json }: InitDatabaseOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (db === undefined) {
    throw new UsageError("`safeclaw audit init-db` needs a database", "write --db URL");
  }
  return await ask(db, { json }, terminal, async (connection, place) => {
    const { from, to } = await initDatabase(connection);
    const text = { 0: "made the table safeclaw_audit", [to]: "the table safeclaw_audit is there" };
    const done = text[from] ?? `brought the table safeclaw_audit up from version ${from}`;
    if (json) printJson({ ok: true, database: place, from, to }, terminal);
    else terminal.stdout.write(`${harmless(place)}: ${done} (version ${to})\n`);
    return 0;
  });
}
