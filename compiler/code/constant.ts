// Declarations of constants and types, laid out as Prettier does it.

import { type Code, code, make } from "./code.js";
import { builders } from "./layout.js";

/**
 * `export const name: Type = value;`. Where that is too long, the value gets a line of its own; but where the type
 * has arguments that have arguments in turn, Prettier breaks the type first.
 */
export function constant(name: Code, type: Code, value: Code, typeBreaksFirst: boolean): Code {
  const { group } = builders;
  const left = code`export const ${name}: ${type}`;
  if (!typeBreaksFirst) return assignment(left, value);
  return make([group([left.doc, " = ", group(value.doc)]), ";"], [left, value]);
}

/** `export type Name = …;` */
export function alias(name: Code, type: Code): Code {
  return assignment(code`export type ${name}`, type);
}

/** `left = right;`, the right side on a line of its own where its beginning does not fit. */
function assignment(left: Code, right: Code): Code {
  const { group, indent, indentIfBreak, line } = builders;
  const groupId = Symbol("assignment");
  const doc = [
    group(left.doc),
    " =",
    group(indent(line), { id: groupId }),
    indentIfBreak(group(right.doc), { groupId }),
  ];
  return make([doc, ";"], [left, right]);
}
