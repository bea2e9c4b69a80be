// A regular expression around what kinds let through that none can say exactly: it has all texts that pass, and more.

import type { Constraint } from "../../constraints/constraint.js";
import { sourceOf } from "../../constraints/texts.js";
import type { RegularExpression } from "../../tools/argument-type.js";

const kinds: ReadonlyMap<string, (value: string) => string> = new Map([
  ["email_domain", (domain: string) => `^[a-z0-9_.+'&=~-]+@${hostOf(domain)}$`],
  [
    "url_host",
    (host: string) =>
      `^(?:https?|wss?|ftp)://${hostOf(host.replace(/:\d+$/u, ""))}(?::[0-9]+)?(?:[/?#][^]*)?$`,
  ],
  ["url_scheme", (scheme: string) => `^${sourceOf([scheme])}:[^]*$`],
  ["path_within", (folder: string) => `^${namesOf(folder)}(?:/[^]*)?$`],
]);

/** Null where nothing is known of the kind. */
export function textsAround({ kind, value }: Constraint): RegularExpression | null {
  const around = kinds.get(kind);
  const texts = [value].flat().filter((text) => typeof text === "string");
  if (around === undefined) return null;
  const isPath = kind === "path_within";
  // What goes up may come from anywhere. Only paths tell upper and lower case apart.
  const sources = [...texts.map(around), ...(isPath ? ["^(?:/[^]*)?/\\.\\."] : [])];
  return { source: sources.join("|"), flags: isPath ? "u" : "iu" };
}

function hostOf(name: string): string {
  return name.startsWith("*.") ? `[^@/?#]+${sourceOf([name.slice(1)])}` : sourceOf([name]);
}

/** The folder's names, with as many slashes and dots between them as resolve to nothing. */
function namesOf(folder: string): string {
  const names = folder.split("/").filter((name) => name !== "");
  return names.map((name) => `(?:/+\\.)*/+${sourceOf([name])}`).join("");
}
