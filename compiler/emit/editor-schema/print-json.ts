// JSON as Prettier prints it, in ASCII alone, so that nothing in it is invisible. Its own engine takes ten times as long.

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

type Composite = readonly Json[] | JsonObject;

/** The width at which Prettier breaks. */
const width = 100;

export function printJson(value: Json): string {
  return `${print(value, "", 0)}\n`;
}

/** `beside`: how much else stands on the line. */
function print(value: Json, indentation: string, beside: number): string {
  const room = width - indentation.length - beside;
  const flat = onOneLine(value, room);
  if (flat !== undefined) return flat;
  const inner = `${indentation}  `;
  // INVARIANT: what is no composite is always on one line.
  const [open, parts, close] = partsOf(value as Composite);
  const items = parts.map(([key, part], index) => {
    const comma = index < parts.length - 1 ? 1 : 0;
    return key + print(part, inner, key.length + comma);
  });
  const isNumbers = parts.every(([key, part]) => key === "" && typeof part === "number");
  const lines = isNumbers ? inRows(items, width - inner.length) : items;
  return `${open}\n${lines.map((line) => inner + line).join(",\n")}\n${indentation}${close}`;
}

/** Numbers stand as many to a line as there is room for. */
function inRows(items: readonly string[], room: number): readonly string[] {
  const rows: string[] = [];
  for (const [index, item] of items.entries()) {
    const longer = `${rows.at(-1)}, ${item}`;
    const comma = index < items.length - 1 ? 1 : 0;
    if (rows.length === 0 || longer.length + comma > room) rows.push(item);
    else rows[rows.length - 1] = longer;
  }
  return rows;
}

/** Undefined where there is no room, or where Prettier would break all the same. */
function onOneLine(value: Json, room: number): string | undefined {
  if (!isComposite(value)) return scalar(value);
  if (mustBreak(value)) return undefined;
  const [open, parts, close] = partsOf(value);
  const blank = isList(value) || parts.length === 0 ? "" : " ";
  let text = open + blank;
  for (const [index, [key, part]] of parts.entries()) {
    const printed = onOneLine(part, room - text.length);
    if (printed === undefined) return undefined;
    text += `${index === 0 ? "" : ", "}${key}${printed}`;
    if (text.length > room) return undefined;
  }
  text += blank + close;
  return text.length > room ? undefined : text;
}

type Parts = readonly [
  open: string,
  parts: readonly (readonly [key: string, part: Json])[],
  close: string,
];

function partsOf(value: Composite): Parts {
  if (isList(value)) return ["[", value.map((part) => ["", part]), "]"];
  return ["{", Object.entries(value).map(([key, part]) => [`${scalar(key)}: `, part]), "}"];
}

/** Several lists or several objects, each of several parts, stand on lines of their own. */
function mustBreak(value: Composite): boolean {
  if (!isList(value) || value.length < 2) return false;
  const isLong = (item: Json) => isComposite(item) && Object.keys(item).length > 1;
  return value.every(isLong) && new Set(value.map((item) => Array.isArray(item))).size === 1;
}

function isComposite(value: Json): value is Composite {
  return typeof value === "object" && value !== null;
}

function isList(value: Composite): value is readonly Json[] {
  return Array.isArray(value);
}

function scalar(value: Json): string {
  if (typeof value === "string" && plain.test(value)) return `"${value}"`;
  const text = JSON.stringify(value);
  if (typeof value === "number") return text.replace("e+", "e");
  return text.replace(/[^\x20-\x7e]/g, escaped);
}

/** ASCII without quotes and backslashes. */
const plain = /^[ !#-[\]-~]*$/;

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
