// Turns what a model or an application gave as arguments into frozen plain data of our own.

import { copyObject } from "./copy-value.js";
import { Malformed } from "./malformed.js";
import { readJson } from "./read-json.js";

/** The most text that arguments may be, as UTF-8. */
const mostBytes = 1024 * 1024;

/** No unit that the copy's budget counts takes more bytes as JSON: a number such as -1.2345678901234567e-300. */
const widestUnit = 24;

const tooLarge = new Malformed("longer than 1 MiB");
const noObject = new Malformed("not an object");
const blank = /^[ \t\n\r]*$/u;
const noArguments: object = Object.freeze({});

/**
 * The arguments as an object that nobody else holds, or why they are malformed. A string is read as JSON text.
 * Throws nothing: a proxy that throws is malformed.
 */
export function parseArguments(input: unknown): object | Malformed {
  if (typeof input === "string") {
    return parseText(input);
  }
  return typeof input === "object" && input !== null ? copyValue(input) : noObject;
}

function parseText(text: string): object | Malformed {
  if (text.length > mostBytes || (text.length * 3 > mostBytes && utf8Length(text) > mostBytes)) {
    return tooLarge;
  }
  const value = readJson(text);
  if (value instanceof Malformed && blank.test(text)) {
    return noArguments;
  }
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : noObject;
}

function copyValue(input: object): object | Malformed {
  const budget = { left: mostBytes };
  let copy: object | Malformed;
  try {
    copy = Array.isArray(input) ? noObject : copyObject(input, 1, budget);
  } catch {
    return new Malformed("an object that cannot be read");
  }
  if (copy instanceof Malformed) {
    return copy;
  }
  const units = mostBytes - budget.left;
  const tooLong =
    units > mostBytes ||
    (units * widestUnit > mostBytes && utf8Length(JSON.stringify(copy)) > mostBytes);
  return tooLong ? tooLarge : copy;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
