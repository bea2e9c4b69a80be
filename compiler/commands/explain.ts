// `safeclaw explain CODE`: why a diagnostic exists, with a bad and a good example.

import type { CatalogEntry } from "../diagnostics/catalog/entry.js";
import { catalog, type DiagnosticCode } from "../diagnostics/catalog.js";
import { harmless } from "../diagnostics/harmless.js";
import { suggest } from "../diagnostics/suggest.js";
import { type ExitCode, paletteOf, printJson, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export function explain(
  written: string,
  options: { readonly json: boolean },
  terminal: Terminal,
): ExitCode {
  const code = written.toUpperCase();
  if (!isCode(code)) {
    const near = suggest(code, Object.keys(catalog));
    const help = near === undefined ? "codes look like `SC2001`" : `did you mean \`${near}\`?`;
    throw new UsageError(`there is no diagnostic \`${written}\``, help);
  }
  const entry = catalog[code];
  if (options.json) printJson({ code, ...entry }, terminal);
  else terminal.stdout.write(asText(code, entry, terminal));
  return 0;
}

function isCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(catalog, text);
}

function asText(
  code: string,
  { severity, title, why, bad, good }: CatalogEntry,
  terminal: Terminal,
): string {
  const palette = paletteOf(terminal);
  const parts = [
    `${palette[severity](`${severity}[${code}]`)}: ${palette.bold(title)}`,
    why,
    `${palette.bold("Bad")}\n${example(bad)}`,
    `${palette.bold("Good")}\n${example(good)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function example(shown: CatalogEntry["bad"]): string {
  if ("situation" in shown) return `    ${shown["situation"]}`;
  return Object.entries(shown)
    .map(([file, text]) => {
      const lines = text
        .trimEnd()
        .split("\n")
        .map((line) => `    ${harmless(line)}`.trimEnd());
      return file.endsWith("/") ? `  ${file} is a folder` : `  ${file}\n${lines.join("\n")}`;
    })
    .join("\n");
}
