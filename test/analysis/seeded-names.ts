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
    "not_pattern: 'https://.*\\.corp\\.com/'",
  ].map((limits) => limited("post", `site: { ${limits} }`)),
  limited(
    "post",
    "site: { starts_with: /srv/data/ }, require: { that: \"!args.site.contains('..')\" }",
  ),
  limited("post", "tags: { contains: corp.com }"),
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
