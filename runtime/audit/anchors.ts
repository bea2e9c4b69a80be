// Where checkpoints go besides the log's own folder, so that who can change the folder cannot change them.

import { spawn } from "node:child_process";

/** Takes a signed note to a place elsewhere. Rejects where it did not arrive. */
export type Anchor = (note: string) => Promise<void>;

/** After so many milliseconds an anchor has failed. */
const patience = 30_000;
const mostHeard = 1000;

/** Prints each checkpoint, for whatever collects what the process prints. */
export function stdoutAnchor(): Anchor {
  return async (note) => {
    process.stdout.write(`${note}\n`);
  };
}

/** Runs a program for each checkpoint, without a shell, with the note as its input. */
export function commandAnchor(command: readonly [string, ...string[]]): Anchor {
  const [program, ...args] = command;
  return (note) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        stdio: ["pipe", "ignore", "pipe"],
        timeout: patience,
      });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(0, mostHeard);
      });
      child.once("error", reject);
      child.once("close", (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`${program} ended with ${code ?? signal}: ${said.trim()}`));
      });
      // A program that does not read its input says by its exit code what that means.
      child.stdin.once("error", () => undefined);
      child.stdin.end(note);
    });
}

/** Posts each checkpoint as text. */
export function httpAnchor(url: string, headers: Readonly<Record<string, string>> = {}): Anchor {
  const target = new URL(url);
  return async (note) => {
    const answer = await fetch(target, {
      method: "POST",
      headers: { "content-type": "text/plain; charset=utf-8", ...headers },
      body: note,
      signal: AbortSignal.timeout(patience),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`${target.host} answered ${answer.status}`);
  };
}

/** Hands notes to an anchor, one at a time. While it is busy only the newest waits: that one says all the others do. */
export class Anchoring {
  readonly #anchor: Anchor;
  readonly #failed: (error: unknown) => void;
  #waiting: string | undefined;
  #running: Promise<void> | undefined;

  constructor(anchor: Anchor, failed: (error: unknown) => void) {
    this.#anchor = anchor;
    this.#failed = failed;
  }

  send(note: string): void {
    this.#waiting = note;
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits any more, or after so many milliseconds. */
  async settle(limit: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#failed(new Error(`it has not taken a checkpoint within ${limit} ms`));
        resolve();
      }, limit);
    });
    await Promise.race([this.#running, late]);
    clearTimeout(timer);
  }

  async #run(): Promise<void> {
    while (this.#waiting !== undefined) {
      const note = this.#waiting;
      this.#waiting = undefined;
      try {
        // INVARIANT: it waits even where the anchor throws at once, so that `#running` is set before it is cleared.
        await (async () => await this.#anchor(note))();
      } catch (error) {
        this.#failed(error);
      }
    }
    this.#running = undefined;
  }
}
