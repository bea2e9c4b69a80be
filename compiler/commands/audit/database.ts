// The database that a command about the log is to ask, by `--db`.

import { connectTo, type PostgresConnection, placeOf } from "@authensor/safeclaw-runtime/postgres";
import { harmless } from "../../diagnostics/harmless.js";
import { type ExitCode, paletteOf, type Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

/** Hands over a connection for as long as the answer takes. What the database has against it is said in its words. */
export async function ask(
  url: string,
  terminal: Terminal,
  answer: (database: PostgresConnection, place: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  const connection = connected(url);
  try {
    return await answer(connection, placeOf(url));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    terminal.stderr.write(`${paletteOf(terminal).error("error")}: ${harmless(text)}\n`);
    return 1;
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
