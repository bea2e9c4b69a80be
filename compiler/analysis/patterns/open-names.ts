// Beginnings, ends and parts of texts that leave open whose host, address or folder it is: those of others have them as well.

import type { Finding } from "../finding.js";
import type { StatedText } from "./stated-texts.js";

interface Opening {
  readonly where: StatedText["where"];
  /** A text with an open end. */
  readonly open: RegExp;
  /** What is wrong with it. */
  readonly says: string;
  /** Texts of others. */
  readonly others: (text: string) => readonly string[];
  readonly help: string;
}

/** Endings that are more often those of files: `report.md` is no host. */
const ofFiles = "cc|cs|db|go|gz|hs|js|md|ml|mm|pl|pm|ps|py|rb|rm|rs|sc|sh|so|ts|vb|vi|xz";
const domain = `(?:com|org|net|edu|gov|mil|int|info|biz|app|dev|cloud|example|test|local|internal|(?!(?:${ofFiles})$)[a-z]{2})`;
const host = `(?!(?:com|org|net|io)\\.)(?:[a-z\\d-]+\\.)+${domain}`;

const further = (text: string) => [`${text}.example/`, `${text}.example`];

const openings: readonly Opening[] = [
  {
    where: "start",
    open: /^[a-z][a-z\d+.-]*:\/\/[^/?#]*[^/?#:@.]$/iu,
    says: "may end within the host",
    others: further,
    help: "end it with `/`, or name the host with `url_host`",
  },
  {
    where: "start",
    open: new RegExp(`^${host}$`, "iu"),
    says: "may end within the host",
    others: further,
    help: "end it with `/`, or name the host with `url_host`",
  },
  {
    where: "start",
    open: /^(?:\/[^/]+)+\/[\p{L}\p{N}]+$/u,
    says: "may end within the folder's name",
    others: (text) => [`${text}2`],
    help: "end it with `/`, or name the folder with `path_within`, which sees through `..` as well",
  },
  {
    where: "start",
    open: /^\/(?:[^/]+\/)+$/u,
    says: "does not keep to the folder",
    others: (text) => [`${text}../a`],
    help: "name the folder with `path_within`, which sees through `..`",
  },
  {
    where: "end",
    open: new RegExp(`^${host}$`, "iu"),
    says: "may begin within a host's name",
    others: (text) => [`evil-${text}`, `a@evil-${text}`, `https://evil-${text}`],
    help: "begin it with `.` or `@`; better, name it with `email_domain` or `url_host`",
  },
  {
    where: "anywhere",
    open: new RegExp(`^(?:[a-z][a-z\\d+.-]*://|.*@|\\.)?${host}$`, "iu"),
    says: "may stand anywhere, and end within the host",
    others: (text) => [
      `${text}.example`,
      `https://${text}.example/`,
      `a@${text}.example`,
      `${text}.example/`,
    ],
    help: "name it with `email_domain` or `url_host`",
  },
];

const found: Readonly<Record<StatedText["where"], string>> = {
  ...{ whole: "is", start: "begins with", end: "ends with", anywhere: "contains" },
};

export function openNames(stated: StatedText): Omit<Finding, "isCertain"> | null {
  const { written, where, lets, place, claims } = stated;
  // What is denied, or approved by a person, is well looked for in more than it.
  if (lets !== true) return null;
  const opening = openings.find((each) => each.where === where && each.open.test(written));
  const other = opening?.others(written).find((text) => claims(text) !== null);
  if (opening === undefined || other === undefined) return null;
  const diagnostic = {
    code: "SC5020",
    message: `\`${written}\` ${opening.says}: \`${other}\` ${found[where]} it, too`,
    ...place,
    help: opening.help,
  } as const;
  return { diagnostic, claims: claims(other) ?? [] };
}
