// Diagnostics as text for a person, in the layout that rustc made familiar.

import { catalog } from "./catalog.js";
import type { Diagnostic } from "./diagnostic.js";

/** How much of a very long source line is shown around the place. */
const widestLine = 160;

/** Paints a piece of text; the identity where there is no terminal. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain = (text: string): string => text;
export const noColor: Palette = { error: plain, warning: plain, dim: plain, bold: plain };

const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
export const ansi: Palette = { error: sgr(31), warning: sgr(33), dim: sgr(2), bold: sgr(1) };

export function render(diagnostic: Diagnostic, palette: Palette = noColor): string {
  const { severity } = catalog[diagnostic.code];
  const { file, range, label, help, related = [] } = diagnostic;
  const { line, column } = file.position(range.start);
  const paint = palette[severity];
  const gutter = " ".repeat(String(line).length);
  const frame = excerpt(file.line(line), column, spanOnLine(diagnostic));
  const bar = palette.dim("|");
  const note = (kind: string, text: string) =>
    `${gutter} ${palette.dim("=")} ${kind}: ${harmless(text)}`;
  return [
    `${paint(`${severity}[${diagnostic.code}]`)}: ${palette.bold(harmless(diagnostic.message))}`,
    `${gutter}${palette.dim("-->")} ${file.path}:${line}:${column}`,
    `${gutter} ${bar}`,
    `${palette.dim(String(line))} ${bar} ${frame.text}`.trimEnd(),
    `${gutter} ${bar} ${paint(`${frame.caret}${label === undefined ? "" : ` ${harmless(label)}`}`)}`,
    ...related.map((place) => {
      const at = place.file.position(place.range.start);
      return note("note", `${place.message} (${place.file.path}:${at.line}:${at.column})`);
    }),
    ...(help === undefined ? [] : [note("help", help)]),
  ].join("\n");
}

function spanOnLine({ file, range }: Diagnostic): number {
  const { line, column } = file.position(range.start);
  const rest = file.line(line).length - column + 1;
  return Math.max(1, Math.min(range.end - range.start, rest));
}

/** The source line with its caret line; tabs and control characters become single spaces or marks. */
function excerpt(line: string, column: number, span: number): { text: string; caret: string } {
  const from = line.length <= widestLine ? 0 : Math.max(0, column - 1 - widestLine / 2);
  const shown = line.slice(from, from + widestLine);
  const lead = from > 0 ? "…" : "";
  const tail = from + widestLine < line.length ? "…" : "";
  const caretSpan = Math.max(1, Math.min(span, shown.length - (column - 1 - from)));
  return {
    text: `${lead}${harmless(shown)}${tail}`,
    caret: " ".repeat(column - 1 - from + lead.length) + "^".repeat(caretSpan),
  };
}

// SECURITY: a policy may hold terminal escapes and direction marks; the terminal must never see them raw.
function harmless(text: string): string {
  return text
    .replaceAll("\t", " ")
    .replaceAll(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
