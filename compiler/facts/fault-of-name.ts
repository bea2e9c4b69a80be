// Names that a fact cannot have.

/** Undefined where conditions can say the name. */
export function faultOfName(name: string): string | undefined {
  if (name === "default") return "the default export has no name that a fact could have";
  // What CEL takes for an identifier.
  return /^[A-Za-z_]\w*$/u.test(name) && name !== "__proto__"
    ? undefined
    : `a fact cannot be called \`${name}\``;
}
