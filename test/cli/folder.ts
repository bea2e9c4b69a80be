// A folder of the user's, made for one test and removed after it.

import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";

/** Contents by path; a path that ends in "/" is a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new folder that holds these files. Its path is the real one, links resolved. */
export function folder(files: Files = {}): string {
  const path = keptFolder();
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  write(path, files);
  return path;
}

/** A new folder that outlives the test; whoever asks for it removes it. */
export function keptFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "safeclaw-")));
}

export function write(path: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    if (name.endsWith("/")) mkdirSync(file, { recursive: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

export function read(path: string, name: string): string {
  return readFileSync(join(path, name), "utf8");
}

/** Everything below a folder, byte for byte and with the time of its last change. */
export function snapshot(path: string): ReadonlyMap<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        const { mtimeNs } = lstatSync(file, { bigint: true });
        const content = entry.isFile() ? readFileSync(file, "base64") : "not a file";
        return [relative(path, file), `${content} ${entry.isFile() ? mtimeNs : ""}`] as const;
      })
      .sort(),
  );
}
