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
  const { text } = file;
  const columns: number[] = [];
  for (let start = 0; start < text.length; start = lineAfter(start, text)) {
    for (const at of beginningsIn(text, start)) {
      while ((columns.at(-1) ?? -1) >= at - start) columns.pop();
      columns.push(at - start);
      if (columns.length > deepestLevel) {
        tooDeep(file, at, report);
        return true;
      }
    }
  }
  return false;
}

/** Where on a line something begins: after each `- `, `? ` and `: ` that leads it, and after these its content. */
function* beginningsIn(text: string, start: number): Generator<number> {
  for (let at = start; ; at += 1) {
    while (isBlank(text[at])) at += 1;
    // Empty lines and comments have no depth.
    if (at >= text.length || "\r\n#".includes(text.charAt(at))) return;
    yield at;
    if (!"-?:".includes(text.charAt(at)) || !isBlank(text[at + 1])) return;
  }
}

/** A tab is an error after a mark, but the parser goes down all the same. */
function isBlank(unit: string | undefined): boolean {
  return unit === " " || unit === "\t";
}

function lineAfter(offset: number, text: string): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

export function tooDeep(file: SourceFile, start: number, report: Report): undefined {
  return report.add({
    code: "SC1106",
    message: `the policy file is nested more than ${deepestLevel} levels deep`,
    file,
    range: { start, end: start + 1 },
    help: "a policy needs about eight levels; check the indentation and the brackets here",
  });
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

/** What YAML takes for a tag; without it the condition would say the opposite. */
const negation: Refusal = {
  code: "SC1102",
  what: "a condition that begins with `!` and has no quotes",
  help: "put the whole condition in single quotes, as in `when: '!has(args.note)'`: to YAML this is a tag",
};

function refusalAt(offset: number, type: string | null, text: string): Refusal | undefined {
  const keyBefore = (): string => text.slice(0, offset).trimEnd().slice(-6);
  const isCondition = type === "tag" && /\b(?:when|that):$/u.test(keyBefore());
  return isCondition ? negation : refusedTokens.get(type ?? "");
}

/** Of each refused feature only the first is shown, with how many there are. */
function scanFeatures(file: SourceFile, report: Report): void {
  let offset = 0;
  const open: { readonly bracket: string; readonly offset: number }[] = [];
  const found = new Map<Refusal, { readonly first: Range; readonly count: number }>();
  for (const lexeme of new Lexer().lex(file.text)) {
    // The lexer marks the start of documents and scalars with control characters that are not in the text.
    const length = /^[\u0002\u0018\u001f]$/u.test(lexeme) ? 0 : lexeme.length;
    const type = CST.tokenType(lexeme);
    const refusal = refusalAt(offset, type, file.text);
    const range = { start: offset, end: offset + length };
    if (refusal !== undefined) {
      const seen = found.get(refusal) ?? { first: range, count: 0 };
      found.set(refusal, { ...seen, count: seen.count + 1 });
    }
    if (type === "flow-map-start" || type === "flow-seq-start") {
      open.push({ bracket: lexeme, offset });
    }
    if (type === "flow-map-end" || type === "flow-seq-end") open.pop();
    if (open.length > deepestLevel) {
      tooDeep(file, offset, report);
      return;
    }
    if (isOpenQuote(type, lexeme)) {
      unclosed("quote", offset, file, report);
      return;
    }
    offset += length;
  }
  for (const [{ code, what, help }, { first: range, count }] of found) {
    const others = count > 1 ? ` (this is the first of ${count})` : "";
    const message = `${what} may not stand in a policy file${others}`;
    report.add({ code, message, file, range, help });
  }
  const last = open.at(-1);
  if (last !== undefined) unclosed(`\`${last.bracket}\``, last.offset, file, report);
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
  const help = "close it where it ends, and indent all lines of it";
  report.add({ code: "SC1101", message, file, range: { start, end: start + 1 }, help });
}
