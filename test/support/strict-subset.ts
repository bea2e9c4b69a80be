// OpenAI's strict mode, as the documentation of structured outputs has it under "Supported schemas".

type Schema = Readonly<Record<string, unknown>>;

/** The keywords that each type may have beside `type`, `description`, `enum` and `const`. */
const keywordsOf: Readonly<Record<string, readonly string[]>> = {
  string: ["pattern", "format"],
  number: ["multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"],
  integer: ["multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"],
  boolean: [],
  null: [],
  object: ["properties", "required", "additionalProperties"],
  array: ["items", "minItems", "maxItems"],
};
const always = ["type", "title", "description", "enum", "const", "$defs"];
const formats = "date-time time date duration email hostname ipv4 ipv6 uuid".split(" ");

/** What keeps this schema from being a strict function's `parameters`, each fault with its pointer. */
export function strictFaults(root: Schema): readonly string[] {
  const faults: string[] = [];
  const seen = { properties: 0, values: 0, text: 0 };
  const fault = (at: string, what: string) => void faults.push(`${at || "/"} ${what}`);

  const visit = (schema: Schema, at: string, depth: number): void => {
    if (depth > 10) fault(at, "is nested deeper than 10 levels");
    count(schema, at);
    inside(schema["$defs"], `${at}/$defs`, depth);
    if (Array.isArray(schema["anyOf"])) {
      only(schema, ["anyOf", "description", "$defs"], at);
      for (const [index, member] of schema["anyOf"].entries())
        visit(member, `${at}/anyOf/${index}`, depth);
      return;
    }
    if ("$ref" in schema) {
      only(schema, ["$ref"], at);
      return;
    }
    const types = [schema["type"] ?? (Array.isArray(schema["enum"]) ? [] : "nothing")].flat();
    only(schema, [...always, ...types.flatMap((type) => keywordsOf[String(type)] ?? [])], at);
    if (types.some((type) => keywordsOf[String(type)] === undefined))
      fault(at, "has no known type");
    if ("format" in schema && !formats.includes(String(schema["format"])))
      fault(at, "has another format");
    if (types.includes("object")) object(schema, at, depth);
    if (types.includes("array")) visit(record(schema["items"]), `${at}/items`, depth);
  };
  const object = (schema: Schema, at: string, depth: number): void => {
    const names = Object.keys(record(schema["properties"]));
    const required: unknown = schema["required"] ?? [];
    if (schema["additionalProperties"] !== false) fault(at, "is not closed");
    for (const name of names) {
      if (!Array.isArray(required) || !required.includes(name))
        fault(at, `does not require ${name}`);
    }
    seen.properties += names.length;
    inside(schema["properties"], `${at}/properties`, depth + 1);
  };
  const inside = (named: unknown, at: string, depth: number): void => {
    for (const [name, schema] of Object.entries(record(named))) {
      seen.text += name.length;
      visit(record(schema), `${at}/${name}`, depth);
    }
  };
  const only = (schema: Schema, keywords: readonly string[], at: string): void => {
    for (const key of Object.keys(schema)) if (!keywords.includes(key)) fault(at, `has ${key}`);
  };
  const count = (schema: Schema, at: string): void => {
    const values: unknown[] = Array.isArray(schema["enum"]) ? schema["enum"] : [];
    const text = values.map(String).join("").length;
    if (values.length > 250 && text > 15_000) fault(at, "has too much text in its values");
    seen.values += values.length;
    seen.text += text + ("const" in schema ? String(schema["const"]).length : 0);
  };

  if (root["type"] !== "object" || "anyOf" in root) fault("", "is not an object at its root");
  visit(root, "", 1);
  if (seen.properties > 5000) fault("", "has more than 5000 properties");
  if (seen.values > 1000) fault("", "has more than 1000 values");
  if (seen.text > 120_000) fault("", "has too much text in its names and values");
  return faults;
}

function record(value: unknown): Schema {
  return Object.fromEntries(Object.entries(value ?? {}));
}
