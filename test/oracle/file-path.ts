// What a path within a folder is, for `path_within`, by Node's own reading of paths.

import { posix } from "node:path";
import { isText } from "./text.js";

/** "absolute; no backslash, percent sign, control character or half a character; `.` and `..` resolved; by segment" */
export function isPathWithin(value: string, folder: string): boolean {
  const isPlain = ![...value].some((one) => /[\\%\p{Cc}\u2028\u2029]/u.test(one));
  if (!isPlain || !isText(value)) return false;
  if (!value.startsWith("/") || value.startsWith("//")) return false;
  const away = posix.relative(folder, posix.normalize(value));
  return away !== ".." && !away.startsWith("../");
}
