// A pattern that is looked for anywhere in a text, as CEL's `matches` does it: RE2's subset, in linear time.

import { findSlowText } from "../constraints/find-slow-text.js";
import {
  type Linear,
  longestPattern,
  type Refused,
  type Translated,
  translate,
} from "../constraints/linear-regexp.js";
import { tooManyWays } from "../constraints/most-text.js";
import { parseRegExp } from "../constraints/regexp-syntax.js";
import { searchSteps } from "../constraints/search-steps.js";

/** What looks for the pattern, or why it is refused. */
export function linearSearch(written: string): Linear | Refused {
  if (written.length > longestPattern) {
    const help = "ask for the parts of the text one after the other";
    return { problem: `is longer than ${longestPattern} characters`, help };
  }
  const translated = translate(written);
  if ("problem" in translated) return translated;
  const steps = stepsOf(translated);
  if (steps !== null) return tooManyWays(steps) ?? { ...translated, steps };
  const attack = findSlowText(translated.source, "u");
  const example = attack === undefined ? "" : `it does on \`${attack}\`; `;
  return { problem: "may take more than linear time", help: `${example}${wayOut(written)}` };
}

function stepsOf(translated: Translated): number | null {
  return "source" in translated ? searchSteps(parseRegExp(translated.source), "u") : null;
}

function isFine(written: string): boolean {
  return stepsOf(translate(written)) !== null;
}

/** Another pattern where there is one that is sure to do. */
function wayOut(written: string): string {
  const same = withoutEnds(written);
  if (same === "") return "leave it out: this is found in every text";
  if (same !== written && isFine(same)) {
    return `write \`${same}\`: it is found in the same texts`;
  }
  const anchored = `^${elementsOf(written).length === 0 ? `(?:${written})` : written}`;
  if (!written.startsWith("^") && isFine(anchored)) {
    return `write \`${anchored}\` if it is meant for the beginning of the text; ask for what may stand anywhere part by part: \`x.contains("a") && x.contains("b")\``;
  }
  return "let text match in one way only, or ask for it part by part: `x.startsWith(…) && x.contains(…)`";
}

/** What is found anywhere, is found with fewer repetitions at either end as well. */
function withoutEnds(written: string): string {
  const elements = elementsOf(written);
  const [first, last] = [elements.at(0), elements.at(-1)];
  for (const end of [first, last]) {
    if (end?.type !== "Quantifier" || end.min === end.max) continue;
    const { min, element } = end;
    const least = min === 0 ? "" : min === 1 ? element.raw : `${element.raw}{${min}}`;
    return withoutEnds(written.slice(0, end.start) + least + written.slice(end.end));
  }
  return written;
}

/** None where there are several alternatives, or where RE2 alone knows what it means. */
function elementsOf(written: string) {
  try {
    const { alternatives } = parseRegExp(written);
    return alternatives.length === 1 ? (alternatives[0]?.elements ?? []) : [];
  } catch {
    return [];
  }
}
