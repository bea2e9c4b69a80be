// The bytes of a log's file, which may have been compressed since.

import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

const chunkSize = 1024 * 1024;

export function bytesOf(path: string): AsyncIterable<Buffer> {
  const stored = createReadStream(path, { highWaterMark: chunkSize });
  if (!path.endsWith(".gz")) return stored;
  const whole = createGunzip({ chunkSize });
  // Not `pipe`, which would leave a reader waiting for ever where the file cannot be read.
  stored.on("error", (error) => whole.destroy(error));
  return stored.pipe(whole);
}
