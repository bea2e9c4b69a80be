// A typed constant, laid out as Prettier does it.

import { type Code, code, make } from "./code.js";
import { builders } from "./layout.js";

/**
 * `export const name: Type = value;`. Where that is too long, the value gets a line of its own; but where the type
 * has arguments that have arguments in turn, Prettier breaks the type first.
 */
export function constant(name: Code, type: Code, value: Code, typeBreaksFirst: boolean): Code {
  const { group, indent, indentIfBreak, line } = builders;
  const left = code`export const ${name}: ${type}`;
  const groupId = Symbol("constant");
  const doc = typeBreaksFirst
    ? group([left.doc, " = ", group(value.doc)])
    : [
        group(left.doc),
        " =",
        group(indent(line), { id: groupId }),
        indentIfBreak(group(value.doc), { groupId }),
      ];
  return make([doc, ";"], [left, value]);
}
