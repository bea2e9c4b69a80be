// Warns of patterns in tools' own schemas with which a call could keep the guard busy.

import { findSlowText } from "../constraints/find-slow-text.js";
import type { Report } from "../diagnostics/report.js";
import type { ArgumentType, Check, ObjectType, RegularExpression } from "./argument-type.js";
import type { ToolSignature } from "./tool-signature.js";

export function checkPatterns(tools: readonly ToolSignature[], report: Report): void {
  const known = new Map<string, string | undefined>();
  const slowText = (key: string, { source, flags }: RegularExpression) => {
    if (!known.has(key)) known.set(key, findSlowText(source, flags));
    return known.get(key);
  };
  for (const { name, parameters, definitions, origin } of tools) {
    const patterns = new Patterns();
    patterns.collect(parameters, []);
    for (const [defined, type] of definitions) patterns.collect(type, ["$defs", defined]);
    for (const [key, { pattern, steps }] of patterns.found) {
      const text = slowText(key, pattern);
      if (text === undefined) continue;
      const { file, range } = origin;
      const place = `tool \`${name}\` at \`${pointerOf(steps)}\``;
      const message = `the pattern \`${pattern.source}\` takes more than linear time, for example on \`${text}\` (${place})`;
      report.add({ code: "SC7041", message, file, range, help });
    }
  }
}

const help =
  "begin it with `^`, and let text match in one way only: start each repetition and what follows it differently, as in `^[a-z]+(-[a-z]+)*$`";

/** What leads into the schema of a tool's arguments. */
type Steps = readonly (string | number)[];

/** The patterns of a tool, and where each is found first. */
class Patterns {
  readonly found = new Map<string, { pattern: RegularExpression; steps: Steps }>();
  readonly #seen = new Set<ArgumentType>();

  collect(type: ArgumentType, steps: Steps): void {
    if (this.#seen.has(type)) return;
    this.#seen.add(type);
    if (type.kind === "string") {
      for (const pattern of type.patterns ?? []) this.#add(pattern, [...steps, "pattern"]);
    }
    if (type.kind === "object") {
      for (const { pattern } of type.patterns ?? []) {
        this.#add(pattern, [...steps, "patternProperties", pattern.source]);
      }
    }
    for (const [part, ...further] of partsOf(type)) this.collect(part, [...steps, ...further]);
  }

  #add(pattern: RegularExpression, steps: Steps): void {
    const key = `${pattern.flags}/${pattern.source}`;
    if (!this.found.has(key)) this.found.set(key, { pattern, steps });
  }
}

/** A type within another, and the steps that lead to it. */
type Part = readonly [type: ArgumentType, ...steps: Steps];

function* partsOf(type: ArgumentType): Iterable<Part> {
  for (const check of type.checks ?? []) yield* partsOfCheck(check);
  if (type.kind === "union") yield* listed("anyOf", type.members);
  if (type.kind === "object") yield* partsOfObject(type);
  if (type.kind !== "array") return;
  yield* listed("prefixItems", type.prefix ?? []);
  yield [type.items, "items"];
  for (const { type: wanted } of type.contains ?? []) yield [wanted, "contains"];
}

function* partsOfObject(type: ObjectType): Iterable<Part> {
  for (const [name, property] of type.properties) yield [property.type, "properties", name];
  for (const { pattern, type: part } of type.patterns ?? []) {
    yield [part, "patternProperties", pattern.source];
  }
  if (type.additional !== null) yield [type.additional, "additionalProperties"];
  if (type.names !== undefined) yield [type.names, "propertyNames"];
}

function* partsOfCheck(check: Check): Iterable<Part> {
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

function listed(keyword: string, types: readonly ArgumentType[]): readonly Part[] {
  return types.map((type, index) => [type, keyword, index] as const);
}

function pointerOf(steps: Steps): string {
  return steps
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
