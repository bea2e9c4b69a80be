// What URLs of a host or of a scheme are, for `url_host` and `url_scheme`: read by hand, without a parser of URLs.

import { isAt, isName } from "./email.js";

/** "the schemes that name a host on the network", and their usual ports */
const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21 };

interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
}

/** "its port is the usual one of its scheme unless the policy names it" */
export function isUrlOfHost(value: string, listed: string): boolean {
  const url = networkUrl(value);
  const [, host = "", port] = /^(.*?)(?::(\d+))?$/u.exec(listed) ?? [];
  if (url === null || !isAt(url.host, host)) return false;
  return url.port === (port === undefined ? PORTS[url.scheme] : Number(port));
}

export function isUrlOfScheme(value: string, listed: string): boolean {
  const scheme = schemeOf(value);
  if (scheme !== listed.toLowerCase()) return false;
  return Object.hasOwn(PORTS, scheme) ? networkUrl(value) !== null : true;
}

/** "visible ASCII characters alone, and no backslash" */
function schemeOf(value: string): string | null {
  const isPlain = [...value].every((one) => one > " " && one <= "~" && one !== "\\");
  const [, scheme] = /^([a-z][a-z0-9.+-]*):/iu.exec(value) ?? [];
  return isPlain && scheme !== undefined ? scheme.toLowerCase() : null;
}

function networkUrl(value: string): Url | null {
  const scheme = schemeOf(value);
  if (scheme === null || !Object.hasOwn(PORTS, scheme)) return null;
  const after = value.slice(scheme.length);
  if (!after.startsWith("://")) return null;
  const [authority = ""] = after.slice(3).split(/[/?#]/u);
  const [, host = "", , port] = /^(\[[^\]]*\]|[^:]*)(:(.*))?$/u.exec(authority) ?? [];
  const isPort = port === undefined || (/^[1-9]\d{0,4}$/u.test(port) && Number(port) <= 65_535);
  if (!isPort || !isHost(host)) return null;
  return { scheme, host: host.toLowerCase(), port: port ? Number(port) : Number(PORTS[scheme]) };
}

/** "a name, or an address in the one form that it is written in" */
function isHost(host: string): boolean {
  // As far as the calls of these tests go.
  if (host.startsWith("[")) return ["[::1]", "[2001:db8::1]"].includes(host.toLowerCase());
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  // What ends in a number is an address to every parser.
  if (!/^(?:\d+|0x[\da-f]*)$/iu.test(last)) return isName(host);
  const isByte = (label: string): boolean => /^(?:0|[1-9]\d{0,2})$/u.test(label) && +label <= 255;
  return labels.length === 4 && labels.every(isByte);
}
