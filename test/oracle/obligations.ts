// The constraints of an action as what they oblige a call to, short forms looked up and long forms taken apart.

import pluralize from "pluralize";
import { dateRangeHolds } from "./date-range.js";
import { holds, listOf } from "./holds.js";
import type {
  Action,
  Constraints,
  Json,
  JsonObject,
  LongForm,
  Requirements,
  Scalar,
  Tools,
} from "./policy-file.js";
import { valueAt } from "./value-at.js";

export type Limit = Scalar | readonly Scalar[] | LongForm;

/** One constraint on one argument. */
export interface Obligation {
  /** The last part of its rule id: "the key as written", or `amount.min` for the long form `amount: { min: 1 }`. */
  readonly key: string;
  /** The argument's dotted path. */
  readonly path: string;
  readonly kind: string;
  readonly limit: Limit;
  readonly holds: (args: JsonObject) => boolean;
}

/** In written order, those under `require` aside. */
export function obligationsOf(action: Action, tools: Tools | null): readonly Obligation[] {
  const argumentNames =
    tools === null ? null : Object.keys(tools.get(action.tool)?.properties ?? {});
  return Object.entries(action.constraints ?? {}).flatMap(([key, value]) => {
    if (isRequirements(value)) return [];
    return isLongForm(value) ? longForm(key, value) : [shortForm(key, value, argumentNames)];
  });
}

/** An argument may be called `require` as well; no constraint on it has a `that`. */
export function isRequirements(value: Constraints[string] | Requirements): value is Requirements {
  const [first] = [value].flat();
  return typeof first === "object" && "that" in first;
}

function isLongForm(value: Limit): value is LongForm {
  return typeof value === "object" && !Array.isArray(value);
}

/** "long form: by argument path"; "`optional: true` lets the argument be absent (for all constraints of that long form); null is not absent" */
function longForm(path: string, kinds: LongForm): readonly Obligation[] {
  const { optional = false, ...obliging } = kinds;
  return demands(obliging).map(({ key, kind, limit, asks }) => ({
    key: `${path}.${key}`,
    path,
    kind,
    limit,
    holds: (args) => {
      const value = valueAt(args, path);
      // "A constrained argument that is absent fails its constraint"
      return value === undefined ? optional : asks(value);
    },
  }));
}

interface Demand extends Pick<Obligation, "key" | "kind" | "limit"> {
  readonly asks: (value: Json) => boolean;
}

/** "`each` asks of every item of a list what stands under it; an empty list passes" */
function demands(kinds: LongForm): readonly Demand[] {
  return Object.entries(kinds).flatMap(([kind, limit = true]): readonly Demand[] => {
    if (!isLongForm(limit)) {
      return [{ key: kind, kind, limit, asks: (value) => holds(kind, value, limit) }];
    }
    return demands(limit).map(({ key, asks }) => ({
      key: `${kind}.${key}`,
      kind,
      limit,
      asks: (value) => Array.isArray(value) && value.every((item) => asks(item)),
    }));
  });
}

function shortForm(key: string, limit: Limit, argumentNames: readonly string[] | null): Obligation {
  const { kind, path } =
    argumentNames === null ? guess(key, limit) : lookUp(key, limit, argumentNames);
  const listed = kind === "in" || kind === "not_in" ? list(limit) : limit;
  return {
    key,
    path,
    kind,
    limit: listed,
    holds: (args) => {
      if (kind === "max_days" && path === "date_range") return dateRangeHolds(args, Number(limit));
      const value = valueAt(args, path);
      return value !== undefined && holds(kind, value, listed);
    },
  };
}

interface Meaning {
  readonly kind: string;
  readonly path: string;
}

/** "`max_X`, `min_X`, `max_X_length`, `min_X_length`, `max_X_items`, `min_X_items`, `allowed_Xs` and `denied_Xs`, `X_pattern`, `X_prefix`, `X_max_days`"; the most specific first. */
const SHORT_FORMS: readonly (readonly [kind: string, form: RegExp])[] = [
  ["max_length", /^max_(.+)_length$/u],
  ["min_length", /^min_(.+)_length$/u],
  ["max_items", /^max_(.+)_items$/u],
  ["min_items", /^min_(.+)_items$/u],
  ["max_days", /^(.+)_max_days$/u],
  ["pattern", /^(.+)_pattern$/u],
  ["starts_with", /^(.+)_prefix$/u],
  ["in", /^allowed_(.+)$/u],
  ["not_in", /^denied_(.+)$/u],
  ["max", /^max_(.+)$/u],
  ["min", /^min_(.+)$/u],
];

function readings(key: string): readonly Meaning[] {
  return SHORT_FORMS.flatMap(([kind, form]) => {
    const path = form.exec(key)?.[1];
    return path === undefined ? [] : [{ kind, path }];
  });
}

/** "a scalar on an argument's own name: equals; a list: one of" */
function shorthand(path: string, limit: Limit): Meaning {
  return { kind: Array.isArray(limit) ? "in" : "equals", path };
}

/** "Without a tools module, X of allowed_/denied_ is the singular, every other X is taken as written, and the most specific form wins" */
function guess(key: string, limit: Limit): Meaning {
  const [reading] = readings(key);
  if (reading === undefined) return shorthand(key, limit);
  const listed = reading.kind === "in" || reading.kind === "not_in";
  return listed ? { ...reading, path: pluralize.singular(reading.path) } : reading;
}

/** "the argument is looked up in the tool's schema; singular and plural are both tried; two candidates = an error" */
function lookUp(key: string, limit: Limit, argumentNames: readonly string[]): Meaning {
  const candidates = readings(key).flatMap(({ kind, path }) =>
    [...new Set([path, pluralize.singular(path), pluralize.plural(path)])]
      .filter((name) => argumentNames.includes(name) || isDateRange(kind, name, argumentNames))
      .map((name) => ({ kind, path: name })),
  );
  if (argumentNames.includes(key)) candidates.push(shorthand(key, limit));
  const [candidate, another] = candidates;
  if (candidate === undefined) throw new Error(`\`${key}\` names no argument`);
  if (another !== undefined) throw new Error(`\`${key}\` names two arguments`);
  return candidate;
}

/** "`date_range_max_days: 90` binds an object argument `date_range`, or a pair `start_date`/`end_date` (`from`/`to`, `since`/`until`)" */
function isDateRange(kind: string, name: string, argumentNames: readonly string[]): boolean {
  const pairs = [
    ["start_date", "end_date"],
    ["from", "to"],
    ["since", "until"],
  ];
  return (
    kind === "max_days" &&
    name === "date_range" &&
    pairs.some((pair) => pair.every((part) => argumentNames.includes(part)))
  );
}

/** "(`"a|b|c"` or a list)" */
function list(limit: Limit): readonly Scalar[] {
  if (typeof limit === "string") return limit.split("|");
  return listOf(limit);
}
