// Prints no faster than whoever reads it.

import { once } from "node:events";
import { Writable } from "node:stream";
import type { Terminal } from "../terminal.js";

/** What a pipe does not take at once waits in memory, so that a whole log would. */
export async function put(text: string, { stdout }: Terminal): Promise<void> {
  if (stdout.write(text) === false && stdout instanceof Writable) await once(stdout, "drain");
}
