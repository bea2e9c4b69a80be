// Strict JSON (RFC 8259) by recursive descent, a character at a time.

import type { Json, JsonObject } from "./policy-file.js";
import { Malformed, mustBeShallow, objectOf, safeNumber } from "./well-formed.js";

/** "strict: duplicate keys, `__proto__`, non-finite and unsafe numbers, over-deep or over-long input are `malformed-arguments`" */
export function parseJson(text: string): Json {
  const reader = new Reader(text);
  const value = readValue(reader, 1);
  reader.skipSpace();
  if (!reader.atEnd()) throw new Malformed("something after the value");
  return value;
}

function readValue(reader: Reader, level: number): Json {
  reader.skipSpace();
  if (reader.skip("{")) return readObject(reader, level);
  if (reader.skip("[")) return readArray(reader, level);
  if (reader.skip('"')) return readString(reader);
  if (reader.skip("true")) return true;
  if (reader.skip("false")) return false;
  if (reader.skip("null")) return null;
  return readNumber(reader);
}

function readObject(reader: Reader, level: number): JsonObject {
  const members = readList(reader, level, "}", () => {
    reader.skipSpace();
    reader.expect('"');
    const key = readString(reader);
    reader.skipSpace();
    reader.expect(":");
    return [key, readValue(reader, level + 1)] as const;
  });
  return objectOf(members);
}

function readArray(reader: Reader, level: number): readonly Json[] {
  return readList(reader, level, "]", () => readValue(reader, level + 1));
}

/** Items with commas between, up to the closing bracket. */
function readList<Item>(
  reader: Reader,
  level: number,
  close: string,
  readItem: () => Item,
): readonly Item[] {
  mustBeShallow(level);
  reader.skipSpace();
  if (reader.skip(close)) return [];
  const items: Item[] = [];
  do {
    items.push(readItem());
    reader.skipSpace();
  } while (reader.skip(","));
  reader.expect(close);
  return items;
}

function readString(reader: Reader): string {
  let string = "";
  while (!reader.skip('"')) {
    const character = reader.take();
    if (character < " ") throw new Malformed("a control character in a string");
    string += character === "\\" ? readEscape(reader) : character;
  }
  return string;
}

const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function readEscape(reader: Reader): string {
  const letter = reader.take();
  if (letter !== "u") {
    const escaped = ESCAPES.get(letter);
    if (escaped === undefined) throw new Malformed(`no such escape: \\${letter}`);
    return escaped;
  }
  const hex = reader.take() + reader.take() + reader.take() + reader.take();
  if (!/^[0-9a-fA-F]{4}$/u.test(hex)) throw new Malformed(`no such escape: \\u${hex}`);
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function readNumber(reader: Reader): number {
  let written = "";
  while (/^[-+.eE0-9]$/u.test(reader.next())) written += reader.take();
  if (!/^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/u.test(written)) {
    throw new Malformed("no JSON value");
  }
  return safeNumber(Number(written));
}

/** A place in a text. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The next UTF-16 unit, empty at the end. */
  next(): string {
    return this.#text.charAt(this.#at);
  }

  take(): string {
    if (this.atEnd()) throw new Malformed("it ends too early");
    const character = this.next();
    this.#at += 1;
    return character;
  }

  skip(mark: string): boolean {
    const there = this.#text.startsWith(mark, this.#at);
    if (there) this.#at += mark.length;
    return there;
  }

  expect(mark: string): void {
    if (!this.skip(mark)) throw new Malformed(`${mark} is missing`);
  }

  skipSpace(): void {
    while (/^[ \t\r\n]$/u.test(this.next())) this.#at += 1;
  }
}
