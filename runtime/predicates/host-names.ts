// Which names of hosts are listed: `example.com` is itself alone, `*.example.com` is whatever lies below it.

const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
// Without the flag `i`, by which, together with `u`, the Kelvin sign is a `k`.
const hostName = new RegExp(`^${label}(?:\\.${label})*$`);
const longestHostName = 253;

/** Whether the name of a host, perhaps with a port, is one of these, upper and lower case aside. */
export function isListedHost(listed: readonly string[]): (host: string) => boolean {
  const exact = new Set(listed.map(lower));
  const below = listed.filter((name) => name.startsWith("*.")).map((name) => lower(name.slice(1)));
  return (written) => {
    const host = lower(written);
    return exact.has(host) || below.some((end) => host.endsWith(end));
  };
}

/** ASCII labels with dots between them, as DNS has them. */
export function isHostName(text: string): boolean {
  return text.length <= longestHostName && hostName.test(text);
}

/** ASCII alone: the other letters that become ASCII ones are not these. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase());
}
