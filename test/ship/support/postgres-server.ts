// A PostgreSQL server of the tests' own: in a folder that is removed, on a port of the loopback interface.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./free-port.js";

/** Where Debian puts its versions, the newest last; else what the shell finds. */
function findBinaries(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => +a - +b) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(":"),
  ];
  return folders.findLast((folder) =>
    ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
}

const binaries = findBinaries();
export const isPostgresInstalled = binaries !== undefined;
export const whyNot = isPostgresInstalled
  ? ""
  : " (skipped: there is no PostgreSQL here; `apt-get install postgresql` brings it)";

/** What no output may show. */
export const password = "canary-of-a-password";

export class PostgresServer {
  readonly port: number;
  readonly #folder: string;
  readonly #owner: { uid?: number; gid?: number };
  #server: ChildProcess | undefined;
  #said = "";

  private constructor(folder: string, port: number, owner: { uid?: number; gid?: number }) {
    this.#folder = folder;
    this.port = port;
    this.#owner = owner;
  }

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), "safeclaw-postgres-"));
    const owner = ownerOfServers();
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
    chmodSync(folder, 0o700);
    const server = new PostgresServer(folder, await freePort(), owner);
    server.#initialise();
    await server.start();
    return server;
  }

  #initialise(): void {
    const secret = join(this.#folder, "password");
    writeFileSync(secret, password);
    const access = ["-U", "safeclaw", "-A", "scram-sha-256", "--pwfile", secret];
    const form = ["-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"];
    execFileSync(
      join(binaries ?? "", "initdb"),
      ["-D", join(this.#folder, "data"), ...access, ...form],
      {
        cwd: "/",
        ...this.#owner,
      },
    );
  }

  url(database = "postgres", port: number = this.port): string {
    return `postgres://safeclaw:${password}@127.0.0.1:${port}/${database}`;
  }

  /** Resolves once it answers. */
  async start(): Promise<void> {
    for (let tries = 0; tries < 50; tries += 1) {
      if (!this.#isRunning()) this.#spawn();
      if (await this.#answers()) return;
      // After a kill, what is left of the last server must end first.
      await sleep(100);
    }
    throw new Error(`PostgreSQL does not start: ${this.#said}`);
  }

  /** In a moment, as an administrator does it: connections are cut off. */
  async stop(): Promise<void> {
    await this.#end("SIGINT");
  }

  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Stands still, with all connections open. */
  pause(): void {
    for (const pid of this.#processes()) process.kill(pid, "SIGSTOP");
  }

  resume(): void {
    for (const pid of this.#processes()) process.kill(pid, "SIGCONT");
  }

  async remove(): Promise<void> {
    await this.#end("SIGQUIT");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Over a connection of its own. */
  async query<Row = Record<string, unknown>>(
    text: string,
    { database, values }: { database?: string; values?: unknown[] } = {},
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url(database) });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  #spawn(): void {
    const settings = {
      port: this.port,
      listen_addresses: "127.0.0.1",
      unix_socket_directories: this.#folder,
      fsync: "off",
      shared_buffers: "16MB",
      max_connections: 50,
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = spawn(
      join(binaries ?? "", "postgres"),
      ["-D", join(this.#folder, "data"), ...options],
      {
        cwd: "/",
        stdio: ["ignore", "ignore", "pipe"],
        ...this.#owner,
      },
    );
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#said = `${this.#said}${text}`.slice(-2000);
    });
    this.#server = server;
  }

  async #answers(): Promise<boolean> {
    return await this.query("select 1").then(
      () => true,
      () => false,
    );
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    if (server === undefined || !this.#isRunning()) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await ended;
  }

  #isRunning(): boolean {
    return this.#server?.exitCode === null && this.#server.signalCode === null;
  }

  #processes(): number[] {
    const pid = this.#server?.pid ?? 0;
    const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], {
      encoding: "utf8",
    });
    return [pid, ...children.trim().split(/\s+/u).map(Number)];
  }
}

/** PostgreSQL refuses to run as root. */
function ownerOfServers(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
