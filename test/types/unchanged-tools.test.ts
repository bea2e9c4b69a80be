// What is compiled of tools of every kind type-checks, and tsc finds no drift while nobody has changed them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { projectOf } from "../../compiler/source/project.js";
import { strictest, typeCheck } from "../tools/support/type-check.js";
import { preamble as declarations, types } from "../tools/support/typescript-sources.js";
import { preamble as schemas, zodSources } from "../tools/support/zod-sources.js";

const recursive = `
  interface Branch { name: string; children?: readonly Branch[] }
  type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
  export function recursive(args: { branch: Branch; json: Json; other?: Json }) { return args; }
`;

const recursiveSchema = `
  const Branch = z.object({ name: z.string(), get children() { return z.array(Branch).optional(); } });
  export const recursive = z.object({ branch: Branch });
`;

/** A tool for each source. */
const modules: Readonly<Record<string, string>> = {
  typescript: [
    declarations,
    recursive,
    ...types.map(
      ([type], index) => `export function t${index}(args: { x: ${type} }) { return args; }`,
    ),
  ].join("\n"),
  ...Object.fromEntries(
    [...zodSources].map(([zod, sources]) => [
      zod.replace("/", "-"),
      [
        `import { z } from "${zod}";`,
        schemas,
        ...(zod === "zod" ? [recursiveSchema] : []),
        ...sources.map((source, index) => `export const t${index} = z.object({ x: ${source} });`),
      ].join("\n"),
    ]),
  ),
};

const work = fileURLToPath(new URL("../.work/types/", import.meta.url));
let folder = "";

beforeAll(() => {
  mkdirSync(work, { recursive: true });
  folder = mkdtempSync(join(work, "unchanged-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it.each(Object.entries(modules))("of %s", { timeout: 300_000 }, async (name, module) => {
  const compilerOptions = { ...strictest, isolatedDeclarations: false };
  write(`${name}/package.json`, '{ "type": "module" }');
  write(`${name}/tsconfig.json`, JSON.stringify({ compilerOptions }));
  write(`${name}/tools.ts`, module);
  write(`${name}/safeclaw.yaml`, "version: 1\ntools: ./tools.ts\npolicies: []\n");
  const project = projectOf(join(folder, name, "safeclaw.yaml"), folder);
  const { diagnostics, output } = await compile({ project, cache: false });
  expect(
    diagnostics.map((found) => render(found)).filter((text) => text.startsWith("error")),
  ).toEqual([]);
  for (const { path, text } of output?.files ?? []) write(`${name}/generated/${path}`, text);
  const said = ["typescript55", "typescript"].map((version) =>
    typeCheck(version, join(folder, name)),
  );
  expect(said).toEqual(["", ""]);
});
