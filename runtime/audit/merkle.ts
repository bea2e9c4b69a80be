// The Merkle tree of RFC 6962, grown leaf by leaf: of any number of leaves it holds one hash for each power of two.

import { hash } from "node:crypto";

/** Of no leaves at all. */
export const emptyRoot: string = hash("sha256", "", "base64");

/** A hash: 32 characters, one for each byte. They cost a fraction of what as many small buffers do. */
type Hash = string;

const leafMark = 0;
const nodeMark = 1;
const nodeInput = Buffer.alloc(65, nodeMark);
let leafInput = Buffer.alloc(64 * 1024, leafMark);

export class MerkleTree {
  /** Roots of whole subtrees, the largest first: their sizes are the powers of two that add up to the tree's. */
  #roots: Hash[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leaf: Uint8Array): void {
    let node = leafHash(leaf);
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = join(this.#roots.pop(), node);
    }
    this.#roots.push(node);
    this.#size += 1;
  }

  /** In base64, as checkpoints hold it. */
  root(): string {
    if (this.#size === 0) return emptyRoot;
    const root = this.#roots.reduceRight((right, left) => join(left, right));
    return Buffer.from(root, "latin1").toString("base64");
  }
}

/** Proves, leaf by leaf, that one of them is in the tree of all. */
export class InclusionProof {
  /** What the proof is made of: the subtrees beside the way from the leaf to the root, the nearest first. */
  readonly #beside: readonly Subtree[];
  #count = 0;

  constructor(index: number, size: number) {
    this.#beside = besidePath(index, size);
  }

  add(leaf: Uint8Array): void {
    const index = this.#count;
    this.#count += 1;
    this.#beside.find(({ start, end }) => start <= index && index < end)?.tree.add(leaf);
  }

  /** In base64. */
  hashes(): readonly string[] {
    return this.#beside.map(({ tree }) => tree.root());
  }
}

interface Subtree {
  readonly start: number;
  readonly end: number;
  readonly tree: MerkleTree;
}

function besidePath(index: number, size: number): readonly Subtree[] {
  const beside: Subtree[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    const isLeft = index < middle;
    const [from, to] = isLeft ? [middle, end] : [start, middle];
    beside.unshift({ start: from, end: to, tree: new MerkleTree() });
    if (isLeft) end = middle;
    else start = middle;
  }
  return beside;
}

/** The largest power of two below a size. */
function splitOf(size: number): number {
  let split = 1;
  while (2 * split < size) split *= 2;
  return split;
}

function leafHash(leaf: Uint8Array): Hash {
  if (leaf.length >= leafInput.length) leafInput = Buffer.alloc(2 * leaf.length, leafMark);
  leafInput.set(leaf, 1);
  return hash("sha256", leafInput.subarray(0, leaf.length + 1), "binary");
}

function join(left: Hash | undefined, right: Hash): Hash {
  // INVARIANT: a tree of odd size has a smallest subtree to join with.
  if (left === undefined) throw new RangeError("the tree has no left half");
  nodeInput.write(left, 1, "latin1");
  nodeInput.write(right, 33, "latin1");
  return hash("sha256", nodeInput, "binary");
}
