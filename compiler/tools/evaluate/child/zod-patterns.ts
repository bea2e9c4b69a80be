// The regular expressions of zod 4 as JSON Schema's `pattern`, where both mean the same.

/** Formats that are their pattern and nothing else. The others have code of their own, which no schema says. */
const patternOnly: ReadonlySet<unknown> = new Set(
  "cidrv4 cuid cuid2 date datetime duration e164 email emoji ends_with guid includes ipv4 ksuid lowercase mac nanoid regex starts_with time ulid uppercase uuid xid".split(
    " ",
  ),
);

/** Undefined where a pattern does not say all of it. */
export function patternOf(format: unknown, pattern: unknown): string | undefined {
  if (!patternOnly.has(format) || !(pattern instanceof RegExp)) return undefined;
  const { source, flags } = pattern;
  const rest = flags.replace(/[dg]/gu, "");
  if (rest === "u") return source;
  return rest === "" && readsAlikeWithUnicode(source) ? source : undefined;
}

/**
 * JSON Schema reads patterns with the `u` flag. Without it an expression sees code units, which differs where it can
 * take half of a surrogate pair: in what is all but some characters, unless any number of them may stand there. Where
 * the expression says what must not follow, that number has to include none.
 */
function readsAlikeWithUnicode(source: string): boolean {
  if (/[^\x20-\uffff]|[\ud800-\udfff]/u.test(source)) return false;
  const many = /\(\?<?!/u.test(source) ? "[*]" : "[*+]";
  const narrow = String.raw`\\u00[0-9a-fA-F]{2}|\\[^DSWpPuck]|\\[DSW]${many}`;
  const left = source
    .replace(new RegExp(narrow, "gu"), "")
    .replace(/\[(?!\^)[^\]\\]*\]/gu, "")
    .replace(new RegExp(String.raw`(?:\[\^[^\]\\]*\]|\.)${many}`, "gu"), "");
  return !/[.\\[]/u.test(left);
}
