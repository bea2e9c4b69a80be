// Finds the key that an object in JSON text has twice, be it written differently, as in `\u0061` for `a`.

import { Malformed, type Step } from "./malformed.js";

/** An object or array that is not closed yet, and where in it we are. */
interface Level {
  /** The keys so far; null for an array. */
  readonly keys: Set<Step> | null;
  step: Step;
}

/** The first repetition in this valid JSON text, or null. */
export function findRepeatedKey(json: string): Malformed | null {
  const levels: Level[] = [];
  let string = "";
  for (let at = 0; at < json.length; at += 1) {
    const level = levels.at(-1);
    switch (json[at]) {
      case '"':
        string = json.slice(at, endOfString(json, at));
        at += string.length - 1;
        break;
      case ":":
        if (level !== undefined && isRepeated(level, string)) {
          return new Malformed("a key that is given twice", ...levels.map(({ step }) => step));
        }
        break;
      case ",":
        if (level?.keys === null) {
          level.step = Number(level.step) + 1;
        }
        break;
      case "{":
        levels.push({ keys: new Set(), step: "" });
        break;
      case "[":
        levels.push({ keys: null, step: 0 });
        break;
      case "}":
      case "]":
        levels.pop();
        break;
    }
  }
  return null;
}

/** Steps on to the key that this JSON string is, and says whether it was there before. */
function isRepeated(level: Level, string: string): boolean {
  level.step = String(JSON.parse(string));
  const wasThere = level.keys?.has(level.step) === true;
  level.keys?.add(level.step);
  return wasThere;
}

/** Where the string that starts here is over. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') {
    at += json[at] === "\\" ? 2 : 1;
  }
  return at + 1;
}
