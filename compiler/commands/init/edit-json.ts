// Adds entries to a JSON file and leaves every other byte of it alone.

import { Report } from "../../diagnostics/report.js";
import { SourceFile } from "../../source/source-file.js";
import type { MapSyntax, ValueSyntax } from "../../syntax/syntax.js";
import { parseJson } from "../../tools/json/parse-json.js";

/** A JSON file that is an object; undefined where the text is none. */
export function parseObject(text: string): MapSyntax | undefined {
  const root = parseJson(new SourceFile("", text), new Report());
  return root?.kind === "map" ? root : undefined;
}

export function memberOf(map: MapSyntax, key: string): ValueSyntax | undefined {
  return map.entries.find((entry) => entry.key.text === key)?.value;
}

/** The text with an entry added at the end of an object in it, laid out like the entries that are there. */
export function addEntry(text: string, map: MapSyntax, key: string, value: string): string {
  const last = map.entries.at(-1);
  const entry = `${JSON.stringify(key)}: ${value}`;
  if (last !== undefined) {
    const { end } = last.value.range;
    return `${text.slice(0, end)},${leadOf(text, last.key.range.start)}${entry}${text.slice(end)}`;
  }
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const lineStart = text.lastIndexOf("\n", map.range.start - 1) + 1;
  const indent = /^[ \t]*/u.exec(text.slice(lineStart))?.[0] ?? "";
  const inner = `{${lineEnd}${indent}${indentOf(text)}${entry}${lineEnd}${indent}}`;
  return text.slice(0, map.range.start) + inner + text.slice(map.range.end);
}

/** The text with a value in it replaced. */
export function replaceValue(text: string, { range }: ValueSyntax, value: string): string {
  return text.slice(0, range.start) + value + text.slice(range.end);
}

/** One step of indentation, as this file has it. */
function indentOf(text: string): string {
  return /^\{\r?\n([ \t]+)"/u.exec(text)?.[1] ?? "  ";
}

/** What stands between a comma and the next key: a line break with its indentation, or a space. */
function leadOf(text: string, keyStart: number): string {
  return /\r?\n[ \t]*$/u.exec(text.slice(0, keyStart))?.[0] ?? " ";
}
