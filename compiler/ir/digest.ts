// Short proofs of what was compiled.

import { createHash } from "node:crypto";
import type { ToolSignature } from "../tools/tool-signature.js";

export function sha256(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Of all that was read of a tool: whatever changes in that changes the digest. */
export function digestOfSignature(signature: ToolSignature): string {
  const { name, description, parameters, definitions, strict } = signature;
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  return sha256(JSON.stringify([name, description, parameters, definitions, strict], plain));
}
