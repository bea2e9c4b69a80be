// Entry `@authensor/safeclaw-runtime/postgres`: the log in PostgreSQL. Needs the package `pg`, and Node.js.

import type { AuditSink } from "../../audit/audit-sink.js";
import { type ShippedAuditOptions, shippedAudit } from "../shipped-audit.js";
import type { PostgresConnection } from "./connection.js";
import { postgresTarget } from "./postgres-target.js";

export type { AuditTarget, Rejection, ShippedLine } from "../audit-target.js";
export { type AuditShipper, shipAudit } from "../ship-audit.js";
export type { ShipEvent, ShipOptions } from "../ship-options.js";
export type { ShippedAuditOptions } from "../shipped-audit.js";
export { connectTo, type OwnConnection, type PostgresConnection } from "./connection.js";
export { placeOf } from "./explain-error.js";
export type { Order } from "./page-statement.js";
export { type PostgresTargetOptions, postgresTarget } from "./postgres-target.js";
export {
  readDatabase,
  scanDatabase,
} from "./scan-database.js";
export { type Initialised, initDatabase } from "./schema.js";

export interface PostgresAuditOptions extends ShippedAuditOptions {
  /** The URL of a database, or a `Pool` of the package `pg` that the application keeps. */
  readonly connection: string | PostgresConnection;
  /** Under this name it is remembered what the database has. Default: of a URL, its own; of a pool, `postgres`. */
  readonly name?: string | undefined;
}

/**
 * Keeps decisions in files, as `fileAudit` does, and brings them to PostgreSQL. No decision waits for the database. The
 * table is made by `safeclaw audit init-db`.
 */
export function postgresAudit(options: PostgresAuditOptions): AuditSink {
  const { connection, name } = options;
  return shippedAudit(options, postgresTarget(connection, { name }));
}
