// Names in a row, for messages: `a`, `b` or `c`.

/** A list that is longer than this helps nobody. */
const most = 20;

export function listNames(names: readonly string[], last: "and" | "or" | "," = ","): string {
  const quoted = names.slice(0, most).map((name) => `\`${name}\``);
  if (names.length > most) return `${quoted.join(", ")} and ${names.length - most} more`;
  const [end = "", ...before] = quoted.reverse();
  if (before.length === 0) return end;
  return `${before.reverse().join(", ")}${last === "," ? "," : ` ${last}`} ${end}`;
}
