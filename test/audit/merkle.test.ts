// The tree of RFC 6962, against the vectors of its reference implementation and the RFC's own definition.

import { expect, it } from "vitest";
import { InclusionProof, MerkleTree } from "../../runtime/audit/merkle.js";
import { rootOf, treeHash } from "./rfc-tree.js";

const bytes = (hex: string): Buffer => Buffer.from(hex, "hex");
const hexOf = (base64: string): string => Buffer.from(base64, "base64").toString("hex");

/** Of certificate-transparency's reference tests. */
const leaves = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map(bytes);
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

it.each(roots.map((root, size) => [size, root]))(
  "has the known root over %i leaves",
  (size, root) => {
    const tree = new MerkleTree();
    for (const leaf of leaves.slice(0, size)) tree.add(leaf);
    expect(hexOf(tree.root())).toBe(root);
  },
);

it.each([
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
] as const)("proves leaf %i of %i as known", (index, size, hashes) => {
  const proof = new InclusionProof(index, size);
  for (const leaf of leaves.slice(0, size)) proof.add(leaf);
  expect(proof.hashes().map(hexOf)).toEqual(hashes);
});

it("is the RFC's tree at every size, and proves every leaf of it", () => {
  const all = Array.from({ length: 70 }, (_, index) => Buffer.from(`leaf ${index}`.repeat(index)));
  const tree = new MerkleTree();
  for (let size = 1; size <= all.length; size += 1) {
    const some = all.slice(0, size);
    tree.add(some.at(-1) ?? Buffer.alloc(0));
    const root = treeHash(some).toString("base64");
    expect(tree.root()).toBe(root);
    for (const [index, leaf] of some.entries()) {
      const proof = new InclusionProof(index, size);
      for (const each of some) proof.add(each);
      expect(rootOf(leaf, index, size, proof.hashes()).toString("base64")).toBe(root);
    }
  }
});

it("takes leaves of any length, also longer than any before", () => {
  const sizes = [0, 1, 65_534, 65_535, 65_536, 65_537, 1, 3_000_000, 1, 3_000_000];
  const all = sizes.map((size, index) => Buffer.alloc(size, index));
  const tree = new MerkleTree();
  for (const leaf of all) tree.add(leaf);
  expect(tree.root()).toBe(treeHash(all).toString("base64"));
});
