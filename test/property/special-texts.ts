// Addresses, URLs, paths and dates: with limits that they satisfy, and what a careless comparison takes for them.

import type { Limit } from "../oracle/obligations.js";
import type { Json } from "../oracle/policy-file.js";

export const SPECIAL_TEXTS: readonly {
  readonly value: string;
  readonly kind: string;
  readonly limits: readonly Limit[];
}[] = [
  {
    value: "ada.l+x@example.com",
    kind: "email_domain",
    limits: ["example.com", "EXAMPLE.com", ["b.org", "example.com"]],
  },
  { value: "o'brien@x.example.com", kind: "email_domain", limits: ["*.example.com"] },
  {
    value: "https://example.com/a?b#c",
    kind: "url_host",
    limits: ["example.com", "example.com:443", ["*.b.org", "Example.com"]],
  },
  { value: "http://a.example.com:8080", kind: "url_host", limits: ["*.example.com:8080"] },
  { value: "http://127.0.0.1/", kind: "url_host", limits: ["127.0.0.1", ["[::1]", "127.0.0.1"]] },
  { value: "https://example.com/", kind: "url_scheme", limits: ["https", ["http", "HTTPS"]] },
  { value: "mailto:ada@example.com", kind: "url_scheme", limits: ["mailto", ["https", "mailto"]] },
  { value: "/srv/data/a.txt", kind: "path_within", limits: ["/srv/data", ["/tmp", "/srv"], "/"] },
  { value: "/srv/x/../data", kind: "path_within", limits: ["/srv/data"] },
  { value: "2026-01-31", kind: "before", limits: ["2026-02-01", "2026-01-31T00:00:00.000000001Z"] },
  { value: "2026-01-31T10:00:00+01:00", kind: "before", limits: ["2026-01-31T09:00:01Z"] },
  { value: "2024-02-29", kind: "after", limits: ["2024-02-28T23:59:59.999999999Z", "2023-03-01"] },
];

/** Undefined where the kind is not about such texts. */
export function nearSpecial(kind: string, limit: Limit): readonly Json[] | undefined {
  const near = NEAR[kind];
  const limits = Array.isArray(limit) ? limit : [limit];
  return near === undefined ? undefined : limits.flatMap((one) => near(String(one)));
}

const NEAR: Readonly<Record<string, (limit: string) => readonly string[]>> = {
  email_domain: (domain) => nearAddresses(domain.replace("*.", "")),
  url_host: (host) => nearUrls(host.replace("*.", "")),
  url_scheme: (scheme) => [
    `${scheme}://example.com`,
    `${scheme}://[::1]/`,
    ...[`${scheme}:`, `${scheme}:x`, `${scheme}`, `x${scheme}://example.com`].flatMap(cased),
    ...[`${scheme}://a@example.com`, `${scheme}:\\\\example.com`, ` ${scheme}://example.com`],
    ...[`${scheme}://example.com/ `, `${scheme}s://example.com`, `${scheme}:///example.com`],
  ],
  path_within: nearPaths,
  before: nearDates,
  after: nearDates,
};

const cased = (text: string): readonly string[] => [text, text.toUpperCase()];

function nearAddresses(domain: string): readonly string[] {
  const mailboxes = 'ada a.b a..b .a a. a+b _ -a a\'b a%b a!b a/b a,b a;b "a" é a\0 ſ'.split(" ");
  return [
    ...mailboxes.map((mailbox) => `${mailbox}@${domain}`),
    ...["a".repeat(64), "a".repeat(65), "a b", "a\n", "a@evil.com,b", "<a", "(x)a", "@", ""].map(
      (mailbox) => `${mailbox}@${domain}`,
    ),
    ...cased(`a@x.${domain}`),
    ...[`a@x.y.${domain}`, `a@.${domain}`, `a@-.${domain}`, `a@x..${domain}`, `a@x${domain}`],
    ...[`a@${domain}.`, `a@${domain}\n`, `a@${domain}>`, `a@${domain}.evil.com`, `a@[${domain}]`],
    ...[`a@${domain},b@evil.com`, domain, `a@`, `a@x_y.${domain}`, `a@${"x".repeat(64)}.${domain}`],
    `a@${domain.replaceAll("m", "\u043c")}`,
    `a@${domain.replaceAll(".", "\u3002")}`,
  ];
}

function nearUrls(host: string): readonly string[] {
  const hosts = [
    ...[host, `x.${host}`, `x.y.${host}`, `x${host}`, `${host}.`, `${host}.evil.com`, `-x.${host}`],
    ...[`${host}:443`, `${host}:80`, `${host}:8080`, `${host}:`, `${host}:0443`, `${host}:65536`],
    ...[`a@${host}`, `${host}@evil.com`, `a:b@${host}`, `@${host}`, `evil.com\\.${host}`],
    ...[`evil.com#${host}`, `evil.com?.${host}`, `evil.com/.${host}`, `${host}\\@evil.com`],
    ...[host.replace(".", "%2e"), host.replace(".", "\u3002"), host.replace("o", "0"), ` ${host}`],
    ...["0x7f.0.0.1", "127.1", "2130706433", "127.0.0.01", "127.0.0.256", "[::1]", "[0::1]", ""],
    ...["localhost", "a.1", "a.0x1", "1.2.3.4", `x_y.${host}`, host.replace("e", "\t")],
  ];
  return [
    ...["https://", "http://", "HTTP://", "ftp://"].flatMap((scheme) =>
      hosts.flatMap((one) => [`${scheme}${one}`, `${scheme}${one}/a`]),
    ),
    ...["javascript://", "file://", "//", "https:", "https:/", "https:///", ""].map(
      (scheme) => `${scheme}${host}/`,
    ),
    ...[`https://${host}/\\`, `https://${host}/é`, `https://${host}/ `, `https://${host}/@x`],
    ...[`https://${host.toUpperCase()}?x`, `https://${host}#x`, `https://${host}:443?x`],
  ];
}

function nearPaths(folder: string): readonly string[] {
  const inside = folder === "/" ? "" : folder;
  return [
    ...["", "/", "/a", "//a", "/./a", "/a/../b", "/a/..", "/...", "/..a", "/é", "/ ", "/~"],
    ...["/..", "/../", "/../a", "/a/../..", "/a/../../a", "/./..", "2", "2/a", "/%2e%2e/a"],
    ...["/\0", "/a\n", "/a\u2028", "/a\ud800", "/..\\a", "/a%", "/\u007f", "/\u0085"],
  ]
    .map((rest) => inside + rest)
    .concat(
      [folder.toUpperCase(), `.${folder}`, folder.slice(1), `/${folder}`, `C:${folder}`],
      [`/x/..${folder}`, `/..${folder}`, `file://${folder}`, ` ${folder}`, `${inside}/../x`],
    );
}

function nearDates(date: string): readonly string[] {
  const time = Date.parse(date.replace(/\.\d+/u, ""));
  const at = (milliseconds: number): string => new Date(time + milliseconds).toISOString();
  return [
    date,
    ...[0, 1, -1, 1000, -1000, 86_400_000, -86_400_000].map(at),
    ...[0, -1].map((more) => at(more).slice(0, 10)),
    ...[at(0).replace("Z", "000001Z"), at(-1).replace("Z", "999999Z"), at(-1).replace("Z", "9Z")],
    ...[at(0).replace(".000Z", "+00:01"), at(0).replace(".000Z", "-00:01")],
    ...[at(0).replace("Z", ""), at(0).replace("T", "t"), at(0).replace("T", " "), `${date} `],
    ...[at(0).replace(".000Z", ".0000000000Z"), at(0).replace(":00.000Z", ":60Z"), `+00${date}`],
    ...["2026-02-30", "2023-02-29", "2026-13-01", "9999-12-31", "0000-01-01", "today", ""],
  ];
}
