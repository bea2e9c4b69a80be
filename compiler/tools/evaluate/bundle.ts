// Makes one script of a tools module, all that it imports, and what asks it for its tools.

import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Message } from "esbuild";

/** Where something went wrong; null where nobody says. */
export interface Place {
  /** Absolute path. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** In UTF-16 code units, from 1. */
  readonly column: number;
}

export type Bundle =
  | { readonly kind: "bundled"; readonly code: string }
  | { readonly kind: "failed"; readonly message: string; readonly place: Place | null };

const asking = fileURLToPath(new URL("./child/hand-over.js", import.meta.url));

/** CommonJS packages call it for Node's own modules. */
const banner =
  'import { createRequire as safeclawRequire } from "node:module"; const require = safeclawRequire(import.meta.url);';

/** Packages are bundled too, so that the process that runs the script needs no way to them. */
export async function bundle(path: string): Promise<Bundle> {
  const folder = dirname(path);
  const contents = `import { handOver } from ${JSON.stringify(asking)};
await handOver(() => import(${JSON.stringify(path)}));
`;
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: folder, loader: "ts" },
      absWorkingDir: folder,
      // Sources are named from here, as the process that runs the script is in this folder.
      outfile: "tools.js",
      banner: { js: banner },
      bundle: true,
      write: false,
      platform: "node",
      format: "esm",
      target: `node${process.versions.node}`,
      sourcemap: "inline",
      sourcesContent: false,
      logLevel: "silent",
    });
    return { kind: "bundled", code: outputFiles[0]?.text ?? "" };
  } catch (error) {
    const [first] = messagesOf(error);
    if (first === undefined) throw error;
    return { kind: "failed", message: asMessage(first.text), place: placeOf(first, folder) };
  }
}

function messagesOf(error: unknown): readonly Message[] {
  const isFailure = error instanceof Error && "errors" in error && Array.isArray(error.errors);
  // INVARIANT: this is how esbuild says what is wrong with the sources.
  return isFailure ? (error.errors as readonly Message[]) : [];
}

function placeOf({ location }: Message, folder: string): Place | null {
  if (location === null) return null;
  const { file, line, lineText, column } = location;
  // esbuild counts bytes.
  const before = Buffer.from(lineText).subarray(0, column).toString();
  return { path: resolve(folder, file), line, column: before.length + 1 };
}

function asMessage(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replaceAll('"', "`").replace(/\.$/u, "");
}
