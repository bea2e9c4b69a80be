// Proves to somebody who has a checkpoint that one record is in the log that it speaks of.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesOf } from "./audit-files.js";
import { longestLine } from "./audit-record.js";
import { type Note, notesIn, parseCheckpoint } from "./checkpoint.js";
import { eachLine } from "./each-line.js";
import { InclusionProof, MerkleTree } from "./merkle.js";

/** What somebody needs who has nothing else but the signer's public key. */
export interface RecordProof {
  /** The line as it is stored. */
  readonly record: string;
  readonly leafIndex: number;
  readonly treeSize: number;
  /** Base64, from the leaf's neighbour up to the root. */
  readonly hashes: readonly string[];
  /** The signed note. */
  readonly checkpoint: string;
}

export interface ProveOptions {
  readonly stream: string;
  readonly seq: number;
  /** A file with checkpoints that was kept elsewhere; default: the stream's own. */
  readonly checkpoints?: string | undefined;
}

/** Why there is no proof. */
export class NoProofError extends Error {}

/** Rejects with a `NoProofError` where there is none. */
export async function proveRecord(
  directory: string,
  { stream, seq, checkpoints }: ProveOptions,
): Promise<RecordProof> {
  const file = checkpoints ?? join(directory, `${stream}.checkpoints`);
  const { note, size, root } = await newestNote(file, stream, seq);
  const proof = new InclusionProof(seq - 1, size);
  const tree = new MerkleTree();
  let record = "";
  for (const { path } of (await filesOf({ directory, only: stream })).get(stream) ?? []) {
    await eachLine(path, longestLine, ({ bytes, ended }) => {
      if (bytes === null || !ended || tree.size >= size) return;
      proof.add(bytes);
      tree.add(bytes);
      if (tree.size === seq) record = Buffer.from(bytes).toString();
    });
  }
  if (tree.root() !== root) {
    throw new NoProofError(
      "the records are not those of which the checkpoint speaks: `safeclaw audit verify` says more",
    );
  }
  return {
    record,
    leafIndex: seq - 1,
    treeSize: size,
    hashes: proof.hashes(),
    checkpoint: note,
  };
}

async function newestNote(
  file: string,
  stream: string,
  seq: number,
): Promise<{ readonly note: string; readonly size: number; readonly root: string }> {
  const text = await readFile(file, "utf8").catch(() => "");
  const found = [...notesIn(`${text}\n`)]
    .filter((note): note is Note => !("fault" in note))
    .map(({ note, text }) => ({ note, ...parseCheckpoint(text) }))
    .filter((each) => each.stream === stream)
    .sort((a, b) => (a.size ?? 0) - (b.size ?? 0))
    .at(-1);
  if (found?.size === undefined || found.root === undefined) {
    throw new NoProofError(
      `there is no checkpoint of the stream ${stream} in ${file}: only what is signed as it is recorded (SAFECLAW_AUDIT_KEY) can be proved`,
    );
  }
  if (found.size < seq) {
    throw new NoProofError(
      `record ${seq} is not in a checkpoint yet: the newest speaks of records 1 to ${found.size}`,
    );
  }
  return { note: found.note, size: found.size, root: found.root };
}
