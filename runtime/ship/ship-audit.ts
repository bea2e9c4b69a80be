// Ships what stands in a folder of stream files to a target: all of it, in order, from where the target has it.

import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type LogStream, streamsAt } from "../audit/log-files.js";
import { isOver, writerOf } from "../audit/stream-name.js";
import { type AuditTarget, BusyError, type ShippedLine } from "./audit-target.js";
import { Delivery } from "./delivery.js";
import { nextBatch } from "./next-batch.js";
import { Positions } from "./positions.js";
import { type ShipEvent, type ShipOptions, warn, withDefaults } from "./ship-options.js";
import { unlessMissing } from "./unless-missing.js";

/** What is said at the end need not be answered, in milliseconds. */
const goodbye = 1000;

export interface AuditShipper {
  /** Ships what is there by now, for as long as `closeTimeout` allows. Never rejects. */
  close(): Promise<void>;
}

/** How long to wait after failures in a row: twice as long each time, up to the longest. In milliseconds. */
const shortestPause = 250;
const longestPause = 30_000;
/** A target may ask for a longer one, up to this. */
const longestAsked = 300_000;

/**
 * Goes on until it is closed. Any number of processes may ship the same folder; they take turns. Nothing is held in
 * memory but the lines that are on their way.
 */
export function shipAudit(
  directory: string,
  target: AuditTarget,
  options: ShipOptions = {},
): AuditShipper {
  if (typeof directory !== "string" || directory === "") {
    throw new TypeError("shipping needs the path of a directory");
  }
  if (!/^[a-z][\w.-]{0,99}$/iu.test(target.name)) {
    throw new TypeError("a target's name is a letter, then letters, digits, `.`, `_` and `-`");
  }
  return new Shipper(resolve(directory), target, withDefaults(options));
}

class Shipper implements AuditShipper {
  readonly #directory: string;
  readonly #target: AuditTarget;
  readonly #options: Required<ShipOptions>;
  readonly #positions: Positions;
  readonly #delivery: Delivery;
  /** How long the newest file of each stream was when all of it was shipped; `over` where it stays so. */
  readonly #shipped = new Map<string, string>();
  /** Streams that cannot be read on this machine, and when they are tried again. */
  readonly #stuck = new Map<string, { readonly message: string; readonly until: number }>();
  readonly #running: Promise<void>;
  #failures = 0;
  #wake: () => void = () => undefined;
  #closing: Promise<void> | undefined;
  /** The time that `close` allows is up. */
  #isLate = false;

  constructor(directory: string, target: AuditTarget, options: Required<ShipOptions>) {
    this.#directory = directory;
    this.#target = target;
    this.#options = options;
    this.#positions = new Positions(directory, target.name);
    this.#delivery = new Delivery(target, options.sendTimeout, (stream, count, error) =>
      this.#skip(stream, count, error),
    );
    this.#running = this.#run();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#wake();
    await within(this.#options.closeTimeout, this.#running, () => {
      this.#isLate = true;
      this.#delivery.end(new Error("shipping is closed"));
      this.#wake();
    });
    await this.#running;
    if (this.#isLate) this.#tell({ kind: "ship-unfinished", ...this.#to });
    await within(goodbye, this.#positions.release());
    await within(goodbye, this.#target.close());
  }

  get #to(): { readonly target: string } {
    return { target: this.#target.name };
  }

  async #run(): Promise<void> {
    // What is recorded first goes along with the first look.
    await Promise.resolve();
    while (!this.#isLate) {
      const closing = this.#closing !== undefined;
      try {
        if (await this.#round()) continue;
        // INVARIANT: this round began after `close` was called, so it has seen all that was recorded before.
        if (closing) return;
        await this.#pause(this.#options.interval, closing);
      } catch (error) {
        await this.#pause(this.#failed(error), closing);
      }
    }
  }

  /** A batch of each stream, so that none waits for another's backlog. Whether there may be more. */
  async #round(): Promise<boolean> {
    let more = false;
    for (const stream of await streamsIn(this.#directory)) {
      if (this.#isLate) return false;
      if (await this.#isDue(stream)) more = (await this.#ship(stream)) || more;
    }
    return more;
  }

  async #isDue({ name, files }: LogStream): Promise<boolean> {
    const shipped = this.#shipped.get(name);
    if (shipped === "over") return false;
    if ((this.#stuck.get(name)?.until ?? 0) > performance.now()) return false;
    return shipped === undefined || shipped !== (await sizeOf(files));
  }

  /** Whether something was shipped. */
  async #ship(stream: LogStream): Promise<boolean> {
    const { name, files } = stream;
    const { position, isTaken } = await this.#positions.read(name);
    const writer = writerOf(name);
    // Who closes does not leave its own records to others.
    const isOwn = writer?.pid === process.pid && this.#closing !== undefined;
    if (isTaken && !isOwn) return false;
    const [size, over] = [await sizeOf(files), writer !== undefined && isOver(writer)];
    const batch = await this.#orStuck(stream, () => nextBatch(stream, position, this.#options));
    if (batch === undefined) {
      if (!this.#stuck.has(name)) this.#shipped.set(name, over ? "over" : size);
      return false;
    }
    await this.#positions.claim(name, position);
    await this.#send(batch.lines);
    await this.#positions.write(name, batch.next);
    for (const [reason, count] of batch.skipped) this.#skip(name, count, new Error(reason));
    return true;
  }

  async #send(lines: readonly ShippedLine[]): Promise<void> {
    if (lines.length === 0) return;
    await this.#delivery.send(lines);
    if (this.#failures > 0) this.#tell({ kind: "ship-resumed", ...this.#to });
    this.#failures = 0;
  }

  /** How long to wait until it is tried again. */
  #failed(cause: unknown): number {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const isNew = this.#failures === 0 && !this.#isLate;
    if (isNew) this.#tell({ kind: "ship-failed", ...this.#to, error });
    this.#failures += 1;
    if (error instanceof BusyError) {
      return Math.min(Math.max(shortestPause, error.retryAfter), longestAsked);
    }
    const pause = Math.min(longestPause, shortestPause * 2 ** (this.#failures - 1));
    // Not all processes at once.
    return pause * (0.5 + Math.random() / 2);
  }

  /** A stream that cannot be read holds up no other. */
  async #orStuck<Result>(
    { name }: LogStream,
    read: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      const result = await read();
      this.#stuck.delete(name);
      return result;
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      const { message } = error;
      if (this.#stuck.get(name)?.message !== message) {
        this.#tell({ kind: "ship-failed", ...this.#to, error });
      }
      this.#stuck.set(name, { message, until: performance.now() + longestPause });
      return undefined;
    }
  }

  #skip(stream: string, count: number, error: Error): void {
    this.#tell({ kind: "ship-skipped", ...this.#to, stream, count, error });
  }

  #tell(event: ShipEvent): void {
    try {
      this.#options.onEvent(event);
    } catch (error) {
      warn(event);
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }

  /** Ends early where `close` is called, or its time is up. */
  async #pause(ms: number, closing: boolean): Promise<void> {
    if (this.#isLate || (this.#closing !== undefined && !closing)) return;
    await new Promise<void>((done) => {
      this.#wake = done;
      setTimeout(done, ms).unref();
    });
  }
}

/** A folder that is not there yet has none. */
async function streamsIn(directory: string): Promise<readonly LogStream[]> {
  return (await streamsAt(directory).catch(unlessMissing)) ?? [];
}

/** Of the newest file, which alone can grow. */
async function sizeOf(files: LogStream["files"]): Promise<string> {
  const path = files.at(-1) ?? "";
  const size = await stat(path).then(
    (found) => found.size,
    () => "gone",
  );
  return `${path} ${size}`;
}

/** Waits for work, but not for ever. The process stays alive for it, which pauses and idle connections do not ask for. */
async function within(
  ms: number,
  work: Promise<unknown>,
  late: () => void = () => undefined,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((done) => {
    timer = setTimeout(() => {
      late();
      done();
    }, ms);
  });
  await Promise.race([work.catch(() => undefined), end]);
  clearTimeout(timer);
}
