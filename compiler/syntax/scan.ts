// Looks through the raw text for what a policy file may not hold, before anything is built from it.

import { CST, Lexer } from "yaml";
import type { DiagnosticCode } from "../diagnostics/catalog.js";
import type { Report } from "../diagnostics/report.js";
import type { Range, SourceFile } from "../source/source-file.js";

export const deepestLevel = 64;

/** Reports characters, YAML features and depths that are refused. True where the text may be parsed. */
export function scan(file: SourceFile, report: Report): boolean {
  const before = report.hasErrors;
  scanCharacters(file, report);
  if (!report.hasErrors && !isTooDeep(file, report)) scanFeatures(file, report);
  return report.hasErrors === before;
}

// SECURITY: direction marks let a reviewer see another policy than the one that is compiled.
const refusedCharacters =
  /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)/u;

function scanCharacters(file: SourceFile, report: Report): void {
  const found = refusedCharacters.exec(file.text);
  if (found === null) return;
  const point = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  report.add({
    code: "SC1105",
    message: `the character U+${point} may not stand in a policy file`,
    file,
    range: { start: found.index, end: found.index + found[0].length },
    help: "remove it, or write it as an escape in a double-quoted string",
  });
}

/** Indentation and flow brackets tell the depth; the parser itself would overflow its stack. */
function isTooDeep(file: SourceFile, report: Report): boolean {
  const columns: number[] = [];
  const beginnings = /^ *(?:[-?:] +)*/gmu;
  for (const { 0: lead, index } of file.text.matchAll(beginnings)) {
    for (const column of startsIn(lead)) {
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
    }
    const deepest = columns[deepestLevel];
    if (deepest !== undefined) return tooDeep(file, index + deepest, report);
  }
  return false;
}

function startsIn(lead: string): number[] {
  const marks = Array.from(lead.matchAll(/[-?:]/gu), ({ index }) => index);
  return [...marks, lead.length];
}

function tooDeep(file: SourceFile, start: number, report: Report): true {
  report.add({
    code: "SC1106",
    message: `the policy file is nested more than ${deepestLevel} levels deep`,
    file,
    range: { start, end: start + 1 },
    help: "a policy needs about eight levels; check the indentation and the brackets here",
  });
  return true;
}

interface Refusal {
  readonly code: DiagnosticCode;
  readonly what: string;
  readonly help: string;
}

const refusedTokens: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ["anchor", { code: "SC1102", what: "an anchor", help: "write the value out where it is needed" }],
  ["alias", { code: "SC1102", what: "an alias", help: "write the value out where it is needed" }],
  [
    "tag",
    {
      code: "SC1102",
      what: "a tag",
      help: "leave the tag out; quote the value to make it a string",
    },
  ],
  ["directive-line", { code: "SC1102", what: "a YAML directive", help: "leave it out" }],
]);

function scanFeatures(file: SourceFile, report: Report): void {
  let offset = 0;
  const open: { readonly bracket: string; readonly offset: number }[] = [];
  const found = new Map<Refusal, Range[]>();
  for (const lexeme of new Lexer().lex(file.text)) {
    // The lexer marks the start of documents and scalars with control characters that are not in the text.
    const length = /^[\u0002\u0018\u001f]$/u.test(lexeme) ? 0 : lexeme.length;
    const type = CST.tokenType(lexeme);
    const refusal = refusedTokens.get(type ?? "");
    const range = { start: offset, end: offset + length };
    if (refusal !== undefined) found.set(refusal, [...(found.get(refusal) ?? []), range]);
    if (type === "flow-map-start" || type === "flow-seq-start") {
      open.push({ bracket: lexeme, offset });
    }
    if (type === "flow-map-end" || type === "flow-seq-end") open.pop();
    if (open.length > deepestLevel && tooDeep(file, offset, report)) return;
    if (isOpenQuote(type, lexeme)) unclosed("quote", offset, file, report);
    offset += length;
  }
  for (const [refusal, places] of found) refuse(refusal, places, file, report);
  const last = open.at(-1);
  if (last !== undefined) unclosed(`\`${last.bracket}\``, last.offset, file, report);
}

/** Only the first of a kind is shown, with how many there are. */
function refuse(
  { code, what, help }: Refusal,
  places: readonly Range[],
  file: SourceFile,
  report: Report,
): void {
  const [range] = places;
  if (range === undefined) return;
  const others = places.length > 1 ? ` (this is the first of ${places.length})` : "";
  const message = `${what} may not stand in a policy file${others}`;
  report.add({ code, message, file, range, help });
}

/** A quoted scalar that is not closed runs to the end of the file. */
function isOpenQuote(type: string | null, lexeme: string): boolean {
  if (type === "single-quoted-scalar") return lexeme.split("'").length % 2 === 0;
  if (type !== "double-quoted-scalar") return false;
  let before = lexeme.length - 2;
  while (lexeme[before] === "\\") before -= 1;
  const isEscaped = (lexeme.length - before) % 2 !== 0;
  return lexeme.length < 2 || !lexeme.endsWith('"') || isEscaped;
}

function unclosed(what: string, start: number, file: SourceFile, report: Report): void {
  const message = `this ${what} is never closed`;
  const help = "close it where it ends";
  report.add({ code: "SC1101", message, file, range: { start, end: start + 1 }, help });
}
