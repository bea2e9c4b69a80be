// A pattern that is looked for anywhere in a text, as CEL's `matches` does it: RE2's subset, in linear time.

import { findSlowText } from "../constraints/find-slow-text.js";
import { isLinearSearch } from "../constraints/is-linear-search.js";
import { type Translated, translate } from "../constraints/linear-regexp.js";
import { parseRegExp } from "../constraints/regexp-syntax.js";

const longestPattern = 2000;

/** The pattern as source of a JavaScript RegExp with the `u` flag, or why it is refused. */
export function linearSearch(written: string): Translated {
  if (written.length > longestPattern) {
    const help = "ask for the parts of the text one after the other";
    return { problem: `is longer than ${longestPattern} characters`, help };
  }
  const translated = translate(written);
  if ("problem" in translated || isLinearSearch(parseRegExp(translated.source), "u")) {
    return translated;
  }
  const attack = findSlowText(translated.source, "u");
  const example = attack === undefined ? "" : `it does on \`${attack}\`; `;
  return {
    problem: "may take more than linear time",
    help: `${example}begin the pattern with \`^\` if it is meant for the whole text, and let text match in one way only`,
  };
}
