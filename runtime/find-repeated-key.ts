// Finds the key that an object in JSON text has twice, be it written differently, as in `\u0061` for `a`.

import { Malformed, type Step } from "./malformed.js";

/** An object or array that is not closed yet, and where in it we are. */
interface Level {
  /** The keys so far; none in an array. */
  readonly keys: Set<Step>;
  step: Step;
}

/** The first repetition in this valid JSON text, or null. */
export function findRepeatedKey(json: string): Malformed | null {
  const around: Level[] = [];
  let level: Level = { keys: new Set(), step: 0 };
  let string = "";
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case '"':
        string = json.slice(at, endOfString(json, at));
        at += string.length - 1;
        break;
      case ":":
        level.step = String(JSON.parse(string));
        if (level.keys.has(level.step)) {
          // The first level is what the text as a whole stands in.
          const [, ...levels] = [...around, level];
          return new Malformed("a key that is given twice", ...levels.map(({ step }) => step));
        }
        level.keys.add(level.step);
        break;
      case ",":
        // In an object, the next key comes before anybody asks.
        level.step = Number(level.step) + 1;
        break;
      case "{":
      case "[":
        around.push(level);
        level = { keys: new Set(), step: 0 };
        break;
      case "}":
      case "]":
        level = around.pop() ?? level;
        break;
    }
  }
  return null;
}

/** Where the string that starts here is over. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') {
    at += json[at] === "\\" ? 2 : 1;
  }
  return at + 1;
}
