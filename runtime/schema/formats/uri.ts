// URIs as RFC 3986 writes them: with a scheme, and something behind it.

import { isIpv6 } from "./internet.js";

/** The parts of any URI: scheme, authority, path, query and fragment. */
const uri = /^([^:/?#]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/su;
const authority = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/su;

const scheme = /^[A-Za-z][\dA-Za-z+.-]*$/u;
const future = /^[vV][\dA-Fa-f]+\.[\w.~!$&'()*+,;=:-]+$/u;
const userinfo = /^(?:[\w.~!$&'()*+,;=:-]|%[\dA-Fa-f]{2})*$/u;
const name = /^(?:[\w.~!$&'()*+,;=-]|%[\dA-Fa-f]{2})*$/u;
const path = /^(?:[\w.~!$&'()*+,;=:@/-]|%[\dA-Fa-f]{2})*$/u;
const query = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*$/u;

export function isUri(text: string): boolean {
  const found = uri.exec(text);
  if (found === null) return false;
  const [, before = "", host, behind = "", asked = "", within = ""] = found;
  return (
    scheme.test(before) &&
    (host === undefined ? behind !== "" : isAuthority(host)) &&
    path.test(behind) &&
    query.test(asked) &&
    query.test(within)
  );
}

function isAuthority(text: string): boolean {
  const found = authority.exec(text);
  if (found === null) return false;
  const [, user = "", host = ""] = found;
  const literal = host.startsWith("[") ? host.slice(1, -1) : null;
  return (
    userinfo.test(user) &&
    (literal === null ? name.test(host) : isIpv6(literal) || future.test(literal))
  );
}
