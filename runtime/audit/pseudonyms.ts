// Stand-ins for texts that must not be kept: HMACs with a key that stays on this machine, the same in all its processes.

import { createHmac, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { failure, makeFolder } from "./stream-file.js";

const keyBytes = 32;

export class Pseudonyms {
  readonly #path: string;
  readonly #onFailure: (error: Error) => void;
  #key: Uint8Array | undefined;
  #isFailing = false;

  /** `onFailure` is told of the first of a row of failures. */
  constructor(path: string, onFailure: (error: Error) => void) {
    this.#path = path;
    this.#onFailure = onFailure;
  }

  /** SECURITY: throws where there is no key. Without one, anybody could find out which text a hash is of. */
  of(text: string): string {
    this.#key ??= this.#findKey();
    return `hmac:${createHmac("sha256", this.#key).update(text).digest("hex")}`;
  }

  #findKey(): Uint8Array {
    try {
      return readKey(this.#path) ?? makeKey(this.#path);
    } catch (cause) {
      const error = failure(
        `cannot read or make the key for hashed arguments, ${this.#path}`,
        cause,
      );
      if (!this.#isFailing) this.#onFailure(error);
      this.#isFailing = true;
      throw error;
    }
  }
}

/** Undefined where there is none yet. */
function readKey(path: string): Uint8Array | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  // Opening a pipe would wait for ever.
  if (!found.isFile()) throw new Error("it is not a file");
  const key = readFileSync(path);
  if (key.length < keyBytes) throw new Error(`it is shorter than ${keyBytes} bytes`);
  return key;
}

/**
 * Whoever is first gives the file its name, when all of it is on disk. So of several processes each reads the same key,
 * and none a part of one.
 */
function makeKey(path: string): Uint8Array {
  makeFolder(dirname(path));
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const fd = openSync(draft, "wx", 0o600);
  try {
    writeWhole(fd, randomBytes(keyBytes));
    linkUnlessThere(draft, path);
  } finally {
    closeSync(fd);
    unlinkSync(draft);
  }
  const key = readKey(path);
  if (key === undefined) throw new Error("it is gone");
  return key;
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  // A full disk takes part of the bytes without an error.
  if (writeSync(fd, bytes) < bytes.length) throw new Error("the disk takes no more bytes");
  fsyncSync(fd);
}

function linkUnlessThere(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!isThere) throw error;
  }
}
