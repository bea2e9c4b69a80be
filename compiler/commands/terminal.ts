// Where a command prints, and how a person reads it there.

import type { Unseen } from "../analysis/unseen.js";
import { catalog } from "../diagnostics/catalog.js";
import type { Diagnostic, RelatedPlace } from "../diagnostics/diagnostic.js";
import { harmless } from "../diagnostics/harmless.js";
import { ansi, noColor, type Palette, render } from "../diagnostics/render.js";
import { mostDiagnostics } from "../diagnostics/report.js";
import type { Range, SourceFile } from "../source/source-file.js";

/** 0 fine · 1 findings · 2 the command line is wrong · 3 a fault of ours. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** The terminal's width; absent where there is no terminal. */
  readonly columns?: number | undefined;
  readonly color: boolean;
  readonly cwd: string;
  /** Where answers come from; absent where there is nobody to ask. */
  readonly keyboard?: NodeJS.ReadableStream | undefined;
}

export function paletteOf({ color }: Pick<Terminal, "color">): Palette {
  return color ? ansi : noColor;
}

export function printDiagnostics(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  for (const diagnostic of diagnostics) {
    terminal.stderr.write(`${render(diagnostic, paletteOf(terminal))}\n\n`);
  }
  if (diagnostics.length >= mostDiagnostics) terminal.stderr.write("there may be more\n");
}

/** A number of things, in words: `1 policy`, `2 tools`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many of each, e.g. `2 errors, 1 warning`. */
export function countOf(diagnostics: readonly Diagnostic[]): string {
  const counts = (["error", "warning"] as const).map((severity) => {
    const count = diagnostics.filter(({ code }) => catalog[code].severity === severity).length;
    return count === 0 ? "" : counted(count, severity);
  });
  return counts.filter((text) => text !== "").join(", ");
}

/** Diagnostics in the form that `--json` promises. */
export function diagnosticsAsData(diagnostics: readonly Diagnostic[]): readonly object[] {
  return diagnostics.map(({ code, message, file, range, label, help, related = [], witness }) => ({
    code,
    severity: catalog[code].severity,
    message: label === undefined ? message : `${message}: ${label}`,
    file: file.path,
    range: rangeAsData(range, file),
    help: help ?? null,
    related: related.map((place: RelatedPlace) => ({
      message: place.message,
      file: place.file.path,
      range: rangeAsData(place.range, place.file),
    })),
    ...(witness === undefined ? {} : { witness }),
  }));
}

/** Only where there are some. */
export function unseenAsData(all: readonly Unseen[]): object {
  const unseen = all.map(({ text, file, range }) => ({
    condition: text,
    file: file.path,
    range: rangeAsData(range, file),
  }));
  return unseen.length === 0 ? {} : { unseen };
}

/** One document; without indentation it is one line. */
export function printJson(document: object, { stdout }: Terminal, indentation = 2): void {
  const lines = JSON.stringify(document, null, indentation).split("\n");
  stdout.write(`${lines.map(harmless).join("\n")}\n`);
}

/** With `--json` there is a document on standard output whatever happens. */
export function printFailure(message: string, help: string | null, terminal: Terminal): void {
  printJson({ ok: false, diagnostics: [], error: { message, help } }, terminal, 0);
}

function rangeAsData(range: Range, file: SourceFile): object {
  return { start: file.position(range.start), end: file.position(range.end) };
}
