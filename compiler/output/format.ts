// Formats generated files with the project's own Prettier configuration, where it has one.

import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
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
  const configuration = configurationOf(folder, project.root);
  if (configuration === undefined) return files;
  try {
    if (basename(configuration) === "package.json") JSON.parse(readFileSync(configuration, "utf8"));
    return await withPrettier(files, folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    const file = new SourceFile(displayPath(configuration, project.cwd), "");
    const message = `the project's Prettier configuration does not work: ${reason}`;
    const help = "mend it, so that `prettier` runs here";
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

/** The nearest file that configures Prettier, no further than the project's root. */
function configurationOf(folder: string, root: string): string | undefined {
  const names = [...configurations, ...(holdsPrettier(folder) ? ["package.json"] : [])];
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined || folder === root || dirname(folder) === folder) return found;
  return configurationOf(dirname(folder), root);
}

function holdsPrettier(folder: string): boolean {
  const manifest = join(folder, "package.json");
  const text = existsSync(manifest) ? readFileSync(manifest, "utf8") : "";
  if (!/"prettier"\s*:\s*[{"]/u.test(text)) return false;
  try {
    return Object.hasOwn(JSON.parse(text), "prettier");
  } catch {
    // What is wrong with it is said where it is used.
    return true;
  }
}
