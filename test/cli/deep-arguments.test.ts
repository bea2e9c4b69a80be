// Arguments as deep as they may be compile under TypeScript; deeper ones are refused, however they are written.

import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { typescripts } from "../support/typescripts.js";
import { type Files, folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const root = join(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);

/** A tool whose argument lies in so many layers, the tool's own object not counted. */
type DeepTool = (layers: number) => string;

const layered = (layers: number, core: string, around: (inner: string) => string): string =>
  layers === 0 ? core : around(layered(layers - 1, core, around));
const inJson: DeepTool = (layers) => {
  const object = (of: string) =>
    `{ "type": "object", "properties": { "of": ${of} }, "required": ["of"], "additionalProperties": false }`;
  return `[{ "name": "deep", "parameters": ${layered(layers + 1, '{ "type": "string" }', object)} }]`;
};
const inTypes: DeepTool = (layers) =>
  `export const deep = (args: { of: ${layered(layers, "string", (of) => `{ of: ${of} }`)} }) => args;\n`;
const zodTool = (type: string): string =>
  `import { z } from "zod";\nexport const deep = z.strictObject({ of: ${type} });\n`;
const inLists: DeepTool = (layers) =>
  zodTool(layered(layers, "z.string()", (of) => `z.array(${of})`));
const inUnions: DeepTool = (layers) =>
  zodTool(layered(layers / 2, "z.string()", (of) => `z.strictObject({ of: ${of} }).nullable()`));
const inAbsence: DeepTool = (layers) =>
  zodTool(layered(layers / 2, "z.string()", (of) => `z.strictObject({ of: ${of}.optional() })`));

const tools: [string, string, DeepTool, number][] = [
  ["JSON Schema", "tools.json", inJson, 23],
  ["TypeScript", "tools.ts", inTypes, 23],
  ["zod, lists", "tools.ts", inLists, 23],
  ["zod, unions", "tools.ts", inUnions, 22],
  ["zod, absence", "tools.ts", inAbsence, 22],
];

function project(file: string, content: string): Files {
  const yaml = `version: 1\ntools: ./${file}\npolicies:\n  - name: p\n    actions:\n      - tool: deep\n        effect: allow\n`;
  return { "package.json": '{ "type": "module" }', "safeclaw.yaml": yaml, [file]: content };
}

function folderWithPackages(files: Files): string {
  const path = folder(files);
  symlinkSync(join(root, "node_modules"), join(path, "node_modules"));
  return path;
}

it.each(tools)(
  "in %s, arguments deeper than 24 levels are refused",
  async (_, file, tool, most) => {
    const path = folderWithPackages(project(file, tool(most + 2)));
    const { exit, stderr } = await safeclaw(["compile"], path);
    expect({ exit, stderr }).toMatchObject({ exit: 1 });
    expect(stderr).toContain("error[SC7015]: the argument `of` of `deep` has more than 24 levels");
  },
);

it.each(tools)(
  "in %s, arguments of 24 levels compile and type-check",
  async (_, file, tool, most) => {
    const options = { target: "es2022", module: "nodenext", strict: true, noEmit: true, types: [] };
    const path = folderWithPackages({
      ...project(file, tool(most)),
      "tsconfig.json": JSON.stringify({ compilerOptions: { ...options, skipLibCheck: true } }),
    });
    expect(await safeclaw(["compile"], path)).toMatchObject({ exit: 0 });
    for (const name of typescripts) {
      const tsc = join(dirname(require.resolve(`${name}/package.json`)), "bin/tsc");
      const run = spawnSync(process.execPath, [tsc, "-p", path], { encoding: "utf8" });
      expect(run, name).toMatchObject({ stdout: "", status: 0 });
    }
  },
);
