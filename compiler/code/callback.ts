// A call with a function as its only argument, laid out as Prettier does it.

import { type Code, make } from "./code.js";
import { builders } from "./layout.js";

/** `callee(() => body)`, the body on a line of its own where it does not fit. */
export function callback(callee: Code, body: Code): Code {
  const { group, ifBreak, indent, line, softline } = builders;
  const doc = [callee.doc, "(() =>", indent([line, body.doc]), ifBreak(","), softline, ")"];
  return make(group(doc), [callee, body]);
}
