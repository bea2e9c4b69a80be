// Asks a version of tsc about a project.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Every flag by which a project can be strict. */
export const strictest = {
  noEmit: true,
  declaration: true,
  target: "es2022",
  lib: ["es2022"],
  types: [],
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
};

/** What generated code needs of the runtime from its sources, whether or not the runtime is built. */
export const runtimeSources = {
  "@authensor/safeclaw-runtime/policy": [source("checks.ts")],
  "@authensor/safeclaw-runtime/conditions": [source("conditions.ts")],
  "@authensor/safeclaw-runtime/schema": [source("schema.ts")],
};

function source(path: string): string {
  return fileURLToPath(new URL(`../../../runtime/${path}`, import.meta.url));
}

/** Generated code as if none of it were data that tsc may take for granted. */
export function allChecked(text: string): string {
  return text.replace(/^\/\/ @ts-nocheck.*\n/mu, "");
}

const require = createRequire(import.meta.url);

/** All that it has to say; empty where there is nothing. */
export function typeCheck(version: string, folder: string): string {
  const tsc = join(dirname(require.resolve(`${version}/package.json`)), "bin", "tsc");
  return spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" }).stdout;
}
