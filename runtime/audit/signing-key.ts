// The keys that checkpoints are signed and checked with: from files, or from the environment.

import { readFileSync } from "node:fs";
import {
  keyIn,
  type NoteKey,
  type NoteSigner,
  newPrivateKey,
  privateMark,
  signerOf,
} from "./signed-note.js";
import { failure } from "./stream-file.js";

/** Names a file with a private key, or holds one. */
const variable = "SAFECLAW_AUDIT_KEY";

export interface NewAuditKey {
  /** For the process that signs, and nobody else. */
  readonly privateKey: string;
  /** For who is to verify. */
  readonly publicKey: string;
}

/** Throws where a key cannot have this name: one with spaces or a `+`, or none. */
export function newAuditKey(name: string): NewAuditKey {
  const privateKey = newPrivateKey(name);
  return { privateKey, publicKey: keyIn(privateKey).text };
}

/** Of the file with this path, else what the environment says; undefined where it says nothing. */
export function signingKey(path: string | undefined): NoteSigner | undefined {
  const given = path ?? (process.env[variable] || undefined);
  if (given === undefined) return undefined;
  const isKey = path === undefined && given.startsWith(privateMark);
  try {
    return signerOf(isKey ? given : readFileSync(given, "utf8"));
  } catch (error) {
    // SECURITY: a misspelt key in the environment must not be told as if it were a path.
    const place = path === undefined ? `the key in ${variable}` : named(path);
    throw failure(`cannot use ${place}`, withoutPath(error, given));
  }
}

/** Of each of these, the path of a file or a key itself; of none, what the environment says. */
export function readAuditKeys(given: readonly string[]): readonly NoteKey[] {
  if (given.length === 0) return [signingKey(undefined)?.key].filter((key) => key !== undefined);
  return given.map((each) => {
    try {
      return keyIn(isKeyText.test(each) ? each : readFileSync(each, "utf8"));
    } catch (error) {
      throw failure(`cannot use ${named(each)}`, withoutPath(error, each));
    }
  });
}

const isKeyText = /^(?:PRIVATE\+KEY|[^\s+]+\+[0-9a-f]{8})\+/u;

/** SECURITY: who gives a private key instead of its path is not to find it in a log. */
function named(given: string): string {
  return given.startsWith(privateMark) ? "the private key that was given" : `the key ${given}`;
}

function withoutPath(error: unknown, given: string): Error {
  const { code } = Object(error);
  if (code === "ENOENT") return new Error("there is no such file");
  if (code === "EISDIR") return new Error("it is a folder");
  const message = error instanceof Error ? error.message : String(error);
  return new Error(message.replaceAll(given, "…"));
}
