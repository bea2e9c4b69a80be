// Formats generated files with the project's own Prettier configuration, where it has one.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EmittedFile } from "../emit/module.js";

const configurations = [
  ".prettierrc",
  ...["json", "json5", "yaml", "yml", "toml", "js", "mjs", "cjs", "ts", "mts", "cts"].flatMap(
    (extension) => [`.prettierrc.${extension}`, `prettier.config.${extension}`],
  ),
];

/** The files as the project wants them to look. Without a configuration they stay as they are: stable under Prettier. */
export async function format(
  files: readonly EmittedFile[],
  folder: string,
  root: string,
): Promise<readonly EmittedFile[]> {
  if (!isConfigured(folder, root)) return files;
  // Loaded here and not above: it takes 140 ms, and most projects do not need it.
  const prettier = await import("prettier");
  return await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file.path);
      const options = await prettier.resolveConfig(path);
      return { ...file, text: await prettier.format(file.text, { ...options, filepath: path }) };
    }),
  );
}

function isConfigured(folder: string, root: string): boolean {
  if (configurations.some((name) => existsSync(join(folder, name)))) return true;
  const manifest = join(folder, "package.json");
  if (existsSync(manifest) && /"prettier"\s*:\s*[{"]/u.test(readFileSync(manifest, "utf8"))) {
    return Object.hasOwn(JSON.parse(readFileSync(manifest, "utf8")), "prettier");
  }
  return folder !== root && dirname(folder) !== folder && isConfigured(dirname(folder), root);
}
