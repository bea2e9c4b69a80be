// The compiler's version, as its package states it.

import { createRequire } from "node:module";

const manifest: unknown = createRequire(import.meta.url)("@authensor/safeclaw/package.json");

export const version: string =
  typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "0.0.0";
