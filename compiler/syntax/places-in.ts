// Where the characters of a string's value stand in the file: quoted, folded and indented ones included.

import type { Range, SourceFile } from "../source/source-file.js";

/** From a place in the value to its place in the file. */
export type PlaceOf = (within: Range) => Range;

/**
 * Whatever YAML does to a string, it keeps what is not blank, in order, escapes and doubled quotes aside. So the first
 * unit of the value that is not blank stands where the first in the file does, and so on.
 */
export function placesIn(value: string, range: Range, file: SourceFile): PlaceOf {
  const written = file.text.slice(range.start, range.end);
  const units = unitsIn(written);
  const before: number[] = [];
  let count = 0;
  for (let at = 0; at <= value.length; at += 1) {
    before.push(count);
    if (!isBlank(value[at])) count += 1;
  }
  const last = units.length - 1;
  // What is blank stands behind what is before it; and the end of all, at the last unit.
  const startOf = (at: number) => {
    const index = before[at] ?? units.length;
    const own = units[index];
    const former = units[index - 1];
    return isBlank(value[at]) || own === undefined ? (former?.end ?? own?.start ?? 0) : own.start;
  };
  const endOf = (at: number) => units[Math.min((before[at] ?? units.length) - 1, last)]?.end ?? 0;
  return ({ start, end }) => {
    const from = range.start + startOf(start);
    return { start: from, end: Math.max(from + 1, range.start + (end > start ? endOf(end) : 0)) };
  };
}

/** One UTF-16 unit of a value, and what stands for it. */
interface Unit {
  readonly start: number;
  readonly end: number;
}

function unitsIn(written: string): readonly Unit[] {
  switch (written[0]) {
    case '"':
      return doubleQuoted(written);
    case "'":
      return matched(written.slice(0, -1), /''|[^ \t\r\n]/gu, 1);
    case "|":
    case ">":
      return matched(written, /[^ \t\r\n]/gu, endOfLine(written));
    default:
      return matched(written, /[^ \t\r\n]/gu, 0);
  }
}

function matched(written: string, unit: RegExp, from: number): readonly Unit[] {
  const found = written.slice(from).matchAll(unit);
  return [...found].flatMap(({ 0: text, index }) => {
    const start = from + index;
    return unitsOf(text === "''" ? "'" : text, { start, end: start + text.length });
  });
}

/** The header of a block scalar, with a comment perhaps, is a line of its own. */
function endOfLine(written: string): number {
  const end = written.indexOf("\n");
  return end < 0 ? written.length : end;
}

const escapeOrUnit = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n|[\s\S])|[^ \t\r\n]/gu;

function doubleQuoted(written: string): readonly Unit[] {
  return [...written.slice(0, -1).slice(1).matchAll(escapeOrUnit)].flatMap(({ 0: text, index }) => {
    const place = { start: index + 1, end: index + 1 + text.length };
    return unitsOf(text.startsWith("\\") ? meaningOf(text) : text, place);
  });
}

/** What an escape gives, as far as it matters here: how many units, and whether they are blank. */
function meaningOf(escaped: string): string {
  const mark = escaped.charAt(1);
  if ("xuU".includes(mark)) return String.fromCodePoint(Number.parseInt(escaped.slice(2), 16));
  return "ntr \t\r\n".includes(mark) ? " " : mark;
}

/** A character beyond the first 65,536 is two units of one place. */
function unitsOf(text: string, place: Unit): readonly Unit[] {
  return isBlank(text) ? [] : Array.from({ length: text.length }, () => place);
}

function isBlank(text: string | undefined): boolean {
  return text === " " || text === "\t" || text === "\r" || text === "\n";
}
