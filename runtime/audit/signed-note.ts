// Signed notes and their keys, as C2SP's signed-note has them: text, an empty line, Ed25519 signatures.

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** What a signature is checked with. */
export interface NoteKey {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  /** For who is to check signatures: `<name>+<id>+<base64>`. */
  readonly text: string;
  verifies(text: string, signature: Uint8Array): boolean;
}

export interface NoteSigner {
  readonly key: NoteKey;
  /** The note with this text, which ends in a newline. */
  sign(text: string): string;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

const ed25519 = 1;
/** What every private key begins with. */
export const privateMark = "PRIVATE+KEY+";
/** What stands before the 32 bytes of an Ed25519 key in PKCS 8. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");
const nameForm = /^[^\s+\p{Cc}]+$/u;
const keyForm = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u;
const signatureForm = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/** A new private key in the form of Go's sumdb/note: `PRIVATE+KEY+<name>+<id>+<base64>`. */
export function newPrivateKey(name: string): string {
  if (!nameForm.test(name)) {
    throw new TypeError("a key's name has no spaces and no `+`, and is not empty");
  }
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = privateKey.export({ format: "der", type: "pkcs8" }).subarray(pkcs8.length);
  const { id } = keyOf(name, createPublicKey(privateKey));
  return `${privateMark}${name}+${id}+${encoded(seed)}`;
}

/** Reads a private key. Throws where it is none; the message holds nothing of it. */
export function signerOf(privateKey: string): NoteSigner {
  const text = privateKey.trim();
  const { name, id, bytes } = partsOf(text.startsWith(privateMark) ? text.slice(12) : "");
  const secret = createPrivateKey({
    key: Buffer.concat([pkcs8, bytes]),
    format: "der",
    type: "pkcs8",
  });
  const key = keyOf(name, createPublicKey(secret));
  if (key.id !== id) throw new TypeError("the private key does not fit its own id");
  return {
    key,
    sign: (note) => {
      const signature = sign(null, Buffer.from(note), secret);
      const blob = Buffer.concat([Buffer.from(id, "hex"), signature]);
      return `${note}\n— ${name} ${blob.toString("base64")}\n`;
    },
  };
}

/** Reads a key to check with: a public one, or a private one. Throws where it is neither. */
export function keyIn(text: string): NoteKey {
  if (text.trim().startsWith(privateMark)) return signerOf(text).key;
  const { name, id, bytes } = partsOf(text.trim());
  const jwk = { kty: "OKP", crv: "Ed25519", x: bytes.toString("base64url") };
  const key = keyOf(name, createPublicKey({ key: jwk, format: "jwk" }));
  if (key.id !== id) throw new TypeError("the key does not fit its own id");
  return key;
}

/** Whether one of these keys has signed it, and none of them something else. */
export function isSigned(
  { text, signatures }: { readonly text: string; readonly signatures: readonly NoteSignature[] },
  keys: readonly NoteKey[],
): boolean {
  const known = signatures.flatMap(({ name, id, bytes }) =>
    keys.filter((key) => key.name === name && key.id === id).map((key) => ({ key, bytes })),
  );
  return known.length > 0 && known.every(({ key, bytes }) => key.verifies(text, bytes));
}

/** Undefined where the line is no signature. */
export function parseSignature(line: string): NoteSignature | undefined {
  const [, name = "", blob = ""] = signatureForm.exec(line) ?? [];
  const bytes = Buffer.from(blob, "base64");
  if (bytes.length <= 4 || bytes.toString("base64") !== blob) return undefined;
  return { name, id: bytes.toString("hex", 0, 4), bytes: bytes.subarray(4) };
}

function partsOf(text: string): { name: string; id: string; bytes: Buffer } {
  const [, name = "", id = "", blob = ""] = keyForm.exec(text) ?? [];
  const bytes = Buffer.from(blob, "base64");
  if (bytes[0] !== ed25519) {
    throw new TypeError("not a key as `safeclaw audit keygen` makes it");
  }
  return { name, id, bytes: bytes.subarray(1) };
}

function keyOf(name: string, publicKey: KeyObject): NoteKey {
  const bytes = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ed25519]), bytes]);
  const id = hash("sha256", named).slice(0, 8);
  return {
    name,
    id,
    text: `${name}+${id}+${encoded(bytes)}`,
    verifies: (text, signature) => verify(null, Buffer.from(text), publicKey, signature),
  };
}

function encoded(bytes: Uint8Array): string {
  return Buffer.concat([Buffer.from([ed25519]), bytes]).toString("base64");
}
