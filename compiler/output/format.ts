// Formats generated files with the project's own Prettier configuration, where it has one.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Report } from "../diagnostics/report.js";
import type { EmittedFile } from "../emit/module.js";
import { displayPath, type Project } from "../source/project.js";
import { SourceFile, wholeFile } from "../source/source-file.js";

const configurations = [
  ".prettierrc",
  ...["json", "json5", "yaml", "yml", "toml", "js", "mjs", "cjs", "ts", "mts", "cts"].flatMap(
    (extension) => [`.prettierrc.${extension}`, `prettier.config.${extension}`],
  ),
];

/**
 * The files as the project wants them to look. Without a configuration they stay as they are: stable under Prettier.
 * Undefined where the configuration is at fault.
 */
export async function format(
  files: readonly EmittedFile[],
  folder: string,
  project: Project,
  report: Report,
): Promise<readonly EmittedFile[] | undefined> {
  try {
    return isConfigured(folder, project.root) ? await withPrettier(files, folder) : files;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    const file = new SourceFile(displayPath(folder, project.cwd), "");
    const message = `the project's Prettier configuration does not work: ${reason}`;
    const help =
      "mend it (`.prettierrc`, `prettier.config.*` or `package.json`) so that `prettier` runs here";
    return report.add({ code: "SC6005", message, file, range: wholeFile, help });
  }
}

async function withPrettier(
  files: readonly EmittedFile[],
  folder: string,
): Promise<readonly EmittedFile[]> {
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
