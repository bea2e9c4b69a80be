// ts-morph, loaded where it is needed. Nothing that a compile of JSON definitions loads may import this file.

import { createRequire } from "node:module";

// Node lexes a CommonJS module for its exports on `import`: 140 ms for this one, and none of it here.
const tsMorph: typeof import("ts-morph") = createRequire(import.meta.url)("ts-morph");

export const { Project, ts } = tsMorph;
