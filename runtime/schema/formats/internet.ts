// Addresses and names of the internet: RFC 5321's mailboxes, RFC 1123's host names, IPv4 and IPv6.

const atom = "[\\w!#$%&'*+/=?^`{|}~-]+";
const mailbox = new RegExp(`^(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@(.*\\..*)$`, "u");
const label = /^[\dA-Za-z](?:[\dA-Za-z-]{0,61}[\dA-Za-z])?$/u;
const byte = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = new RegExp(`^${byte}(?:\\.${byte}){3}$`, "u");
const ipv4AtTheEnd = new RegExp(`(?<=:)${byte}(?:\\.${byte}){3}$`, "u");
const group = /^[\dA-Fa-f]{1,4}$/u;

/** A mailbox without quotes, at a domain of several labels. */
export function isEmail(text: string): boolean {
  const domain = mailbox.exec(text)?.[1];
  return domain !== undefined && isDomain(domain);
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
  return ipv4.test(text);
}

/** Without a zone; the last two groups may be written as an IPv4 address. */
export function isIpv6(text: string): boolean {
  const halves = text.replace(ipv4AtTheEnd, "0:0").split("::").map(groupsOf);
  const groups = halves.flat();
  const fills =
    halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length <= 7;
  return fills && groups.every((part) => group.test(part));
}

function groupsOf(half: string): readonly string[] {
  return half === "" ? [] : half.split(":");
}
