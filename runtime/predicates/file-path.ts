// Paths of files within certain folders: `path_within`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";

// SECURITY: a control character may end the path for who opens it, and `%` and `\\` may be read as other characters.
// Half a character is written to a disk as another one. What begins with `//` may be a share on another machine.
const absolute = /^(?!\/\/)\/[^\p{Cc}\p{Cs}\u2028\u2029\\%]*$/u;

/** An absolute POSIX path that is one of `folders` or lies in one. Case counts, and links are not followed. */
export function pathWithin(path: ArgumentPath, folders: readonly string[]): Predicate {
  const read = argumentAt(path);
  const listed = folders.map(segments);
  return (args) => {
    const value = read(args);
    if (typeof value !== "string" || !absolute.test(value)) return false;
    const own = segments(value);
    return listed.some((folder) => folder.every((segment, index) => own[index] === segment));
  };
}

/** The names on the way from the root, with `.` and `..` resolved. */
function segments(path: string): readonly string[] {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names;
}
