// Texts with a structure, put right where a constraint says how: the same mailbox at another domain, another host.

import type { Constraint } from "../../constraints/constraint.js";
import { dateNear } from "./dates.js";

type Rewrite = (text: string, values: readonly string[]) => readonly string[];

const rewrites: ReadonlyMap<string, Rewrite> = new Map<string, Rewrite>([
  ["contains", (text, parts) => [text + parts.filter((part) => !text.includes(part)).join("")]],
  [
    "email_domain",
    (text, domains) => {
      const mailboxes = [...text.matchAll(/([\w.+'&=~-]+)(?:@|$)/gu)].map(([, name]) => name);
      return mailboxes.flatMap((name) => domains.map((domain) => `${name}@${named(domain)}`));
    },
  ],
  [
    "url_host",
    (text, hosts) => {
      const { scheme = "https", rest = "" } = partsOf(text);
      const after = rest.replace(/^[^/?#\\]*/u, "");
      return hosts.map((host) => `${scheme}://${named(host)}${after}`);
    },
  ],
  [
    "url_scheme",
    (text, schemes) => {
      const { rest = "" } = partsOf(text);
      return schemes.flatMap((scheme) => [`${scheme}://${rest}`, `${scheme}:${rest}`]);
    },
  ],
  ["path_within", (text, folders) => folders.map((folder) => pathIn(folder, text))],
]);

/** More are not followed. */
const mostTexts = 20;

/** By each of the constraints that it fails, where it is known how; some may still fail. */
export function rewritten(text: string, constraints: readonly Constraint[]): readonly string[] {
  return constraints.reduce<readonly string[]>(
    (texts, constraint) =>
      texts.flatMap((each) => rewrittenBy(constraint, each)).slice(0, mostTexts),
    [text],
  );
}

function rewrittenBy({ kind, value, limits, holds }: Constraint, text: string): readonly string[] {
  if (holds?.(text) !== false) return [text];
  if (limits?.of === "instant") {
    return dateNear(text, limits);
  }
  const values = [value].flat().filter((each) => typeof each === "string");
  const texts = rewrites.get(kind)?.(text, values) ?? [];
  const right = texts.filter((each) => holds(each));
  return right.length > 0 ? right : texts.length > 0 ? texts : [text];
}

/** What `*.example.com` stands for. */
function named(host: string): string {
  return host.replace(/^\*\./u, "a.");
}

function partsOf(url: string): { readonly scheme?: string; readonly rest?: string } {
  return (
    /^(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?[\\/]{0,2}(?<rest>.*)$/su.exec(url)?.groups ?? {}
  );
}

/** The path below the folder, without the steps that both have in common. */
function pathIn(folder: string, path: string): string {
  const steps = folder.split("/").filter((step) => step !== "");
  const own = path.split("/").filter((step) => !["", ".", ".."].includes(step));
  const differs = own.findIndex((step, index) => step !== steps[index]);
  const below =
    differs === -1 ? own.slice(steps.length) : own.slice(Math.min(differs, steps.length));
  return `/${[...steps, ...below].join("/")}`;
}
