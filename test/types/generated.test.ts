// The committed output type-checks in an application's project: under every supported TypeScript, all strict flags, ESM and CommonJS.

import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { typescripts } from "../support/typescripts.js";
import { allChecked } from "../tools/support/type-check.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

const strictFlags = {
  target: "es2022",
  module: "nodenext",
  moduleResolution: "nodenext",
  lib: ["es2023", "dom"],
  types: [],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
};

const compilers = [
  { version: "5.5", package: "typescript55", flags: {} },
  { version: "5.9", package: "typescript59", flags: { erasableSyntaxOnly: true } },
  { version: "6", package: "typescript6", flags: { erasableSyntaxOnly: true } },
  { version: "7", package: "typescript", flags: { erasableSyntaxOnly: true } },
];

/** Its declarations must not need @types/node. */
const wholeRuntime = ["", "/policy", "/node"]
  .map((entry) => `import "@authensor/safeclaw-runtime${entry}";\n`)
  .join("");

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "safeclaw-types-"));
  await mkdir(join(folder, "generated"));
  for (const name of await readdir(join(root, "generated"))) {
    const text = await readFile(join(root, "generated", name), "utf8");
    await writeFile(join(folder, "generated", name), allChecked(text));
  }
  await mkdir(join(folder, "policies"));
  await cp(join(root, "policies/tools.ts"), join(folder, "policies/tools.ts"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "runtime.mts"), wholeRuntime);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe.each(compilers.filter((compiler) => typescripts.includes(compiler.package)))(
  "TypeScript $version",
  ({ package: name, flags }) => {
    test.each(["module", "commonjs"])("in a package of type %s", async (type) => {
      // In a CommonJS package verbatimModuleSyntax refuses any `import`: such projects do without it.
      const syntax = type === "module" ? {} : { verbatimModuleSyntax: false };
      await writeFile(join(folder, "package.json"), JSON.stringify({ type }));
      await writeFile(
        join(folder, "tsconfig.json"),
        JSON.stringify({
          compilerOptions: { ...strictFlags, ...flags, ...syntax },
          include: ["generated", "runtime.mts"],
        }),
      );
      const tsc = join(dirname(require.resolve(`${name}/package.json`)), "bin/tsc");
      const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder], {
        encoding: "utf8",
      });
      expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
    });
  },
);
