// What to write instead of the parts of zod that are not read.

const changesValues =
  "a check that changes the value would run other arguments than were checked; change it in the handler";
const policyPattern = "leave it out here, and put a `pattern` into the policy";
const policyConstraint = "leave it out here, and let the policy's constraints say it";

const helps: ReadonlyMap<string, string> = new Map([
  ...["transform", "pipe", "preprocess", "coerce", "codec", "stringbool", "overwrite", "catch"].map(
    (name) => [name, changesValues] as const,
  ),
  ...["trim", "toLowerCase", "toUpperCase", "normalize", "slugify"].map(
    (name) => [name, changesValues] as const,
  ),
  ...["default", "prefault"].map(
    (name) => [name, "write `.optional()`, and fill the value in in the handler"] as const,
  ),
  ...["refine", "superRefine", "check", "multipleOf", "step"].map(
    (name) => [name, policyConstraint] as const,
  ),
  ...["regex", "startsWith", "endsWith", "includes", "lowercase", "uppercase"].map(
    (name) => [name, policyPattern] as const,
  ),
  ...["any", "custom", "json"].map((name) => [name, "write `z.unknown()`"] as const),
  ["date", "write `z.string()`"],
  ["bigint", "write `z.string()` for its digits"],
  ["tuple", "write `z.object` or `z.array`"],
  ["lazy", "write the schema out to the depth that it needs, with `z.unknown()` below"],
]);

const inGeneral =
  "what is read: string, number, int, boolean, null, unknown, literal, enum, array, object, record, union, optional, nullable, describe, and bounds";

export function helpFor(name: string): string {
  return helps.get(name) ?? inGeneral;
}
