// What an application can tell of a request without understanding it: which words, addresses and pages are in it.

import { pagesIn, wordsOf } from "./words.js";

/** The fact `request` of both suites, which the caller gives. */
export function requestOf(text: string) {
  return {
    text: wordsOf(text),
    addresses: text.toLowerCase().match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu) ?? [],
    // A full stop before a capital is the end of a sentence, also where the blank is missing.
    pages: pagesIn(text.replace(/\.(?=\p{Lu})/gu, ". ")),
  };
}
