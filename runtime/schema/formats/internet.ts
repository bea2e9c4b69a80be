// Addresses and names of the internet: RFC 5321's mailboxes, RFC 1123's host names, IPv4 and IPv6.

const atom = /^[\w!#$%&'*+/=?^`{|}~-]+$/u;
const label = /^[\dA-Za-z](?:[\dA-Za-z-]{0,61}[\dA-Za-z])?$/u;
const byte = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/u;
const group = /^[\dA-Fa-f]{1,4}$/u;

/** A mailbox without quotes, at a domain of several labels. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  const isLocal = local.length <= 64 && local.split(".").every((part) => atom.test(part));
  return isLocal && domain.includes(".") && isDomain(domain);
}

/** A domain without encoded Unicode (`xn--…`), of which much is not allowed: that takes tables of all characters. */
export function isHostname(text: string): boolean {
  return isDomain(text) && !/(?:^|\.)xn--/iu.test(text);
}

/** Labels of ASCII letters, digits and inner hyphens. */
function isDomain(text: string): boolean {
  return text.length <= 253 && text.split(".").every((part) => label.test(part));
}

export function isIpv4(text: string): boolean {
  const bytes = text.split(".");
  return bytes.length === 4 && bytes.every((part) => byte.test(part));
}

/** Without a zone; the last two groups may be written as an IPv4 address. */
export function isIpv6(text: string): boolean {
  const halves = text.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const parts = halves.flat();
  const last = parts.at(-1) ?? "";
  const endsInIpv4 = isIpv4(last) && text.endsWith(last);
  const groups = endsInIpv4 ? parts.slice(0, -1) : parts;
  const count = groups.length + (endsInIpv4 ? 2 : 0);
  const fills = halves.length === 1 ? count === 8 : halves.length === 2 && count <= 7;
  return fills && groups.every((part) => group.test(part));
}
