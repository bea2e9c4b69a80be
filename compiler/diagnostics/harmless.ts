// Text from outside, made safe to print.

/**
 * SECURITY: what a policy, a model or a forged log says must never reach the terminal as a command, reorder
 * the line or hide a part of it. Controls, format characters and lone surrogates become escapes.
 */
export function harmless(text: string): string {
  return text.replace(hidden, (found) => found.split("").map(escapeOf).join(""));
}

/** The same, a single mark for each code unit, so that places in the text stay where they are. */
export function harmlessInPlace(text: string): string {
  return text.replaceAll("\t", " ").replace(hidden, (found) => "\ufffd".repeat(found.length));
}

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
