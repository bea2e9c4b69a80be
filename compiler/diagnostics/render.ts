// Diagnostics as text for a person, in the layout that rustc made familiar.

import { catalog } from "./catalog.js";
import type { Diagnostic, Witness } from "./diagnostic.js";
import { harmless, harmlessInPlace } from "./harmless.js";

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
  const { file, range, help, witness, related = [] } = diagnostic;
  const { line, column } = file.position(range.start);
  const gutter = " ".repeat(String(line).length);
  const note = (kind: string, text: string) =>
    `${gutter} ${palette.dim("=")} ${kind}: ${harmless(text)}`;
  return [
    `${palette[severity](`${severity}[${diagnostic.code}]`)}: ${palette.bold(harmless(diagnostic.message))}`,
    `${gutter}${palette.dim("-->")} ${harmless(file.path)}:${line}:${column}`,
    ...(range.end === 0 ? [] : frame(diagnostic, palette)),
    ...related.map((place) => {
      const at = place.file.position(place.range.start);
      return note("note", `${place.message} (${place.file.path}:${at.line}:${at.column})`);
    }),
    ...(witness === undefined ? [] : [note("call", inWords(witness))]),
    ...(help === undefined ? [] : [note("help", help)]),
  ].join("\n");
}

const answers = {
  allow: "is allowed",
  deny: "is denied",
  require_approval: "needs approval",
} as const;

function inWords({ tool, args, assistant, answer }: Witness): string {
  const caller = assistant === null ? "" : ` for ${assistant}`;
  return `${tool} ${JSON.stringify(args)}${caller} ${answers[answer]}`;
}

/** The line with its place marked. A fault of the whole file has none. */
function frame(diagnostic: Diagnostic, palette: Palette): readonly string[] {
  const { code, file, range, label } = diagnostic;
  const { line, column } = file.position(range.start);
  const { text, caret } = excerpt(file.line(line), column, spanOnLine(diagnostic));
  const gutter = " ".repeat(String(line).length);
  const bar = palette.dim("|");
  const mark = label === undefined ? caret : `${caret} ${harmless(label)}`;
  return [
    `${gutter} ${bar}`,
    `${palette.dim(String(line))} ${bar} ${text}`.trimEnd(),
    `${gutter} ${bar} ${palette[catalog[code].severity](mark)}`,
  ];
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
    text: `${lead}${harmlessInPlace(shown)}${tail}`,
    caret: " ".repeat(column - 1 - from + lead.length) + "^".repeat(caretSpan),
  };
}
