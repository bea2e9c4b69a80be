// Writes texts to standard output, or to a file that is there only once it is whole.

import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import type { Terminal } from "../terminal.js";
import { put } from "./put.js";

/** Returns what the texts end with. */
export async function writeWhole<End>(
  texts: AsyncGenerator<string, End>,
  out: string | undefined,
  terminal: Terminal,
): Promise<End> {
  if (out === undefined) return await each(texts, (text) => put(text, terminal));
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
