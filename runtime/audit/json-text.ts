// JSON text of a string, printable on one line.

/** Needs no escape, neither for JSON nor to be printed. */
const plain = /^[ !#-[\]-~]*$/u;
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function isPlain(text: string): boolean {
  return plain.test(text);
}

/**
 * SECURITY: what the model sent may hold line separators, terminal controls (C1) and bidirectional overrides. Escaped, a
 * line is one line to every reader and harmless to print as it is stored.
 */
export function stringText(text: string): string {
  if (isPlain(text)) return `"${text}"`;
  return JSON.stringify(text).replace(unprintable, (found) =>
    found
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
