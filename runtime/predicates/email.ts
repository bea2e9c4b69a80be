// Addresses at certain domains: `email_domain`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";
import { isHostName, isListedHost } from "./host-names.js";

// What mail servers and address parsers read alike: no quotes, comments, routes (`%`, `!`), blanks or empty parts.
const mailbox = /^[A-Za-z0-9_](?:[A-Za-z0-9_+'&=~-]|\.(?!\.))*$/u;
const longestMailbox = 64;

/** Exactly one plain address, at one of `domains`; `*.example.com` stands for what lies below it. */
export function emailDomain(path: ArgumentPath, domains: readonly string[]): Predicate {
  const read = argumentAt(path);
  const isListed = isListedHost(domains);
  return (args) => {
    const value = read(args);
    if (typeof value !== "string") return false;
    const at = value.indexOf("@");
    const domain = value.slice(at + 1);
    return isMailbox(value.slice(0, Math.max(at, 0))) && isHostName(domain) && isListed(domain);
  };
}

function isMailbox(text: string): boolean {
  return text.length <= longestMailbox && !text.endsWith(".") && mailbox.test(text);
}
