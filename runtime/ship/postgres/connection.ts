// A connection to PostgreSQL, through the package `pg`, which is loaded here alone and only when it is needed.

import { explained } from "./explain-error.js";

/** What is needed of a connection: a `Pool` or a `Client` of the package `pg` has it. */
export interface PostgresConnection {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

export interface OwnConnection extends PostgresConnection {
  /** Ends what is going on; the next query connects anew. */
  drop(): void;
  close(): Promise<void>;
}

interface Client extends PostgresConnection {
  connect(): Promise<unknown>;
  end(): Promise<unknown>;
  on(event: "error", listener: (error: Error) => void): unknown;
  unref?(): void;
}

type ClientClass = new (settings: Readonly<Record<string, unknown>>) => Client;

export interface ConnectOptions {
  /** Whether an open connection keeps the process alive; default true. */
  readonly holdsProcess?: boolean;
}

/** Throws where that is no URL of a PostgreSQL database. Connects at the first query, and again after each failure. */
export function connectTo(
  url: string,
  { holdsProcess = true }: ConnectOptions = {},
): OwnConnection {
  checkUrl(url);
  let current: Promise<Client> | undefined;
  const drop = (): void => {
    current?.then((client) => client.end()).catch(() => undefined);
    current = undefined;
  };
  return {
    query: async (text, values) => {
      current ??= connect(url, holdsProcess, drop);
      try {
        return await (await current).query(text, values);
      } catch (error) {
        drop();
        throw explained(error, url);
      }
    },
    drop,
    close: async () => {
      const client = await current?.catch(() => undefined);
      current = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}

async function connect(url: string, holdsProcess: boolean, lost: () => void): Promise<Client> {
  const ClientOfPg = await loadPg();
  const client = new ClientOfPg({
    connectionString: url,
    application_name: "safeclaw",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // Without a listener, a server that goes away would end the process.
  client.on("error", lost);
  if (!holdsProcess) client.unref?.();
  await client.connect();
  return client;
}

/** SECURITY: the URL may hold a password, so no message repeats it. */
function checkUrl(url: string): void {
  let protocol = "";
  try {
    ({ protocol } = new URL(url));
  } catch {
    // As any other that is none.
  }
  if (protocol !== "postgres:" && protocol !== "postgresql:") {
    throw new TypeError(
      "that is no URL of a PostgreSQL database, such as postgres://host/database",
    );
  }
}

async function loadPg(): Promise<ClientClass> {
  // By name: types and bundlers need not know the package, which is optional.
  const name: string = "pg";
  let loaded: unknown;
  try {
    loaded = await import(name);
  } catch (error) {
    throw new Error("PostgreSQL needs the package `pg`: install it with `npm i pg`", {
      cause: error,
    });
  }
  const found = clientIn(loaded) ?? clientIn(Reflect.get(Object(loaded), "default"));
  if (found === undefined) throw new Error("this version of the package `pg` has no `Client`");
  return found;
}

function clientIn(module: unknown): ClientClass | undefined {
  const found: unknown = Reflect.get(Object(module), "Client");
  // INVARIANT: what the package `pg` exports under this name has had this shape since its version 7.
  return typeof found === "function" ? (found as ClientClass) : undefined;
}
