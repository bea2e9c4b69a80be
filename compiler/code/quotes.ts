// Scalars as JavaScript writes them, strings in the quotes that Prettier takes.

/** JSON's form, with the two line separators that JSON leaves bare escaped, and exponents as Prettier has them. */
export function quoted(value: string | number | boolean | null): string {
  if (typeof value === "number") return JSON.stringify(value).replace("e+", "e");
  const text = JSON.stringify(value)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return typeof value === "string" && isBetterInSingleQuotes(value) ? singleQuoted(text) : text;
}

function isBetterInSingleQuotes(text: string): boolean {
  return text.split('"').length > text.split("'").length;
}

/** The same literal in single quotes. Every `\"` in JSON's form is an escaped quote, since `\\` is consumed first. */
function singleQuoted(json: string): string {
  const inner = json
    .slice(1, -1)
    .replaceAll(/\\(.)|'/gu, (found, escaped) =>
      found === "'" ? "\\'" : escaped === '"' ? '"' : found,
    );
  return `'${inner}'`;
}
