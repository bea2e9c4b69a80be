// Patterns of URLs whose wildcards run over the end of the host, so that the name in them need not be the host's.

import type { AST } from "@eslint-community/regexpp";
import { edit, parseRegExp, visitRegExp } from "../../constraints/regexp-syntax.js";
import type { Finding } from "../finding.js";
import { matchingTexts } from "../values/matching-text.js";
import { asWritten, type StatedText } from "./stated-texts.js";

const stranger = "evil.example";

interface Crossing {
  readonly wild: AST.Quantifier;
  readonly text: string;
  /** Whether the name stands behind it. */
  readonly isBefore: boolean;
}

export function crossedHosts(pattern: StatedText): Omit<Finding, "isCertain"> | null {
  const { written, where, lets, place, claims } = pattern;
  if (lets !== true) return null;
  const whole = new RegExp(where === "whole" ? `^(?:${written})$` : written, "u");
  const [found] = parseRegExp(written)
    .alternatives.flatMap(crossings)
    .filter(({ text }) => whole.test(text) && claims(text) !== null);
  if (found === undefined) return null;
  const { wild, text, isBefore } = found;
  const narrow = edit(written, [{ ...wild.element, text: "[A-Za-z0-9.-]" }]);
  const diagnostic = {
    code: "SC5021",
    message: `\`${wild.raw}\` in \`${written}\` goes beyond the end of the host, so \`${text}\` matches, too`,
    ...place,
    help: isBefore
      ? `write \`${asWritten(narrow, pattern)}\`, or name the host with \`url_host\``
      : "write a `/` behind the name of the host, or name it with `url_host`",
  } as const;
  return { diagnostic, claims: claims(text) ?? [] };
}

/** URLs of a stranger that the alternative may match. */
function crossings(alternative: AST.Alternative): readonly Crossing[] {
  const { elements, start, raw } = alternative;
  const scheme = elements.findIndex((_, index) => isText(elements.slice(index, index + 3), "://"));
  if (scheme < 0) return [];
  const behind = elements.slice(scheme + 3);
  const end = behind.findIndex((element) => isText([element], "/"));
  const host = end < 0 ? behind : behind.slice(0, end);
  return wildcardsIn(host).flatMap((wild) =>
    [true, false].flatMap((isBefore) => {
      const text = (isBefore ? `${stranger}/` : `.${stranger}/`).replaceAll(".", "\\.");
      const place = { start: wild.start - start, end: wild.end - start, text };
      return matchingTexts({ source: edit(raw, [place]), flags: "u" })
        .filter((url) => isOfStranger(url, isBefore) && hasName(host, wild, isBefore))
        .map((url) => ({ wild, text: url, isBefore }));
    }),
  );
}

function isText(elements: readonly AST.Element[], text: string): boolean {
  return (
    elements.map(({ type, raw }) => (type === "Character" ? raw.at(-1) : "")).join("") === text
  );
}

/** Repetitions of what may be a letter as well as a slash. */
function wildcardsIn(elements: readonly AST.Element[]): readonly AST.Quantifier[] {
  const wild: AST.Quantifier[] = [];
  for (const element of elements) {
    visitRegExp(element, {
      onQuantifierEnter(node) {
        const isSet =
          node.element.type === "CharacterSet" || node.element.type === "CharacterClass";
        const one = isSet && node.max > 1 ? new RegExp(`^${node.element.raw}$`, "u") : null;
        if (one !== null && ["/", "a", "."].every((text) => one.test(text))) wild.push(node);
      },
    });
  }
  return wild;
}

function isOfStranger(url: string, isBefore: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return isBefore ? hostname === stranger : hostname.endsWith(`.${stranger}`);
}

/** Whether letters of the host's name stand behind the wildcard, or before it. */
function hasName(host: readonly AST.Element[], wild: AST.Quantifier, isBehind: boolean): boolean {
  let found = false;
  for (const element of host) {
    visitRegExp(element, {
      onCharacterEnter({ value, start, parent }) {
        const isThere = isBehind ? start > wild.end - 1 : start < wild.start;
        const isLetter = /[\p{L}\p{N}]/u.test(String.fromCodePoint(value));
        found ||= isThere && isLetter && parent.type === "Alternative";
      },
    });
  }
  return found;
}
