// URLs of certain hosts and schemes: `url_host` and `url_scheme`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt } from "./argument.js";
import { isHostName, isListedHost } from "./host-names.js";

/** The schemes whose URLs name a host on the network, each with the port that it means where none is written. */
const networkSchemes: ReadonlyMap<string, string> = new Map([
  ["http:", "80"],
  ["https:", "443"],
  ["ws:", "80"],
  ["wss:", "443"],
  ["ftp:", "21"],
]);

interface NetworkUrl {
  readonly host: string;
  readonly port: string;
  /** True where the scheme means this port anyway. */
  readonly isUsualPort: boolean;
}

// Blanks, control characters and backslashes are what parsers of URLs disagree on most.
const plain = /^[!-[\]-~]+$/u;
const network =
  /^[A-Za-z]+:\/\/([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::([1-9][0-9]{0,4}))?(?=[/?#]|$)/u;

/** The URL of a host among `hosts`: `example.com`, `example.com:8080`, or `*.example.com` for what lies below it. */
export function urlHost(path: ArgumentPath, hosts: readonly string[]): Predicate {
  const read = argumentAt(path);
  const isListed = isListedHost(hosts);
  return (args) => {
    const url = networkUrl(read(args));
    if (url === null) return false;
    return (url.isUsualPort && isListed(url.host)) || isListed(`${url.host}:${url.port}`);
  };
}

/** A URL of a scheme among `schemes`. One that names a host is as strict about it as `urlHost`. */
export function urlScheme(path: ArgumentPath, schemes: readonly string[]): Predicate {
  const read = argumentAt(path);
  const listed = new Set(schemes.map((scheme) => `${scheme.toLowerCase()}:`));
  return (args) => {
    const value = read(args);
    const url = parsed(value);
    if (url === null || !listed.has(url.protocol)) return false;
    return !networkSchemes.has(url.protocol) || networkUrl(value) !== null;
  };
}

/** Null for what is not a URL, or is one that another parser, or a person, could take for one of another host. */
function networkUrl(value: unknown): NetworkUrl | null {
  const url = parsed(value);
  if (url === null) return null;
  const usualPort = networkSchemes.get(url.protocol);
  const written = network.exec(String(value));
  if (usualPort === undefined || written === null) return null;
  const [, host = "", port = usualPort] = written;
  // SECURITY: what the parser makes another host of, such as `0x7f.1`, is not what was read here.
  if (url.hostname !== host.toLowerCase()) return null;
  if (!isHostName(host) && !host.startsWith("[")) return null;
  return { host, port, isUsualPort: port === usualPort };
}

function parsed(value: unknown): URL | null {
  if (typeof value !== "string" || !plain.test(value)) return null;
  try {
    return new URL(value);
  } catch {
    return null;
  }
}
