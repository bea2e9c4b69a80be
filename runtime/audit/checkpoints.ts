// Signs what a stream has come to, again and again, beside the stream and to wherever else the application says.

import { type Anchor, Anchoring } from "./anchors.js";
import { checkpointText, type Extent } from "./checkpoint.js";
import { MerkleTree } from "./merkle.js";
import { OtherStreams } from "./other-streams.js";
import type { NoteSigner } from "./signed-note.js";
import { signingKey } from "./signing-key.js";
import { StreamFile } from "./stream-file.js";

export interface CheckpointOptions {
  /** The path of a private key of `safeclaw audit keygen`. Default: what SAFECLAW_AUDIT_KEY names or holds. */
  readonly key?: string;
  /** A checkpoint is signed after so many new records; default 1000. */
  readonly everyRecords?: number;
  /** And after so many seconds, if there are new ones; default 60. */
  readonly everySeconds?: number;
  /** Where else they go. */
  readonly anchor?: Anchor | readonly Anchor[];
}

/** What went wrong about checkpoints. No decision waits for them or fails with them. */
export type CheckpointEvent =
  | { readonly kind: "checkpoint-failed"; readonly error: Error }
  | { readonly kind: "anchor-failed"; readonly error: Error };

/** For how long the end of a log waits for its anchors, in milliseconds. */
const lastWait = 5000;
const newline = 0x0a;
/** In seconds. */
const longestPause = 24 * 60 * 60;

/** Undefined where there is no key and none was asked for. Throws where it cannot be used. */
export function checkpointsOf(
  directory: string,
  stream: string,
  options: CheckpointOptions | undefined,
  tell: (event: CheckpointEvent) => void,
): Checkpoints | undefined {
  checkOptions(options);
  const signer = signingKey(options?.key);
  if (signer !== undefined) return new Checkpoints(directory, stream, signer, options ?? {}, tell);
  if (options === undefined) return undefined;
  throw new TypeError(
    "`checkpoints` needs a `key`, or SAFECLAW_AUDIT_KEY; `safeclaw audit keygen` makes one",
  );
}

export class Checkpoints {
  readonly #directory: string;
  readonly #stream: string;
  readonly #signer: NoteSigner;
  readonly #tell: (event: CheckpointEvent) => void;
  readonly #everyRecords: number;
  readonly #everySeconds: number;
  readonly #anchorings: readonly Anchoring[];
  readonly #others: OtherStreams;
  readonly #tree = new MerkleTree();
  #file: StreamFile | undefined;
  /** What other streams had come to that no kept checkpoint says yet. */
  #unsaid: readonly Extent[] = [];
  #signed = 0;
  /** At how many records the next one is due. */
  #due: number;
  #timer: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(
    directory: string,
    stream: string,
    signer: NoteSigner,
    { everyRecords = 1000, everySeconds = 60, anchor = [] }: CheckpointOptions,
    tell: (event: CheckpointEvent) => void,
  ) {
    this.#directory = directory;
    this.#stream = stream;
    this.#signer = signer;
    this.#tell = tell;
    this.#everyRecords = everyRecords;
    this.#everySeconds = everySeconds;
    this.#due = everyRecords;
    this.#others = new OtherStreams(directory, stream, signer.key);
    const anchors: readonly Anchor[] = typeof anchor === "function" ? [anchor] : anchor;
    this.#anchorings = anchors.map(
      (each) =>
        new Anchoring(each, (error) => tell({ kind: "anchor-failed", error: asError(error) })),
    );
  }

  /**
   * Takes the stream's next lines, whole and in order.
   * INVARIANT: only lines that the disk has, so that no crash makes a checkpoint speak of records that are not there.
   */
  add(lines: Uint8Array): void {
    let start = 0;
    for (let end = lines.indexOf(newline); end !== -1; end = lines.indexOf(newline, start)) {
      this.#tree.add(lines.subarray(start, end));
      start = end + 1;
    }
    if (this.#tree.size >= this.#due) this.sign();
    if (this.#tree.size === this.#signed) return;
    this.#timer ??= setTimeout(() => this.sign(), this.#everySeconds * 1000).unref();
  }

  /** At once, if there is anything new. Never throws. */
  sign(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { size } = this.#tree;
    if (size === this.#signed) return;
    this.#due = size + this.#everyRecords;
    try {
      this.#unsaid = [...this.#unsaid, ...this.#others.news()];
      const extent = { stream: this.#stream, size, root: this.#tree.root(), others: this.#unsaid };
      const note = this.#signer.sign(checkpointText(extent));
      for (const anchoring of this.#anchorings) anchoring.send(note);
      this.#keep(note);
      this.#unsaid = [];
      this.#signed = size;
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#tell({ kind: "checkpoint-failed", error: asError(error) });
      this.#failing = true;
    }
  }

  /** The last one, and all that is on its way. Never rejects. */
  async close(): Promise<void> {
    this.sign();
    clearTimeout(this.#timer);
    await Promise.all(this.#anchorings.map((anchoring) => anchoring.settle(lastWait)));
    this.#file?.close();
  }

  #keep(note: string): void {
    if (this.#file !== undefined && this.#file.whereabouts() !== "in place") {
      this.#file.close();
      this.#file = undefined;
    }
    this.#file ??= new StreamFile(this.#directory, `${this.#stream}.checkpoints`);
    appendWhole(this.#file, Buffer.from(`${note}\n`));
  }
}

/** All of the note or nothing: a part of one would spoil the next. */
function appendWhole(file: StreamFile, note: Uint8Array): void {
  try {
    for (let rest = note; rest.length > 0; ) rest = rest.subarray(file.append(rest));
    file.trust();
  } catch (error) {
    file.rewind();
    throw error;
  }
}

function checkOptions(options: CheckpointOptions | undefined): void {
  const { everyRecords = 1, everySeconds = 1, anchor = [] } = options ?? {};
  const isCount = Number.isSafeInteger(everyRecords) && everyRecords > 0;
  if (!isCount || !(everySeconds > 0 && everySeconds <= longestPause)) {
    throw new TypeError(
      "`everyRecords` of `checkpoints` is a whole number above 0, `everySeconds` at most a day",
    );
  }
  const anchors: readonly unknown[] = Array.isArray(anchor) ? anchor : [anchor];
  if (anchors.some((each) => typeof each !== "function")) {
    throw new TypeError("an `anchor` of `checkpoints` is a function that takes a signed note");
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
