// The folder of an application that a page speaks of: packages as npm would install them, and a shell in it.

import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const packages: Readonly<Record<string, string>> = {
  "@anthropic-ai/sdk": "node_modules/@anthropic-ai/sdk",
  "@authensor/safeclaw-runtime": "runtime",
  "@modelcontextprotocol/server": "node_modules/@modelcontextprotocol/server",
  // The package itself holds more than its tools, and is too heavy to be installed.
  "@openai/agents": "node_modules/@openai/agents-core",
  "@types/node": "node_modules/@types/node",
  ai: "node_modules/ai",
  openai: "node_modules/openai7",
  pg: "node_modules/pg",
  typescript: "node_modules/typescript",
  zod: "node_modules/zod",
};

/** What the shell finds: the built command line, and the tools of this checkout. */
const commands: Readonly<Record<string, string>> = {
  npx: 'exec "$@"',
  // What npm is asked for is looked at, not done.
  npm: "exit 0",
  safeclaw: `exec node ${join(root, "dist/compiler/cli.js")} "$@"`,
  tsc: `exec node ${join(root, "node_modules/typescript/bin/tsc")} "$@"`,
  tsx: `exec node ${join(root, "node_modules/tsx/dist/cli.mjs")} "$@"`,
};

export interface Ran {
  readonly exit: number | null;
  /** Both streams, as a terminal shows them. */
  readonly output: string;
}

export class Application {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "safeclaw-docs-")));
  readonly #bin = join(this.folder, "node_modules/.bin");
  readonly #env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.#env = env;
    this.write("package.json", '{ "name": "app", "version": "1.0.0" }\n');
    for (const [name, path] of Object.entries(packages)) {
      const link = join(this.folder, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, path), link);
    }
    for (const [name, script] of Object.entries(commands)) {
      this.write(`node_modules/.bin/${name}`, `#!/bin/sh\n${script}\n`);
      chmodSync(join(this.#bin, name), 0o755);
    }
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  /** Runs commands as a user's shell does, up to the first that fails. */
  run(script: string): Promise<Ran> {
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn("bash", ["-e", "-o", "pipefail", "-c", `exec 2>&1\n${script}`], {
      cwd: this.folder,
      env: { PATH: `${this.#bin}:${PATH}`, HOME, NO_COLOR: "1", ...this.#env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exit) => resolve({ exit, output }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
