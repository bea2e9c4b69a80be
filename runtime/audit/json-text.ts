// JSON text of what a record holds: one printable line, and nothing that JSON would keep as something else.

/** Needs no escape, neither for JSON nor to be printed. */
const plain = /^[ !#-[\]-~]*$/u;
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Undefined where JSON has no form for the value, or would silently keep another one.
 * SECURITY: what the model sent may hold line separators, terminal controls (C1) and bidirectional overrides. Escaped, a
 * line is one line to every reader and harmless to print as it is stored.
 */
export function jsonText(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return stringText(value);
    case "number":
      return Number.isFinite(value) ? String(Object.is(value, -0) ? 0 : value) : undefined;
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? listText(value) : objectText(value);
    default:
      return undefined;
  }
}

export function stringText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(unprintable, (found) =>
    found
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

function listText(list: readonly unknown[]): string | undefined {
  let text = "";
  // Not `map`: it skips the holes that JSON would turn into null.
  for (let index = 0; index < list.length; index += 1) {
    const item = jsonText(list[index]);
    if (item === undefined) return undefined;
    text += index === 0 ? item : `,${item}`;
  }
  return `[${text}]`;
}

function objectText(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return undefined;
  let text = "";
  // Not `Object.entries`, which makes a list for each object on the way of every call.
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    const item = jsonText(Reflect.get(value, name));
    if (item === undefined) return undefined;
    text += text === "" ? `${stringText(name)}:${item}` : `,${stringText(name)}:${item}`;
  }
  return `{${text}}`;
}
