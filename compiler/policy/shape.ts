// Shapes that values of a policy file may have. A shape reads a value or reports why it cannot.

import type { DiagnosticCode } from "../diagnostics/catalog.js";
import { listNames } from "../diagnostics/list-names.js";
import type { Report } from "../diagnostics/report.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Range, SourceFile } from "../source/source-file.js";
import type { EntrySyntax, KeySyntax, MapSyntax, ValueSyntax } from "../syntax/syntax.js";
import type { Located } from "./policy.js";

/** Where a shape reports. */
export interface Place {
  readonly file: SourceFile;
  readonly report: Report;
  /** What is being read, as messages name it. */
  readonly what: string;
  /** Whether it could as well be left out. */
  readonly mayBeMissing?: boolean;
}

/** Reads a value; undefined where it does not fit, with the reason reported. */
export type Shape<Value> = (value: ValueSyntax, place: Place) => Value | undefined;

interface Field<Value> {
  readonly shape: Shape<Value>;
  /** What to write where a required key is missing; null where the key may be left out. */
  readonly example: string | null;
}

export const required = <Value>(shape: Shape<Value>, example: string): Field<Value> => ({
  shape,
  example,
});

export const optional = <Value>(shape: Shape<Value>): Field<Value | undefined> => ({
  shape,
  example: null,
});

/** A map with exactly these keys. Undefined where a required one is missing or wrong. */
export function record<Values extends object>(
  fields: {
    readonly [Key in keyof Values]: Field<Values[Key]>;
  },
): Shape<Values & { readonly range: Range }> {
  const known = new Map<string, Field<unknown>>(Object.entries(fields));
  return (value, place) => {
    if (value.kind !== "map") return wrongType(value, "a map of keys and values", place);
    const meant = reportUnknownKeys(value, [...known.keys()], place);
    const entries = [...known].map(([key, field]) => [
      key,
      // A required key that is misspelt has been named already.
      meant.has(key) && field.example !== null ? missing : readField(value, key, field, place),
    ]);
    if (entries.some(([, read]) => read === missing)) return undefined;
    // INVARIANT: every field was read by its own shape, and none is missing.
    return { ...Object.fromEntries(entries), range: value.range } as Values & { range: Range };
  };
}

/** A map that holds something, whatever its keys are. */
export function entriesOf(expected: string, help?: string): Shape<readonly EntrySyntax[]> {
  return (value, place) => {
    if (value.kind !== "map") return wrongType(value, expected, place, help);
    return value.entries.length === 0 ? empty(value.range, place) : value.entries;
  };
}

export function located({ text: value, range }: KeySyntax): Located<string> {
  return { value, range };
}

const missing = Symbol("missing");

function readField(map: MapSyntax, key: string, field: Field<unknown>, place: Place): unknown {
  const entry = map.entries.find((candidate) => candidate.key.text === key);
  if (entry !== undefined) {
    const mayBeMissing = field.example === null;
    const read = field.shape(entry.value, { ...place, what: `\`${key}\``, mayBeMissing });
    return read === undefined ? missing : read;
  }
  if (field.example === null) return undefined;
  const message = `${place.what} has no \`${key}\``;
  fault("SC2002", firstKeyOf(map), message, place, { help: `add \`${key}: ${field.example}\`` });
  return missing;
}

/** The keys that were meant, as far as that can be told. */
function reportUnknownKeys(
  map: MapSyntax,
  known: readonly string[],
  place: Place,
): ReadonlySet<string> {
  const written = new Set(map.entries.map(({ key }) => key.text));
  const meant = new Set<string>();
  for (const { key } of map.entries) {
    if (known.includes(key.text)) continue;
    const near = suggest(key.text, known);
    if (near !== undefined && !written.has(near)) meant.add(near);
    fault("SC2001", key.range, `unknown key \`${key.text}\` in ${place.what}`, place, {
      ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
      help: `the keys here are ${listNames(known)}`,
    });
  }
  return meant;
}

/** A string that is not empty and not just blank. */
export const text: Shape<Located<string>> = (value, place) => {
  if (value.kind !== "string") return wrongType(value, "a string", place, quoteHelp(value, place));
  if (value.value.trim() === "") return empty(value.range, place);
  return { value: value.value, range: value.range };
};

export const flag: Shape<Located<boolean>> = (value, place) =>
  value.kind === "boolean"
    ? { value: value.value, range: value.range }
    : wrongType(value, "`true` or `false`", place);

/** One of a few words. */
export function word<const Word extends string>(
  words: readonly Word[],
  code: DiagnosticCode,
): Shape<Located<Word>> {
  return (value, place) => {
    const found = words.find((candidate) => isText(value, candidate));
    if (found !== undefined) return { value: found, range: value.range };
    const written = sourceOf(value.range, place.file);
    const near = suggest(written, words);
    return fault(code, value.range, `${place.what} cannot be \`${written}\``, place, {
      ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
      help: `write ${listNames(words, "or")}`,
    });
  };
}

/** A list that holds something. */
export function listOf<Item>(shape: Shape<Item>): Shape<readonly Item[]> {
  return (value, place) => {
    if (value.kind !== "list") return wrongType(value, "a list", place, listHelp);
    if (value.items.length === 0) return empty(value.range, place);
    return everyItem(value.items, shape, place);
  };
}

const listHelp = "write a list: each entry on a line of its own, after `- `";

/** One value, or a list of them. */
export function oneOrMany<Item>(shape: Shape<Item>): Shape<readonly Item[]> {
  const list = listOf(shape);
  return (value, place) =>
    value.kind === "list" ? list(value, place) : everyItem([value], shape, place);
}

/** Reads all items, so that each wrong one is reported. */
export function everyItem<Item>(
  items: readonly ValueSyntax[],
  shape: Shape<Item>,
  place: Place,
): readonly Item[] | undefined {
  const read = items.map((item) => shape(item, place));
  const kept = read.filter((item) => item !== undefined);
  return kept.length === read.length ? kept : undefined;
}

/** Reports a value that stands twice in a list of ids, names or files. */
export function reportRepeats(items: readonly Located<string>[], place: Place): void {
  const seen = new Map<string, Located<string>>();
  for (const item of items) {
    const first = seen.get(item.value);
    if (first === undefined) seen.set(item.value, item);
    else {
      place.report.add({
        code: "SC3005",
        message: `\`${item.value}\` stands twice in ${place.what}`,
        file: place.file,
        range: item.range,
        help: "keep one of the two",
        related: [{ message: "the first one is here", file: place.file, range: first.range }],
      });
    }
  }
}

const kindNames = {
  map: "a map",
  list: "a list",
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "empty",
} as const;

export function wrongType(
  value: ValueSyntax,
  expected: string,
  place: Place,
  help = `write ${expected}`,
): undefined {
  const message = `${place.what} must be ${expected}, but it is ${kindNames[value.kind]}`;
  return fault("SC2003", value.range, message, place, { help });
}

export function empty(range: Range, place: Place): undefined {
  const help =
    place.mayBeMissing === true ? "write a value, or leave the key out" : "write a value";
  return fault("SC2004", range, `${place.what} is empty`, place, { help });
}

export function fault(
  code: DiagnosticCode,
  range: Range,
  message: string,
  { file, report }: Place,
  more: { readonly label?: string; readonly help?: string } = {},
): undefined {
  return report.add({ code, message, file, range, ...more });
}

export function sourceOf(range: Range, file: SourceFile): string {
  const written = file.text.slice(range.start, range.end).split("\n", 1)[0] ?? "";
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}

function quoteHelp(value: ValueSyntax, place: Place): string {
  return value.kind === "number" || value.kind === "boolean"
    ? `put it in quotes: \`"${sourceOf(value.range, place.file)}"\``
    : "write a string";
}

function isText(value: ValueSyntax, expected: string): boolean {
  return value.kind === "string" && value.value === expected;
}

function firstKeyOf(map: MapSyntax): Range {
  const first: KeySyntax | undefined = map.entries[0]?.key;
  return first?.range ?? map.range;
}
