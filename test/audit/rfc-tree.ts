// The Merkle tree as the RFCs define it, and how they check a proof: slow, and independent of ours.

import { createHash } from "node:crypto";

const bytes = (hex: string): Buffer => Buffer.from(hex, "hex");
const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash("sha256").update(Buffer.concat(parts)).digest();

/** Section 2.1 of RFC 6962, word for word. */
export function treeHash(list: readonly Buffer[]): Buffer {
  const [first] = list;
  if (first === undefined) return sha256();
  if (list.length === 1) return sha256(bytes("00"), first);
  const split = 2 ** Math.ceil(Math.log2(list.length) - 1);
  return sha256(bytes("01"), treeHash(list.slice(0, split)), treeHash(list.slice(split)));
}

/** Section 2.1.3.2 of RFC 9162, which says how a proof is checked. */
export function rootOf(
  leaf: Buffer,
  index: number,
  size: number,
  hashes: readonly string[],
): Buffer {
  let [at, last] = [index, size - 1];
  let root = sha256(bytes("00"), leaf);
  for (const beside of hashes.map((text) => Buffer.from(text, "base64"))) {
    if (last === 0) throw new Error("the proof is too long");
    if (at % 2 === 1 || at === last) {
      root = sha256(bytes("01"), beside, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else root = sha256(bytes("01"), root, beside);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  if (last !== 0) throw new Error("the proof is too short");
  return root;
}
