// A text in which a regular expression is found, read off its syntax tree; whether it really is, is for the caller to try.

import type { AST } from "@eslint-community/regexpp";
import { parseAs } from "../../constraints/regexp-syntax.js";
import type { RegularExpression } from "../../tools/argument-type.js";
import { preferredCharacters } from "./preferred-characters.js";

/** The shortest way through, and one that takes each part at least once. */
export function matchingTexts({ source, flags }: RegularExpression): readonly string[] {
  try {
    const pattern = parseAs(flags, source);
    return [0, 1].map((rounds) => textOf(pattern, flags, rounds));
  } catch {
    // The engine at hand may know more than the parser.
    return [];
  }
}

const longest = 2000;

function textOf(node: AST.Node, flags: string, rounds: number): string {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup": {
      const [first, ...others] = node.alternatives.map((each) => textOf(each, flags, rounds));
      return (rounds === 0 ? first : (others.at(-1) ?? first)) ?? "";
    }
    case "Alternative":
      return node.elements.map((each) => textOf(each, flags, rounds)).join("");
    case "Quantifier": {
      const text = textOf(node.element, flags, rounds);
      const times = Math.max(node.min, Math.min(rounds, node.max));
      return text.repeat(Math.min(times, Math.ceil(longest / Math.max(1, text.length))));
    }
    case "Character":
      return String.fromCodePoint(node.value);
    case "CharacterSet":
    case "CharacterClass": {
      const one = new RegExp(`^${node.raw}$`, flags);
      return preferredCharacters.find((each) => one.test(each)) ?? "";
    }
    default:
      return "";
  }
}
