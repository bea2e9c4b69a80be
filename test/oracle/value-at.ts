// Looks an argument up by its dotted path.

import type { Json, JsonObject } from "./policy-file.js";
import { isObject } from "./well-formed.js";

/** Undefined where the argument, or an object on the way to it, is not there. */
export function valueAt(args: JsonObject, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>(
      (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      args,
    );
}
