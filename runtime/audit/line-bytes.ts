// A line while it is made, as bytes: what prints as it is goes straight in, and nothing that JSON would keep as something else.

import { isPlain, stringText } from "./json-text.js";

const usual = 64 * 1024;
/** Longer texts are for the engine to look at and to copy; for shorter ones, asking it takes longer than doing it. */
const short = 40;
const [quote, comma, colon, backslash, tilde] = [0x22, 0x2c, 0x3a, 0x5c, 0x7e];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

export class LineBytes {
  #bytes: Buffer = Buffer.allocUnsafeSlow(usual);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
    if (this.#bytes.length > usual) this.#bytes = Buffer.allocUnsafeSlow(usual);
  }

  /** What stands there from this place on. Lasts until more is added. */
  from(start: number): Uint8Array {
    // INVARIANT: `allocUnsafeSlow` gives a buffer of its own, from its first byte. `subarray` would take twice as long.
    return new Uint8Array(this.#bytes.buffer, start, this.#size - start);
  }

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  /** Text that is plain ASCII already, as it is. */
  raw(text: string): void {
    const { length } = text;
    this.#room(length);
    if (length > short) {
      this.#size += this.#bytes.write(text, this.#size, "latin1");
      return;
    }
    const [bytes, start] = [this.#bytes, this.#size];
    for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
    this.#size += length;
  }

  /** A JSON string. */
  string(text: string): void {
    const { length } = text;
    if (length > short) {
      this.#long(text);
      return;
    }
    this.#room(length + 2);
    const [bytes, start] = [this.#bytes, this.#size + 1];
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < 0x20 || unit > tilde || unit === quote || unit === backslash) {
        this.#escaped(text);
        return;
      }
      bytes[start + index] = unit;
    }
    bytes[start - 1] = quote;
    bytes[start + length] = quote;
    this.#size += length + 2;
  }

  /** Any value as JSON. False where JSON has no form for it, or would silently keep another one. */
  value(value: unknown): boolean {
    switch (typeof value) {
      case "string":
        this.string(value);
        return true;
      case "number":
        this.raw(String(value));
        return Number.isFinite(value);
      case "boolean":
        this.raw(value ? "true" : "false");
        return true;
      case "object":
        if (value !== null) return Array.isArray(value) ? this.#list(value) : this.#object(value);
        this.raw("null");
        return true;
      default:
        return false;
    }
  }

  #list(list: readonly unknown[]): boolean {
    this.#byte(openList);
    // Not `entries` or `every`: they skip or copy the holes that JSON would turn into null.
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.#byte(comma);
      if (!this.value(list[index])) return false;
    }
    this.#byte(closeList);
    return true;
  }

  #object(value: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) return false;
    this.#byte(openObject);
    const start = this.#size;
    // Not `Object.entries`, which makes a list for each object on the way of every call.
    for (const name in value) {
      if (!Object.hasOwn(value, name)) continue;
      if (this.#size > start) this.#byte(comma);
      this.string(name);
      this.#byte(colon);
      if (!this.value(Reflect.get(value, name))) return false;
    }
    this.#byte(closeObject);
    return true;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#bytes[this.#size] = byte;
    this.#size += 1;
  }

  #long(text: string): void {
    if (!isPlain(text)) {
      this.#escaped(text);
      return;
    }
    this.#byte(quote);
    this.raw(text);
    this.#byte(quote);
  }

  #escaped(text: string): void {
    const escaped = stringText(text);
    // A character is three bytes at most, so that next to no text has to be counted.
    const most = escaped.length * 3;
    this.#room(most <= usual ? most : Buffer.byteLength(escaped));
    this.#size += this.#bytes.write(escaped, this.#size);
  }

  #room(more: number): void {
    if (this.#size + more <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(2 * (this.#size + more));
    bytes.set(this.from(0));
    this.#bytes = bytes;
  }
}
