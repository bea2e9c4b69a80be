// URIs as RFC 3986 writes them: with a scheme, and something behind it.

import { isIpv6 } from "./internet.js";

/** As many characters as may be, encoded ones among them: those that any part may have, and more. */
const some = (more: string): string => `(?:[\\w.~!$&'()*+,;=${more}-]|%[\\dA-Fa-f]{2})*`;

const authority = `//(?:${some(":")}@)?(?:\\[([^\\]]*)\\]|${some("")})(?::\\d*)?`;
const path = `(?:${authority}(?:/${some(":@/")})?|(?!//|[?#]|$)${some(":@/")})`;
const further = `(?:\\?${some(":@/?")})?(?:#${some(":@/?")})?`;
const uri = new RegExp(`^[A-Za-z][\\dA-Za-z+.-]*:${path}${further}$`, "u");

/** What may stand in brackets for an address of a version that is yet to come. */
const future = /^[vV][\dA-Fa-f]+\.[\w.~!$&'()*+,;=:-]+$/u;

export function isUri(text: string): boolean {
  const found = uri.exec(text);
  if (found === null) return false;
  const [, literal] = found;
  return literal === undefined || isIpv6(literal) || future.test(literal);
}
