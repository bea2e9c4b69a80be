// Lets all who ask at once share one sync, and begins the next one before they go on.

interface Batch {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCommit {
  readonly #sync: () => Promise<void>;
  /** Who waits for the next sync. */
  #next: Batch | undefined;
  #running: Promise<void> | undefined;

  constructor(sync: () => Promise<void>) {
    this.#sync = sync;
  }

  /** Resolves once a sync is over that begins after the call; rejects where that fails. */
  join(): Promise<void> {
    if (this.#next === undefined) {
      this.#next = newBatch();
      // Later, so that all who ask at the same moment share it.
      Promise.resolve().then(() => this.#beginNext());
    }
    return this.#next.promise;
  }

  /** At once, for all who have asked so far, unless one is running. */
  begin(): void {
    if (this.#running !== undefined) return;
    const batch = this.#next;
    this.#next = undefined;
    this.#running = this.#sync().then(
      () => {
        this.#goOn();
        batch?.resolve();
      },
      (error: unknown) => {
        this.#goOn();
        batch?.reject(error);
      },
    );
  }

  /** Resolves when no sync is running, however they went. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Before the batch is told: while those who waited for it make new records, the disk is busy with the next. */
  #goOn(): void {
    this.#running = undefined;
    this.#beginNext();
  }

  #beginNext(): void {
    if (this.#next !== undefined) this.begin();
  }
}

function newBatch(): Batch {
  let resolve = (): void => undefined;
  let reject: Batch["reject"] = () => undefined;
  const promise = new Promise<void>((kept, failed) => {
    resolve = kept;
    reject = failed;
  });
  return { promise, resolve, reject };
}
