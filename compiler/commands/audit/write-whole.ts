// Writes texts to standard output, or to a file that is there only once it is whole. What is no file is written to as it is.

import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import type { Terminal } from "../terminal.js";
import { put } from "./put.js";

/** Returns what the texts end with. */
export async function writeWhole<End>(
  texts: AsyncGenerator<string, End>,
  out: string | undefined,
  terminal: Terminal,
): Promise<End> {
  if (out === undefined) return await each(texts, (text) => put(text, terminal));
  // SECURITY: a file that took the place of /dev/null or of a pipe would break whoever else uses it.
  const found = await stat(out).catch(() => null);
  if (found !== null && !found.isFile()) return await writeInto(texts, out);
  // Who has put a link there wants it to stay one.
  return await replace(texts, found === null ? out : await realpath(out));
}

async function writeInto<End>(texts: AsyncGenerator<string, End>, out: string): Promise<End> {
  const file = await open(out, "w");
  try {
    return await each(texts, (text) => file.writeFile(text));
  } finally {
    await file.close();
  }
}

async function replace<End>(texts: AsyncGenerator<string, End>, out: string): Promise<End> {
  const draft = `${out}.${randomUUID()}`;
  // SECURITY: arguments may hold personal data, so the file is as closed to the world as the log.
  const file = await open(draft, "wx", 0o640);
  try {
    const end = await each(texts, (text) => file.writeFile(text));
    await file.close();
    await rename(draft, out);
    return end;
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
}

async function each<End>(
  texts: AsyncGenerator<string, End>,
  put: (text: string) => unknown,
): Promise<End> {
  for (;;) {
    const { done, value } = await texts.next();
    if (done === true) return value;
    await put(value);
  }
}
