// What OpenAI's strict mode takes of a schema, of all that narrowing can change, as its documentation lists it.

type JsonSchema = Readonly<Record<string, unknown>>;

/** True where a function with these arguments, if it could be `strict: true` before it was narrowed, still can. */
export function isStrict(parameters: JsonSchema): boolean {
  const parts = [...partsOf(parameters)];
  return parts.every(hasStrictKeywords) && isSmall(parts);
}

const keywords: ReadonlySet<string> = new Set([
  ...["type", "enum", "const", "anyOf", "$ref", "$defs", "title", "description"],
  ...["properties", "required", "additionalProperties", "items", "minItems", "maxItems"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["pattern", "format"],
]);

const formats: ReadonlySet<unknown> = new Set([
  "date-time",
  "time",
  "date",
  "duration",
  "email",
  "hostname",
  "ipv4",
  "ipv6",
  "uuid",
]);

function hasStrictKeywords(schema: JsonSchema): boolean {
  const { format } = schema;
  return (
    Object.keys(schema).every((key) => keywords.has(key)) &&
    (format === undefined || formats.has(format))
  );
}

const mostValues = 1000;
const mostText = 120_000;
const manyValues = 250;
const mostTextOfMany = 15_000;

/** Narrowing adds neither properties nor depth, which have limits too. */
function isSmall(parts: readonly JsonSchema[]): boolean {
  const names = parts.flatMap(({ properties, $defs }) => [...keysOf(properties), ...keysOf($defs)]);
  const lists = parts.map(({ enum: values }) => (Array.isArray(values) ? values : []));
  const values = lists.flat();
  return (
    values.length <= mostValues &&
    textOf([...names, ...values]) <= mostText &&
    lists.every((list) => list.length <= manyValues || textOf(list) <= mostTextOfMany)
  );
}

function textOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + String(value).length, 0);
}

function keysOf(named: unknown): readonly string[] {
  return isRecord(named) ? Object.keys(named) : [];
}

/** The schema, and every schema in it. */
function* partsOf(schema: unknown): Generator<JsonSchema> {
  if (!isRecord(schema)) return;
  yield schema;
  const { properties, $defs, items, anyOf } = schema;
  const inside = [properties, $defs, anyOf].flatMap((part) => Object.values(part ?? {}));
  for (const part of [items, ...inside]) yield* partsOf(part);
}

function isRecord(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
