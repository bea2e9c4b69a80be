// The lines of a log that the disk may not have: those that are held, and those that are written but not synced.

export class Backlog {
  #held: string[] = [];
  #written: string[] = [];
  #heldSize = 0;
  #writtenSize = 0;
  /** How many lines the disk has; they are not here any more. */
  #synced = 0;

  /** In characters. */
  get heldSize(): number {
    return this.#heldSize;
  }

  get writtenSize(): number {
    return this.#writtenSize;
  }

  get isEmpty(): boolean {
    return this.#held.length === 0 && this.#written.length === 0;
  }

  /** How many lines are written by now, of all that there ever were: what a sync that begins now covers. */
  get written(): number {
    return this.#synced + this.#written.length;
  }

  hold(line: string): void {
    this.#held.push(line);
    this.#heldSize += line.length;
  }

  /** What is held, as it is to be written; empty where nothing is. */
  bytes(): Uint8Array {
    return Buffer.from(this.#held.join(""));
  }

  /** What was held is written. */
  markWritten(): void {
    this.#written = this.#written.length === 0 ? this.#held : [...this.#written, ...this.#held];
    this.#writtenSize += this.#heldSize;
    this.#held = [];
    this.#heldSize = 0;
  }

  /** The disk has so many lines, of all that there ever were. Hands over those that are new on it. */
  markSynced(count: number): readonly string[] {
    const synced = this.#written.slice(0, Math.max(0, count - this.#synced));
    this.#written = this.#written.slice(synced.length);
    this.#synced += synced.length;
    for (const line of synced) this.#writtenSize -= line.length;
    return synced;
  }

  /** Nobody knows what became of what was written: it is held again. */
  holdAgain(): void {
    this.#held = [...this.#written, ...this.#held];
    this.#heldSize += this.#writtenSize;
    this.#written = [];
    this.#writtenSize = 0;
  }
}
