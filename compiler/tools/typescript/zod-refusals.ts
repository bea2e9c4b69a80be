// What to write instead of the parts of zod that are not read.

/** The way out where no other is left. */
export const evaluateIt =
  "or write `evaluate: true` beside `module:` under `tools:` in the policy, which runs it";

const changesValues =
  "a check that changes the value would run other arguments than were checked; change it in the handler";
const policyConstraint = "leave it out here, and let the policy's constraints say it";
const inJson = "write the type of what JSON holds";

const helps: ReadonlyMap<string, string> = new Map([
  ..."transform pipe preprocess coerce codec stringbool overwrite catch trim toLowerCase toUpperCase normalize slugify"
    .split(" ")
    .map((name) => [name, changesValues] as const),
  ...["default", "prefault", "_default"].map(
    (name) => [name, "write `.optional()`, and fill the value in in the handler"] as const,
  ),
  ...["refine", "superRefine", "check", "with", "custom", "instanceof"].map(
    (name) => [name, policyConstraint] as const,
  ),
  ...["map", "set", "file", "function", "promise", "symbol", "nan"].map(
    (name) => [name, inJson] as const,
  ),
  ...["any", "json"].map((name) => [name, "write `z.unknown()`"] as const),
  ["brand", "write the schema without its brand: a handler gets what the model wrote"],
  ["date", "write `z.string()`"],
  ...["bigint", "int64", "uint64"].map(
    (name) => [name, "write `z.string()` for its digits"] as const,
  ),
  ["deepPartial", "write `.partial()` for each of the objects"],
  ["looseRecord", "write `z.record`, or `z.looseObject`"],
  ["templateLiteral", "write `z.string().regex(…)`"],
]);

/** Of `z.coerce.string` or `.trim()`, as it is written. */
export function helpFor(written: string): string {
  return helpAbout(written) ?? `write the schema in another way; ${evaluateIt}`;
}

/** Undefined where nothing but another schema helps. */
export function helpAbout(written: string): string | undefined {
  const names = written.replaceAll(/^z\.|[()]/gu, "").split(".");
  return names.map((name) => helps.get(name)).find((found) => found !== undefined);
}
