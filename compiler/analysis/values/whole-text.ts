// A regular expression that is looked for somewhere in a text, as one for the whole text, without anchors.

import type { AST } from "@eslint-community/regexpp";
import { parseAs, visitRegExp } from "../../constraints/regexp-syntax.js";
import type { RegularExpression } from "../../tools/argument-type.js";

/** Null where it cannot be said without anchors, or is not read code point by code point. */
export function wholeText({ source, flags }: RegularExpression): RegularExpression | null {
  if (!/^[is]*u[is]*$/u.test(flags)) return null;
  const alternatives = parseAs(flags, source).alternatives.map(({ elements }) => {
    const isStart = isEdge(elements[0], "start");
    const isEnd = isEdge(elements.at(-1), "end");
    const inner = within(elements, isStart, isEnd);
    return inner === null ? null : `${isStart ? "" : "[^]*"}${inner}${isEnd ? "" : "[^]*"}`;
  });
  const whole = either(alternatives);
  return whole === null ? null : { source: whole, flags };
}

/** The sequence without the anchors that say again where it begins and ends: `^(?:^a$)$`. */
function within(elements: readonly AST.Element[], isStart: boolean, isEnd: boolean): string | null {
  const from = isStart && isEdge(elements[0], "start") ? 1 : 0;
  const to = isEnd && isEdge(elements.at(-1), "end") ? elements.length - 1 : elements.length;
  const inner = elements.slice(from, to);
  const parts = inner.map((element, index) => {
    if (isPlain(element)) return element.raw;
    if (element.type !== "Group" && element.type !== "CapturingGroup") return null;
    const [first, last] = [isStart && index === 0, isEnd && index === inner.length - 1];
    return either(element.alternatives.map((each) => within(each.elements, first, last)));
  });
  return parts.some((part) => part === null) ? null : parts.join("");
}

function either(alternatives: readonly (string | null)[]): string | null {
  return alternatives.some((each) => each === null) ? null : `(?:${alternatives.join("|")})`;
}

function isEdge(element: AST.Element | undefined, kind: "start" | "end"): boolean {
  return element?.type === "Assertion" && element.kind === kind;
}

function isPlain(node: AST.Node): boolean {
  let found = false;
  const find = () => {
    found = true;
  };
  visitRegExp(node, { onAssertionEnter: find, onBackreferenceEnter: find });
  return !found;
}
