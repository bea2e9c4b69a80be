// What a name that a policy or a tool bears may not hold.

// SECURITY: such text is harmless as a literal, but a name also stands in comments, file names and messages.
export const hostileInToolNames = /[`\\]|\$\{|\*\/|\/\*|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** What a policy is called is its author's own choice; real tools bear names such as `it's`. */
export const hostileInNames: RegExp = new RegExp(`["']|${hostileInToolNames.source}`, "u");

/** The end of a sentence that begins with the name's owner; undefined for a good name. */
export function faultOfName(name: string, hostile: RegExp = hostileInNames): string | undefined {
  const found = hostile.exec(name)?.[0];
  if (found === undefined) {
    return name === name.trim() ? undefined : "may not begin or end with a blank";
  }
  if (found === "`") return "may not hold a backtick";
  if (/^[\x20-\x7e]+$/u.test(found)) return `may not hold \`${found}\``;
  const point = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `may not hold the character U+${point}`;
}
