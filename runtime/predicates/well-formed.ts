// Whether a string is text: UTF-16 lets halves of characters stand alone, and whoever writes them out changes them.

export function isWellFormed(text: string): boolean {
  // With the flag `u` a pair of surrogates is one character, so only those that stand alone are found.
  return !/[\ud800-\udfff]/u.test(text);
}
