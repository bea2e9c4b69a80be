// The lines of a log that the disk may not have, as bytes: those that are held, and those that are written but not synced.

const usual = 256 * 1024;
/** What grew beyond this is not kept once it is empty. */
const mostKept = 1024 * 1024;
const newline = 0x0a;

export class Backlog {
  #bytes = new Uint8Array(usual);
  /** Where in `#bytes` that begins which is written, which is held, and which is free. */
  #start = 0;
  #held = 0;
  #end = 0;
  /** How many bytes the disk has; they are not here any more. */
  #synced = 0;

  get heldSize(): number {
    return this.#end - this.#held;
  }

  get writtenSize(): number {
    return this.#held - this.#start;
  }

  get isEmpty(): boolean {
    return this.#start === this.#end;
  }

  /** How many lines there are. */
  get lines(): number {
    let count = 0;
    for (let at = this.#start; at < this.#end; at += 1) if (this.#bytes[at] === newline) count += 1;
    return count;
  }

  /** How many bytes are written by now, of all that there ever were: what a sync that begins now covers. */
  get written(): number {
    return this.#synced + this.writtenSize;
  }

  hold(line: Uint8Array): void {
    if (this.#end + line.length > this.#bytes.length) this.#makeRoom(line.length);
    this.#bytes.set(line, this.#end);
    this.#end += line.length;
  }

  /** What is held, as it is to be written; empty where nothing is. Lasts until the next line is held. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(this.#held, this.#end);
  }

  /** So many bytes of what was held are written. */
  markWritten(count: number): void {
    this.#held += count;
  }

  /** The disk has so many bytes, of all that there ever were. Hands over what is new on it: it lasts as `bytes` does. */
  markSynced(count: number): Uint8Array {
    const synced = this.#bytes.subarray(
      this.#start,
      this.#start + Math.max(0, count - this.#synced),
    );
    this.#start += synced.length;
    this.#synced += synced.length;
    if (this.isEmpty) this.#empty();
    return synced;
  }

  /** Nobody knows what became of what was written: it is held again. */
  holdAgain(): void {
    this.#held = this.#start;
  }

  #empty(): void {
    if (this.#bytes.length > mostKept) this.#bytes = new Uint8Array(usual);
    this.#start = 0;
    this.#held = 0;
    this.#end = 0;
  }

  #makeRoom(more: number): void {
    const kept = this.#bytes.subarray(this.#start, this.#end);
    const needed = 2 * (kept.length + more);
    const room = needed > this.#bytes.length ? new Uint8Array(needed) : this.#bytes;
    room.set(kept);
    this.#bytes = room;
    this.#held -= this.#start;
    this.#end -= this.#start;
    this.#start = 0;
  }
}
