// The database that a command about the log is to ask, by `--db`.

import { connectTo, type PostgresConnection, placeOf } from "@authensor/safeclaw-runtime/postgres";
import type { ExitCode, Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import type { AuditOptions } from "./audit-options.js";
import { fail } from "./say.js";

/** Hands over a connection for as long as the answer takes. What the database has against it is said in its words. */
export async function ask(
  url: string,
  options: Pick<AuditOptions, "json">,
  terminal: Terminal,
  answer: (database: PostgresConnection, place: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  const connection = connected(url);
  try {
    return await answer(connection, placeOf(url));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return fail(error, options, terminal);
  } finally {
    await connection.close();
  }
}

function connected(url: string): ReturnType<typeof connectTo> {
  try {
    return connectTo(url);
  } catch {
    // SECURITY: what was written may hold a password, so it is not repeated.
    throw new UsageError(
      "`--db` needs the URL of a PostgreSQL database",
      "such as postgres://user@host/database; a password may stand in PGPASSWORD",
    );
  }
}
