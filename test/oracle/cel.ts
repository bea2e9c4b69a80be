// What a condition means: CEL as its reference implementation evaluates it; but an error stays one, and numbers are exact.

import {
  type CelInput,
  CelScalar,
  celEnv,
  celFunc,
  celMethod,
  isCelError,
  listType,
  mapType,
  objectType,
  parse,
  plan,
} from "@bufbuild/cel";
import { type Expr, type Expr_Call, ExprSchema } from "@bufbuild/cel-spec/cel/expr/syntax_pb.js";
import { create } from "@bufbuild/protobuf";
import { TimestampSchema, timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  type ArgumentType,
  type Evaluate,
  type Json,
  MissingFact,
  type Tools,
} from "./policy-file.js";

/** "integers beyond 2^53, NaN, division by zero: an error" */
const exact = celFunc("exact", [CelScalar.DYN], CelScalar.DYN, exactly);

function exactly<Value>(value: Value): Value {
  const isLarge = typeof value === "bigint" && !Number.isSafeInteger(Number(value));
  if (isLarge || (typeof value === "number" && !Number.isFinite(value))) {
    throw new Error("not exact");
  }
  return value;
}

/** "`list.sum()` adds up numbers of one kind, and is 0 of none" */
const sum = celMethod("sum", listType(CelScalar.DYN), [], CelScalar.DYN, function () {
  const items: readonly unknown[] = [...this];
  const whole = items.filter((item) => typeof item === "bigint");
  const others = items.filter((item) => typeof item === "number");
  if (items.length > 0 && ![whole.length, others.length].includes(items.length)) {
    throw new Error("not numbers of one kind");
  }
  return others.length > 0
    ? others.reduce((a, b) => exactly(a + b))
    : whole.reduce((a, b) => exactly(a + b), 0n);
});

/** The reference rounds a timestamp up to the next millisecond, and reads it in the machine's own zone. */
const parts = Object.entries({
  getFullYear: (date: Date) => date.getUTCFullYear(),
  getMonth: (date: Date) => date.getUTCMonth(),
  getDate: (date: Date) => date.getUTCDate(),
  getDayOfMonth: (date: Date) => date.getUTCDate() - 1,
  getDayOfWeek: (date: Date) => date.getUTCDay(),
  getDayOfYear: (date: Date) => dayOfYear(date),
  getHours: (date: Date) => date.getUTCHours(),
  getMinutes: (date: Date) => date.getUTCMinutes(),
  getSeconds: (date: Date) => date.getUTCSeconds(),
  getMilliseconds: (date: Date) => date.getUTCMilliseconds(),
}).map(([name, part]) =>
  celMethod(name, objectType(TimestampSchema), [], CelScalar.INT, function () {
    const { seconds, nanos } = this.message;
    return BigInt(part(new Date(Number(seconds) * 1000 + Math.floor(nanos / 1e6))));
  }),
);

function dayOfYear(date: Date): number {
  let day = -1;
  for (const at = new Date(date); at.getUTCFullYear() === date.getUTCFullYear(); day += 1) {
    at.setUTCDate(at.getUTCDate() - 1);
  }
  return day;
}

/** The reference finds no key whose value is null, though it is there. */
const isKey = celFunc(
  "isKey",
  [CelScalar.STRING, mapType(CelScalar.STRING, CelScalar.DYN)],
  CelScalar.BOOL,
  (key, map) => [...map.keys()].includes(key),
);

function isArgs(expr: Expr | undefined): boolean {
  return expr?.exprKind.case === "identExpr" && expr.exprKind.value.name === "args";
}

/** The places in a list: what `all` and `exists` with two names are made of here. */
const places = celFunc("places", [listType(CelScalar.DYN)], listType(CelScalar.INT), (items) =>
  [...items].map((_, place) => BigInt(place)),
);

const environment = celEnv({ funcs: [exact, sum, isKey, places, ...parts] });

/** Facts are of these types. */
export type FactTypes = Readonly<Record<string, ArgumentType>>;

export function evaluateBy(tools: Tools | null, factTypes: FactTypes = {}): Evaluate {
  const planned = new Map<string, Planned>();
  return (cel, { tool, args, facts, assistant, now }) => {
    const known = planned.get(cel) ?? planOf(parse(cel).expr);
    planned.set(cel, known);
    const values = [...known.facts].map((name) => {
      const value = facts[name] ?? null;
      if (value === null) throw new MissingFact(name);
      return [name, toCel(value, factTypes[name])] as const;
    });
    return known.evaluate({
      args: toCel(args, tools?.get(tool)),
      facts: new Map(values),
      assistant: new Map(Object.entries(assistant)),
      now: timestampFromMs(now),
    });
  };
}

/** The value of an expression; throws where it is an error. */
export function evaluate(cel: string, bindings: Record<string, CelInput>): unknown {
  return planOf(parse(cel).expr).evaluate(bindings);
}

interface Planned {
  /** The facts that it reads. */
  readonly facts: ReadonlySet<string>;
  readonly evaluate: (bindings: Record<string, CelInput>) => unknown;
}

function planOf(expr: Expr): Planned {
  const run = plan(environment, strict(expr));
  return {
    facts: factsRead(expr),
    evaluate: (bindings) => {
      const result = run(bindings);
      if (isCelError(result)) throw new Error(result.message);
      return result;
    },
  };
}

/** "An integer is CEL's int, any other number a double." */
export function toCel(value: Json, type?: ArgumentType): CelInput {
  if (Array.isArray(value)) {
    const items = type?.type === "array" ? type.items : undefined;
    return value.map((item: Json) => toCel(item, items));
  }
  if (typeof value === "object" && value !== null) {
    const properties = type?.type === "object" ? type.properties : {};
    return new Map(
      Object.entries(value).map(([name, inner]) => [
        name,
        toCel(inner, Object.hasOwn(properties, name) ? properties[name] : undefined),
      ]),
    );
  }
  return typeof value === "number" && type?.type === "integer" ? BigInt(value) : value;
}

/**
 * "CEL's error absorption is not offered: any error inside a condition denies." `a && b` is `a ? b : false`, from left
 * to right; the same within the macros, which are made of it.
 */
function strict(expr: Expr): Expr {
  const { exprKind: kind } = expr;
  switch (kind.case) {
    case "callExpr": {
      const { function: name } = kind.value;
      const withPlaces = placesOf(kind.value);
      if (withPlaces !== null) return strict(withPlaces);
      const args = kind.value.args.map(strict);
      if (name === "@in" && isArgs(args[1])) return call("isKey", args);
      const target = kind.value.target && strict(kind.value.target);
      if (name === "_&&_") return call("_?_:_", [...args, constant(false)]);
      if (name === "_||_") return call("_?_:_", [...args.toSpliced(1, 0, constant(true))]);
      const made = call(name, args, target);
      return arithmetic.has(name) ? call("exact", [made]) : made;
    }
    case "selectExpr": {
      const { operand, field, testOnly } = kind.value;
      return testOnly && operand !== undefined
        ? call("isKey", [text(field), strict(operand)])
        : withParts(expr, strict);
    }
    default:
      return withParts(expr, strict);
  }
}

/** With each of its parts made another. */
function withParts(expr: Expr, made: (part: Expr) => Expr): Expr {
  const { exprKind: kind } = expr;
  switch (kind.case) {
    case "callExpr": {
      const { function: name, target, args } = kind.value;
      return call(name, args.map(made), target && made(target));
    }
    case "selectExpr": {
      const operand = kind.value.operand && made(kind.value.operand);
      const value = { ...kind.value, ...(operand === undefined ? {} : { operand }) };
      return { ...expr, exprKind: { case: "selectExpr", value } };
    }
    case "listExpr": {
      const value = { ...kind.value, elements: kind.value.elements.map(made) };
      return { ...expr, exprKind: { case: "listExpr", value } };
    }
    case "comprehensionExpr": {
      const parts = ["iterRange", "accuInit", "loopCondition", "loopStep", "result"] as const;
      const value = { ...kind.value };
      for (const part of parts) {
        const inner = value[part];
        if (inner !== undefined) value[part] = made(inner);
      }
      return { ...expr, exprKind: { case: "comprehensionExpr", value } };
    }
    default:
      return expr;
  }
}

/**
 * `list.all(i, v, p)` is `places(list).all(i, [list[i]].all(v, p))`, and `exists` alike; null for any other call. The
 * reference does not know the two names, which are in CEL's specification of macros.
 */
function placesOf({ function: name, target, args }: Expr_Call): Expr | null {
  const [place, item, asked] = args;
  if (target === undefined || asked === undefined || !["all", "exists"].includes(name)) return null;
  const [i, v] = [place, item].map((each) =>
    each?.exprKind.case === "identExpr" ? each.exprKind.value.name : "",
  );
  const text = `places(list_).${name}(${i}, [list_[${i}]].${name}(${v}, asked_))`;
  return replaced(
    parse(text).expr,
    new Map([
      ["list_", target],
      ["asked_", asked],
    ]),
  );
}

/** With other expressions in the place of names. */
function replaced(expr: Expr, names: ReadonlyMap<string, Expr>): Expr {
  const { exprKind: kind } = expr;
  if (kind.case === "identExpr") return names.get(kind.value.name) ?? expr;
  return withParts(expr, (part) => replaced(part, names));
}

const arithmetic = new Set(["_+_", "_-_", "_*_", "_/_", "_%_", "-_", "int"]);

function call(name: string, args: readonly Expr[], target?: Expr): Expr {
  const value = { function: name, args: [...args], ...(target === undefined ? {} : { target }) };
  return create(ExprSchema, { exprKind: { case: "callExpr", value } });
}

function text(value: string): Expr {
  return create(ExprSchema, {
    exprKind: { case: "constExpr", value: { constantKind: { case: "stringValue", value } } },
  });
}

function constant(value: boolean): Expr {
  return create(ExprSchema, {
    exprKind: { case: "constExpr", value: { constantKind: { case: "boolValue", value } } },
  });
}

/** `facts.order`, wherever it stands. */
function factsRead(expr: Expr): ReadonlySet<string> {
  const { exprKind: kind } = expr;
  const inner = partsOf(expr).flatMap((part) => [...factsRead(part)]);
  const operand = kind.case === "selectExpr" ? kind.value.operand?.exprKind : undefined;
  const isFact = operand?.case === "identExpr" && operand.value.name === "facts";
  return new Set(isFact && kind.case === "selectExpr" ? [kind.value.field, ...inner] : inner);
}

function partsOf({ exprKind: kind }: Expr): readonly Expr[] {
  const parts = (...all: readonly (Expr | undefined)[]) => all.filter((part) => part !== undefined);
  switch (kind.case) {
    case "callExpr":
      return parts(kind.value.target, ...kind.value.args);
    case "selectExpr":
      return parts(kind.value.operand);
    case "listExpr":
      return kind.value.elements;
    case "comprehensionExpr": {
      const { iterRange, accuInit, loopCondition, loopStep, result } = kind.value;
      return parts(iterRange, accuInit, loopCondition, loopStep, result);
    }
    default:
      return [];
  }
}
