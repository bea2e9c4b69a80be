// Runs a script in a process that can do little else, and takes what it hands over.

import { type ChildProcess, spawn } from "node:child_process";
import { handedOver, type Outcome } from "./outcome.js";

export interface RunOptions {
  /** Where the script believes itself to be. */
  readonly folder: string;
  /** The folder that it may read. */
  readonly readable: string;
  readonly deadlineSeconds?: number;
}

/** A module that only says which tools there are takes a fraction of one. */
const usualDeadline = 10;

const mostBytes = 8 * 1024 * 1024;

/** The last lines say what went wrong. */
const mostStderr = 2000;

const permission = process.allowedNodeEnvironmentFlags.has("--permission")
  ? "--permission"
  : "--experimental-permission";

export async function run(script: string, options: RunOptions): Promise<Outcome> {
  const { folder, readable, deadlineSeconds = usualDeadline } = options;
  // SECURITY: no environment, no writing, no other process, no worker, and nothing to read but the project. Node has no
  // flag against the network.
  const flags = [permission, `--allow-fs-read=${readable}`, "--no-warnings"];
  const node = ["--enable-source-maps", "--input-type=module", "-"];
  const child = spawn(process.execPath, [...flags, ...node], {
    cwd: folder,
    env: {},
    stdio: ["pipe", "ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  let cut: Outcome | undefined;
  const end = (outcome?: Outcome): void => {
    cut ??= outcome;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(
    () => end({ kind: "late", seconds: deadlineSeconds }),
    deadlineSeconds * 1000,
  );
  const [line, stderr, status] = await Promise.all([
    takeLine(child, end),
    takeEnd(child),
    closing(child, script),
  ]).finally(() => clearTimeout(timer));
  return cut ?? outcomeOf(line) ?? { kind: "exited", status, stderr };
}

/** What the script writes to its third channel, up to the first line break. */
async function takeLine(
  { stdio }: ChildProcess,
  end: (outcome?: Outcome) => void,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  stdio[3]?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > mostBytes) end({ kind: "large" });
    else chunks.push(chunk);
    // Timers and servers of the module would keep the process alive.
    if (chunk.includes("\n")) end();
  });
  await new Promise((resolve) => stdio[3]?.once("close", resolve));
  const text = Buffer.concat(chunks).toString();
  return size <= mostBytes && text.includes("\n") ? text : undefined;
}

async function takeEnd({ stderr }: ChildProcess): Promise<string> {
  let text = "";
  stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-mostStderr);
  });
  await new Promise((resolve) => stderr?.once("close", resolve));
  return text;
}

/** How the process ended, in words. */
async function closing(child: ChildProcess, script: string): Promise<string> {
  // It may end before it has read all of it.
  child.stdin?.on("error", () => undefined).end(script);
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve(signal === null ? `code ${code}` : `signal ${signal}`),
    );
  });
}

function outcomeOf(line: string | undefined): Outcome | undefined {
  if (line === undefined) return undefined;
  try {
    return handedOver.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
