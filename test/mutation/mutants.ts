// Every way in which one emitted predicate is made wrong: flipped, dropped, off by one, about something else.

import { Call, type Part } from "./recorded-table.js";

/** A wrong predicate, and what is wrong with it. */
export interface Mutant {
  readonly change: string;
  readonly part: Part;
}

/** What each function of the runtime is taken for. Two that are each other's stand here twice. */
const lookalikes: Readonly<Record<string, string>> = {
  atMost: "lessThan",
  lessThan: "atMost",
  atLeast: "moreThan",
  moreThan: "atLeast",
  oneOf: "noneOf",
  noneOf: "oneOf",
  minLength: "maxLength",
  maxLength: "minLength",
  minItems: "maxItems",
  maxItems: "minItems",
  matches: "matchesNot",
  matchesNot: "matches",
  startsWith: "endsWith",
  endsWith: "startsWith",
  contains: "containsNone",
  containsNone: "contains",
  earlierThan: "laterThan",
  laterThan: "earlierThan",
  "cel.less": "cel.lessOrEqual",
  "cel.lessOrEqual": "cel.less",
  "cel.greater": "cel.greaterOrEqual",
  "cel.greaterOrEqual": "cel.greater",
  "cel.equal": "cel.unequal",
  "cel.unequal": "cel.equal",
  "cel.and": "cel.or",
  "cel.or": "cel.and",
  "cel.all": "cel.exists",
  "cel.exists": "cel.existsOne",
  "cel.existsOne": "cel.exists",
  "cel.add": "cel.subtract",
  "cel.subtract": "cel.add",
  "cel.startsWith": "cel.endsWith",
  "cel.endsWith": "cel.startsWith",
};

/** Of these, what is asked of many is also asked of all but one. */
const ofMany = new Set(["cel.and", "cel.or"]);

/** Of these, what is within stands also by itself. */
const wrappers = new Set(["optional", "cel.not"]);

/** A letter that is no part of an escape. */
const letter = /(?<!\\)[A-Za-z]/u;

export function* mutantsOf(part: Part): Iterable<Mutant> {
  if (part instanceof Call) {
    yield* mutantCalls(part);
  } else if (part instanceof RegExp) {
    yield* mutantPatterns(part);
  } else if (typeof part === "number") {
    yield { change: `${part} + 1`, part: part + 1 };
    yield { change: `${part} - 1`, part: part - 1 };
  } else if (typeof part === "string") {
    yield { change: `${part}~`, part: `${part}~` };
  } else if (typeof part === "boolean") {
    yield { change: `not ${part}`, part: !part };
  } else if (isList(part)) {
    yield* without(part);
    yield* within(part);
  }
}

function* mutantCalls({ called, args }: Call): Iterable<Mutant> {
  const other = lookalikes[called];
  if (other !== undefined) yield { change: `${called} → ${other}`, part: new Call(other, args) };
  const inner = args.at(-1);
  if (wrappers.has(called) && inner !== undefined) {
    yield { change: `no ${called}`, part: inner };
  }
  for (const { change, part } of [...(ofMany.has(called) ? without(args) : []), ...within(args)]) {
    yield { change: `${called}: ${change}`, part: new Call(called, part) };
  }
}

/** The list with one part made wrong. */
function* within(parts: readonly Part[]): Iterable<Mutant & { part: readonly Part[] }> {
  for (const [index, each] of parts.entries()) {
    for (const { change, part } of mutantsOf(each)) yield { change, part: parts.with(index, part) };
  }
}

/** The list with one part less. */
function* without(parts: readonly Part[]): Iterable<Mutant & { part: readonly Part[] }> {
  for (const [index, each] of parts.entries()) {
    yield { change: `without ${index}: ${String(each)}`, part: parts.toSpliced(index, 1) };
  }
}

function* mutantPatterns({ source, flags }: RegExp): Iterable<Mutant> {
  yield { change: "not from the start", part: new RegExp(source.replace(/^\^/u, ""), flags) };
  yield { change: "not to the end", part: new RegExp(source.replace(/\$$/u, ""), flags) };
  if (letter.test(source)) yield { change: "in any case", part: new RegExp(source, `${flags}i`) };
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}
