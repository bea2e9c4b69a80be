// How a predicate finds the argument it is about.

/** The name of an argument, or the keys that lead to it through nested objects; no keys lead to the value itself. */
export type ArgumentPath = string | readonly string[];

/** Reads one argument. Undefined where it is absent: arguments never hold an undefined. */
export type ReadArgument = (args: object) => unknown;

/** Compiles a path into its reader, which answers for any input and throws for none of plain data. */
export function argumentAt(path: ArgumentPath): ReadArgument {
  if (typeof path === "string") {
    return (args) => own(args, path);
  }
  const keys = [...path];
  return (args) => keys.reduce<unknown>(own, args);
}

/** The object's own property; undefined where there is none, and where there is no object to have one. */
export function own(holder: unknown, key: string): unknown {
  // SECURITY: own properties only. A policy on an argument `constructor` must not read Object.prototype.
  if (!isObject(holder) || !Object.hasOwn(holder, key)) {
    return undefined;
  }
  return holder[key];
}

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
