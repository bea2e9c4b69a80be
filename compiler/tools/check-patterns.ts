// Warns of patterns in tools' own schemas with which a call could keep the guard busy.

import { findSlowText, type SlowSearch } from "../constraints/find-slow-text.js";
import type { Report } from "../diagnostics/report.js";
import type { ArgumentType, Check, ObjectType, RegularExpression } from "./argument-type.js";
import type { ToolSignature } from "./tool-signature.js";

export function checkPatterns(tools: readonly ToolSignature[], report: Report): void {
  const known = new Map<string, SlowSearch | undefined>();
  const slowSearch = (key: string, { source, flags }: RegularExpression) => {
    if (!known.has(key)) known.set(key, findSlowText(source, flags));
    return known.get(key);
  };
  for (const { name, parameters, definitions, origin } of tools) {
    const patterns = new Patterns();
    patterns.collect(parameters, "");
    for (const [defined, type] of definitions) patterns.collect(type, below("", "$defs", defined));
    for (const [key, { pattern, pointer }] of patterns.found) {
      const slow = slowSearch(key, pattern);
      if (slow === undefined) continue;
      const { file, range } = origin;
      const message = `${fault(pattern, slow)} (tool \`${name}\` at \`${pointer}\`)`;
      report.add({ code: "SC7041", message, file, range, help });
    }
  }
}

const help =
  "begin it with `^`, and let text match in one way only: start each repetition and what follows it differently, as in `^[a-z]+(-[a-z]+)*$`";

function fault({ source }: RegularExpression, { text }: SlowSearch): string {
  return text === null
    ? `the pattern \`${source}\` may take more than linear time`
    : `the pattern \`${source}\` takes more than linear time, for example on \`${text}\``;
}

/** The patterns of a tool, and where each is found first: a JSON pointer into the schema of its arguments. */
class Patterns {
  readonly found = new Map<string, { pattern: RegularExpression; pointer: string }>();
  readonly #seen = new Set<ArgumentType>();

  collect(type: ArgumentType, pointer: string): void {
    if (this.#seen.has(type)) return;
    this.#seen.add(type);
    for (const [pattern, ...steps] of patternsOf(type)) {
      const key = `${pattern.flags}/${pattern.source}`;
      const first = this.found.get(key) ?? { pattern, pointer: below(pointer, ...steps) };
      this.found.set(key, first);
    }
    for (const [part, ...steps] of partsOf(type)) this.collect(part, below(pointer, ...steps));
  }
}

/** Something in a type, and the steps that lead to it. */
type Step<Part> = readonly [part: Part, ...steps: readonly (string | number)[]];

function patternsOf(type: ArgumentType): readonly Step<RegularExpression>[] {
  const { patterns = [] } = type.kind === "string" ? type : {};
  const { patterns: names = [] } = type.kind === "object" ? type : {};
  return [
    ...patterns.map((pattern) => [pattern, "pattern"] as const),
    ...names.map(({ pattern }) => [pattern, "patternProperties", pattern.source] as const),
  ];
}

function* partsOf(type: ArgumentType): Iterable<Step<ArgumentType>> {
  for (const check of type.checks ?? []) yield* partsOfCheck(check);
  if (type.kind === "union") yield* listed("anyOf", type.members);
  if (type.kind === "object") yield* partsOfObject(type);
  if (type.kind !== "array") return;
  yield* listed("prefixItems", type.prefix ?? []);
  yield [type.items, "items"];
  for (const { type: wanted } of type.contains ?? []) yield [wanted, "contains"];
}

function* partsOfObject(type: ObjectType): Iterable<Step<ArgumentType>> {
  for (const [name, property] of type.properties) yield [property.type, "properties", name];
  for (const { pattern, type: part } of type.patterns ?? []) {
    yield [part, "patternProperties", pattern.source];
  }
  if (type.additional !== null) yield [type.additional, "additionalProperties"];
  if (type.names !== undefined) yield [type.names, "propertyNames"];
}

function* partsOfCheck(check: Check): Iterable<Step<ArgumentType>> {
  switch (check.kind) {
    case "any":
    case "one":
      return yield* listed(`${check.kind}Of`, check.types);
    case "all":
    case "not":
      return yield [check.type, check.kind === "all" ? "allOf" : "not"];
    case "if":
      yield [check.condition, "if"];
      if (check.then !== null) yield [check.then, "then"];
      if (check.otherwise !== null) yield [check.otherwise, "else"];
  }
}

function listed(keyword: string, types: readonly ArgumentType[]): readonly Step<ArgumentType>[] {
  return types.map((type, index) => [type, keyword, index] as const);
}

function below(pointer: string, ...steps: readonly (string | number)[]): string {
  const tokens = steps.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1"));
  return [pointer, ...tokens].join("/");
}
