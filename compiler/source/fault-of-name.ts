// What a name that a policy or a tool bears may not hold.

// SECURITY: such text is harmless as a literal, but a name also stands in comments, file names and messages.
export const hostileInNames = /["'`\\]|\$\{|\*\/|\/\*|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The end of a sentence that begins with the name's owner; undefined for a good name. */
export function faultOfName(name: string): string | undefined {
  const found = hostileInNames.exec(name)?.[0];
  if (found === undefined) {
    return name === name.trim() ? undefined : "may not begin or end with a blank";
  }
  if (found === "`") return "may not hold a backtick";
  if (/^[\x20-\x7e]+$/u.test(found)) return `may not hold \`${found}\``;
  const point = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `may not hold the character U+${point}`;
}
