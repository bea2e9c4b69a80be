// Policies that leave open whose host, address or folder a text is, by what it begins or ends with, contains or matches.

import { action, type Defect, policy } from "./seeded-defects.js";

interface Open {
  readonly says: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const open = (
  code: "SC5021" | "SC5020",
  tool: string,
  limits: string,
  { says, args }: Open,
): Defect => ({
  name: `an open name: ${limits}`,
  policies: policy("all", action(tool, limits)),
  ...{ code, says, witness: { answer: "allow", args } },
});

const when = (tool: string, condition: string, { says, args }: Open, effect = "allow"): Defect => ({
  name: `an open name: ${effect} when ${condition}`,
  policies: policy(
    "all",
    `      - tool: ${tool}\n        effect: ${effect}\n        when: "${condition}"\n${effect === "deny" ? action(tool, "") : ""}`,
  ),
  ...{ code: "SC5020", says, witness: { answer: "allow", args } },
});

const folder = { says: "does not keep to the folder", args: { site: "/srv/data/../a" } };
const begins = "may begin within a host's name";
const ends = "may end within the host";
const anywhere = "may stand anywhere";

export const openNames: readonly Defect[] = [
  open("SC5020", "mail", "to: { ends_with: corp.com }", {
    says: begins,
    args: { to: "evil-corp.com" },
  }),
  open("SC5020", "mail", "to: { ends_with: ['@corp.com', mail.corp.co.uk] }", {
    says: begins,
    args: { to: "evil-mail.corp.co.uk" },
  }),
  open("SC5020", "mail", "to: { ends_with: corp.com, email_domain: evil-corp.com }", {
    says: begins,
    args: { to: "a@evil-corp.com" },
  }),
  open("SC5020", "post", "tags: { each: { ends_with: corp.com }, min_items: 2 }", {
    says: begins,
    args: { tags: ["evil-corp.com", "evil-corp.com"] },
  }),
  open("SC5020", "post", "site: { starts_with: /srv/data/ }", folder),
  open("SC5020", "post", "site: { starts_with: /srv/data/, path_within: /srv }", folder),
  open("SC5020", "post", "tags: { each: { starts_with: [ORD-, /srv/] } }", {
    says: "`/srv/` does not keep to the folder",
    args: { tags: ["/srv/../a"] },
  }),
  open("SC5020", "post", "site: { starts_with: api.corp.com }", {
    says: ends,
    args: { site: "api.corp.com.example/" },
  }),
  open("SC5020", "post", "site: { contains: corp.com }", {
    says: anywhere,
    args: { site: "corp.com.example" },
  }),
  open("SC5020", "post", "site: { contains: corp.com, url_scheme: https }", {
    says: anywhere,
    args: { site: "https://corp.com.example/" },
  }),
  when("mail", "args.to.endsWith('corp.com')", { says: begins, args: { to: "evil-corp.com" } }),
  when("mail", "args.urgent || args.to.endsWith('corp.com')", {
    says: begins,
    args: { to: "evil-corp.com" },
  }),
  when(
    "mail",
    "!args.to.endsWith('corp.com')",
    { says: begins, args: { to: "evil-corp.com" } },
    "deny",
  ),
  when("post", "args.site.startsWith('https://corp.com')", {
    says: ends,
    args: { site: "https://corp.com.example/" },
  }),
  when("post", "args.site.startsWith('/srv/data/')", folder),
  open("SC5020", "post", "require: { that: \"args.site.contains('corp.com')\" }", {
    says: anywhere,
    args: { site: "corp.com.example" },
  }),
  open("SC5021", "post", "site: { pattern: 'https://.*\\.corp\\.com/[a-z]*' }", {
    says: "write `https://[A-Za-z0-9.-]*\\.corp\\.com/[a-z]*`, or name the host",
    args: { site: "https://evil.example/.corp.com/" },
  }),
  open("SC5021", "post", "site: { pattern: 'https?://([^@]+\\.)?corp\\.com/x' }", {
    says: "`[^@]+` in",
    args: { site: "https://evil.example/.corp.com/x" },
  }),
  open("SC5021", "post", "site: { pattern: 'https://a\\.org/|https://corp\\.com.*' }", {
    says: "write a `/` behind the name of the host",
    args: { site: "https://corp.com.evil.example/" },
  }),
  open("SC5021", "post", "tags: { each: { pattern: 'https://.+\\.corp\\.com/' } }", {
    says: "goes beyond the end of the host",
    args: { tags: ["https://evil.example/.corp.com/"] },
  }),
  open("SC5021", "post", "require: { that: \"args.site.matches('^https://.*[.]corp[.]com/')\" }", {
    says: 'write `matches("^https://[A-Za-z0-9.-]*[.]corp[.]com/")`',
    args: { site: "https://evil.example/.corp.com/" },
  }),
];

const no = (tool: string, limits: string, condition?: string): Defect => ({
  name: `no name: ${limits} ${condition ?? ""}`,
  policies: policy(
    "all",
    condition === undefined
      ? action(tool, limits)
      : `      - tool: ${tool}\n        effect: allow\n        when: "${condition}"\n        constraints: { ${limits} }\n`,
  ),
  ...{ code: "SC5002", witness: { answer: "deny" }, says: "nothing satisfies this" },
});

const detour = (limits: string, condition?: string): Defect => ({
  ...no("post", limits, condition),
  ...{ code: "SC5022", says: "only a path with `..` satisfies this" },
  witness: { answer: "allow", args: { site: "/etc/../../../srv" } },
});

export const wrongNames: readonly Defect[] = [
  no("mail", "to: { email_domain: corp.com, ends_with: '@evil.com' }"),
  no("mail", "to: { email_domain: '*.corp.com', pattern: '[a-z]+@corp\\.com' }"),
  no("mail", "to: { email_domain: corp.com }", "args.to.endsWith('@evil.com')"),
  no("mail", "to: { email_domain: corp.com }, require: { that: args.to.startsWith('https://') }"),
  no("post", "tags: { each: { email_domain: corp.com, ends_with: '@evil.com' } }"),
  no("post", "site: { url_host: a.com, starts_with: 'https://b.com/' }"),
  no("post", "site: { url_host: '*.a.com' }", "args.site.startsWith('https://a.com/')"),
  no("post", "site: { url_host: 'a.com:8080', pattern: 'https://b\\.com/[a-z]*' }"),
  no("post", "site: { url_host: a.com, url_scheme: mailto }"),
  no("post", "site: { url_scheme: https, starts_with: 'http://' }"),
  no("post", "site: { path_within: /srv/data, pattern: '/tmp/[a-z]+' }"),
  no("post", "site: { path_within: [/srv, /tmp], starts_with: data/ }"),
  no("post", "site: { path_within: /srv, not_contains: '..' }", "args.site.startsWith('/etc/')"),
  {
    name: "no name: an address behind a denial of all at its domain",
    policies: policy(
      "all",
      `      - tool: mail\n        effect: deny\n        when: "args.to.matches('(?:@|[.])[Ee]vil[.]com$')"\n${action("mail", "to: { email_domain: evil.com, not_contains: [V, I, L, C, O, M] }")}`,
    ),
    ...{ code: "SC5011", witness: { answer: "deny" } },
  },
  detour("site: { path_within: /srv, starts_with: /etc/ }"),
  detour("site: { path_within: /srv }", "args.site.startsWith('/etc/')"),
];

const limited = (tool: string, limits: string) => ({
  name: `a name: ${limits}`,
  policies: policy("all", action(tool, limits)),
});

export const closedNames: readonly { readonly name: string; readonly policies: string }[] = [
  ...[
    "starts_with: 'https://corp.com/'",
    "starts_with: 'https://'",
    "starts_with: [/help, ORD-, com.corp.app]",
    "starts_with: /srv/data/report-",
    "starts_with: 'https://corp.com', url_host: corp.com",
    "starts_with: corp.com, equals: corp.com",
    "starts_with: /srv/data, path_within: /srv/data",
    "starts_with: /srv/data/, path_within: [/srv/data, /tmp]",
    "starts_with: /srv/data/, not_contains: '..'",
    "starts_with: /srv/data/, pattern: '[a-z/]+'",
    "ends_with: [.com, .corp.com, '@corp.com', /corp.com]",
    "ends_with: [report.pdf, readme.md, main.ts, data.csv]",
    "ends_with: corp.com, email_domain: corp.com",
    "contains: corp.com, url_host: corp.com",
    "contains: [ORD-, e-mail, report.pdf]",
    "not_contains: corp.com",
    "pattern: 'https://[a-z.]+\\.corp\\.com/.*'",
    "pattern: 'https://[^/]+\\.corp\\.com/.*'",
    "pattern: 'https://corp\\.com(/.*)?'",
    "pattern: 'https?://corp\\.com(:[0-9]+)?/.*'",
    "pattern: 'https://corp\\.com[/?].*'",
    "pattern: 'https://.*/api/[a-z]+'",
    "pattern: 'https://.*'",
    "pattern: 'https://.*\\.corp\\.com/', url_host: '*.corp.com'",
    "url_host: 'a.com:443', starts_with: 'https://a.com/x/'",
    "url_host: '*.a.com', url_scheme: https, pattern: 'https://b\\.a\\.com/.*'",
    "path_within: /srv/data, starts_with: '/srv/./data/'",
    "path_within: [/srv, /tmp], pattern: '/tmp/[a-z/]+'",
    "not_pattern: 'https://.*\\.corp\\.com/'",
  ].map((limits) => limited("post", `site: { ${limits} }`)),
  limited(
    "post",
    "site: { starts_with: /srv/data/ }, require: { that: \"!args.site.contains('..')\" }",
  ),
  limited("post", "tags: { contains: corp.com }"),
  limited("mail", "to: { email_domain: corp.com, ends_with: '@CORP.com' }"),
  limited("mail", "to: { email_domain: '*.corp.com', pattern: '[a-z.]+@[a-z]+\\.corp\\.com' }"),
  ...[
    ["allow", "args.site.endsWith('.corp.com')"],
    ["allow", "args.site.startsWith('/srv/data/') && !args.site.contains('..')"],
    ["deny", "args.site.endsWith('evil.com') || args.site.contains('evil.org')"],
    ["deny", "args.site.startsWith('/etc/')"],
    ["require_approval", "args.site.contains('corp.com')"],
  ].map(([effect = "", condition = ""]) => ({
    name: `a name: ${effect} when ${condition}`,
    policies: policy(
      "all",
      `      - tool: post\n        effect: ${effect}\n        when: "${condition}"\n${effect === "deny" ? action("post", "") : ""}`,
    ),
  })),
];
