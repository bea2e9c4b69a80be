// CEL's functions and methods that a condition may call, by name.

import { cel } from "@authensor/safeclaw-runtime/conditions";
import type { ASTNode } from "@marcbachmann/cel-js";
import { stepsAUnit } from "../constraints/most-text.js";
import { listNames } from "../diagnostics/list-names.js";
import { suggest } from "../diagnostics/suggest.js";
import { itemsOf } from "./access.js";
import { type Kind, scalar } from "./cel-type.js";
import { type Checking, called, faulty, word } from "./checking.js";
import type { CelFunction, Expression } from "./expression.js";
import { linearSearch } from "./linear-search.js";
import { operand } from "./operand.js";

/** The text a function is called on comes first, however it is called. */
type Make = (operands: readonly Expression[], node: ASTNode, checking: Checking) => Expression;

interface CelFunctionRule {
  /** What it takes: kinds for each operand. */
  readonly takes: readonly (readonly Kind[])[];
  readonly as: "function" | "method" | "both";
  readonly make: Make;
}

const texts: readonly Kind[] = ["string"];
const numbers: readonly Kind[] = ["int", "double"];

/** One that becomes the runtime's function of this name. */
function plain(name: CelFunction, result: "bool" | "int" | "double" | "string"): Make {
  return (operands, node, checking) =>
    called(name, operands, scalar(result), checking.rangeOf(node));
}

function asking(name: CelFunction): CelFunctionRule {
  return { takes: [texts, texts], as: "method", make: plain(name, "bool") };
}

function partOf(name: string): CelFunctionRule {
  const values = fewParts.get(name);
  const type = { ...scalar("int"), ...(values && { values }) };
  const make: Make = ([time], node, checking) => {
    const range = checking.rangeOf(node);
    return time === undefined
      ? faulty(range)
      : called("partOf", [word(name, range), time], type, range);
  };
  return { takes: [["timestamp"]], as: "method", make };
}

const upTo = (last: number): readonly number[] => Array.from({ length: last + 1 }, (_, at) => at);

/** All that there are of those that are easily miscounted. */
const fewParts: ReadonlyMap<string, readonly number[]> = new Map([
  ["getMonth", upTo(11)],
  ["getDayOfWeek", upTo(6)],
  ["getHours", upTo(23)],
]);

/** `timestamp(text)` and `duration(text)`: what stands there as it is, is looked at here. */
function time(name: "timestamp" | "duration", example: string): CelFunctionRule {
  const make: Make = (operands, node, checking) => {
    const [text] = operands;
    const range = checking.rangeOf(node);
    if (text?.kind === "literal" && typeof text.value === "string" && !isTime(name, text.value)) {
      return checking.fault("SC8006", text.range, `this is no ${name}`, {
        help: `write e.g. \`${name}("${example}")\``,
      });
    }
    return called(name, operands, scalar(name), range);
  };
  return { takes: [texts], as: "function", make };
}

function isTime(name: "timestamp" | "duration", text: string): boolean {
  try {
    cel[name](text);
    return true;
  } catch {
    return false;
  }
}

const matches: Make = ([text, pattern], node, checking) => {
  const range = checking.rangeOf(node);
  if (text === undefined || pattern === undefined) return faulty(range);
  if (pattern.kind !== "literal" || typeof pattern.value !== "string") {
    return checking.fault("SC8002", pattern.range, "a pattern must stand here as it is", {
      help: "write it in quotes: only then can it be known to take linear time",
    });
  }
  const search = linearSearch(pattern.value);
  if ("problem" in search) {
    return checking.fault("SC4005", pattern.range, `this pattern ${search.problem}`, {
      help: search.help,
    });
  }
  const { type, range: at, value: written } = pattern;
  const source: Expression = { kind: "pattern", written, source: search.source, type, range: at };
  const units = Math.ceil(search.steps / stepsAUnit);
  const weight = { kind: "literal", value: units, type: scalar("int"), range: at } as const;
  const operands = units === 1 ? [text, source] : [text, source, weight];
  return called("matches", operands, scalar("bool"), range);
};

/** A number as another kind of number; what nothing is known of must be a number. */
const toInt: Make = (operands, node, checking) => {
  const [number] = operands;
  const range = checking.rangeOf(node);
  if (number === undefined) return faulty(range);
  return number.type.kind === "int"
    ? { ...number, range }
    : called("toInt", [asNumber(number)], scalar("int"), range);
};

const toDouble: Make = ([number], node, checking) => {
  const range = checking.rangeOf(node);
  if (number === undefined) return faulty(range);
  return { ...asNumber(number), type: scalar("double"), range };
};

function asNumber(number: Expression): Expression {
  return number.type.kind === "dyn"
    ? called("asDouble", [number], scalar("double"), number.range)
    : number;
}

const toText: Make = ([value], node, checking) => {
  const range = checking.rangeOf(node);
  if (value === undefined) return faulty(range);
  if (value.type.kind === "string") return { ...value, range };
  // Of a value that is not known nothing but text is sure to be written alike everywhere.
  return value.type.kind === "dyn"
    ? called("asString", [value], scalar("string"), range)
    : called("toText", [value], scalar("string"), range);
};

/** As Kubernetes has it for CEL, which itself has no way to add up a list. */
const sum: Make = ([list], node, checking) => {
  const range = checking.rangeOf(node);
  if (list === undefined) return faulty(range);
  const { kind } = itemsOf(list.type);
  if (kind !== "int" && kind !== "double") {
    return checking.fault("SC8003", list.range, "what `sum` adds up must be numbers of one kind", {
      help: "write e.g. `args.items.map(item, item.price).sum()`",
    });
  }
  return called("sum", [word(kind, range), list], scalar(kind), range);
};

const rules: ReadonlyMap<string, CelFunctionRule> = new Map<string, CelFunctionRule>([
  ["size", { takes: [["string", "list", "map"]], as: "both", make: plain("size", "int") }],
  ["sum", { takes: [["list"]], as: "method", make: sum }],
  ["startsWith", asking("startsWith")],
  ["endsWith", asking("endsWith")],
  ["contains", asking("contains")],
  ["matches", { takes: [texts, texts], as: "both", make: matches }],
  ["int", { takes: [numbers], as: "function", make: toInt }],
  ["double", { takes: [numbers], as: "function", make: toDouble }],
  ["string", { takes: [["string", "int", "bool"]], as: "function", make: toText }],
  ["timestamp", time("timestamp", "2026-01-31T00:00:00Z")],
  ["duration", time("duration", "24h")],
  ...(
    [
      "getFullYear",
      "getMonth",
      "getDate",
      "getDayOfMonth",
      "getDayOfWeek",
      "getDayOfYear",
      "getHours",
      "getMinutes",
      "getSeconds",
      "getMilliseconds",
    ] as const
  ).map((name) => [name, partOf(name)] as const),
]);

/** Ways that other languages have, and what CEL has for it. */
const meant: ReadonlyMap<string, string> = new Map([
  ["includes", "contains"],
  ["length", "size"],
  ["len", "size"],
  ["count", "size"],
  ["any", "exists"],
  ["some", "exists"],
  ["every", "all"],
  ["test", "matches"],
  ["match", "matches"],
]);

export const macroNames = ["all", "exists", "exists_one", "filter", "map"] as const;

/** A call whose operands are checked already. */
export function checkCall(
  name: string,
  form: "function" | "method",
  operands: readonly Expression[],
  node: ASTNode,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  const rule = rules.get(name);
  if (rule === undefined || (rule.as !== "both" && rule.as !== form)) {
    return unknownFunction(name, form, node, checking);
  }
  if (operands.length !== rule.takes.length) {
    const wanted = rule.takes.length - (form === "method" ? 1 : 0);
    const message = `\`${name}\` takes ${wanted === 0 ? "nothing" : wanted === 1 ? "one value" : `${wanted} values`} in its brackets`;
    return checking.fault("SC8003", node, message, { help: exampleOf(name, form, rule) });
  }
  const [on] = operands;
  if (name === "contains" && on?.type.kind === "list") {
    const message = "`contains` is for strings, and this is a list";
    return checking.fault("SC8003", on.range, message, { help: 'write `"…" in args.x`' });
  }
  const checkedOperands = operands.map((each, index) =>
    operand(each, rule.takes[index] ?? [], `what \`${name}\` takes`, checking),
  );
  if (checkedOperands.some(({ type }) => type.kind === "fault")) return faulty(range);
  return rule.make(checkedOperands, node, checking);
}

function unknownFunction(
  name: string,
  form: "function" | "method",
  node: ASTNode,
  checking: Checking,
): Expression {
  const known = [...rules].flatMap(([key, { as }]) => (as === "both" || as === form ? [key] : []));
  const all = [...known, ...(form === "method" ? macroNames : ["has"])];
  const otherForm = rules.get(name);
  if (otherForm !== undefined) {
    const message = `\`${name}\` is not called like this`;
    return checking.fault("SC8002", node, message, {
      help: exampleOf(name, otherForm.as, otherForm),
    });
  }
  const near = meant.get(name) ?? suggest(name, all);
  return checking.fault("SC8002", node, `a condition has no ${form} \`${name}\``, {
    ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
    help: `it has ${listNames(all)}; what else must be worked out can be a fact`,
  });
}

function exampleOf(name: string, form: CelFunctionRule["as"], { takes }: CelFunctionRule): string {
  const others = takes.length > 1 ? '"…"' : "";
  return form === "function" ? `write \`${name}(…)\`` : `write \`args.x.${name}(${others})\``;
}
