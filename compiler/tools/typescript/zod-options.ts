// What a zod function is given: its own arguments, and behind them a message or an object of options.

import type { ts as TypeScript } from "ts-morph";
import { ts } from "./ts-morph.js";
import type { ZodCall, ZodCallable } from "./zod-schema.js";

type Expression = TypeScript.Expression;

/** They say how a fault is told, and nothing of which values are right. */
const harmless: ReadonlySet<string> = new Set([
  "abort",
  "description",
  "error",
  "errorMap",
  "fatal",
  "invalid_type_error",
  "message",
  "required_error",
]);

interface Unread {
  readonly what: string;
  readonly node: Expression;
}

/** The first argument of which nobody knows what it says. */
export function unreadArgument(call: ZodCall, callable: ZodCallable): Unread | undefined {
  const { args, reader } = call;
  const { checker } = reader;
  const { options: known = [] } = callable;
  const own = placeOfOptions(call, callable);
  const spread = args.find((arg) => ts.isSpreadElement(arg));
  const excess = spread ?? args[own + 1];
  if (excess !== undefined) return { what: "more arguments than are known", node: excess };
  const options = args[own];
  if (options === undefined) return undefined;
  const type = checker.getTypeAtLocation(options);
  const isMessage = (type.flags & ts.TypeFlags.StringLike) !== 0;
  if (isMessage || type.getCallSignatures().length > 0) return undefined;
  const names = checker.getPropertiesOfType(type).map((property) => property.getName());
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0;
  const unread = names.find((name) => !harmless.has(name) && !known.includes(name));
  if (isObject && unread === undefined) return undefined;
  return { what: `the option \`${unread ?? options.getText()}\``, node: options };
}

function placeOfOptions(call: ZodCall, { takes }: ZodCallable): number {
  return typeof takes === "number" ? takes : takes(call);
}

/** The description among the options, where zod 3 has it. */
export function descriptionIn(call: ZodCall, callable: ZodCallable): string | undefined {
  const node = optionsOf(call.args[placeOfOptions(call, callable)], call)?.get("description");
  const description = node && call.reader.values.one(node);
  return typeof description === "string" ? description : undefined;
}

/** The options of a call by name; none where there is but a message, undefined where they are not written out. */
export function optionsOf(
  node: Expression | undefined,
  { reader }: ZodCall,
): ReadonlyMap<string, Expression> | undefined {
  if (node === undefined || !isObject(node, reader.checker)) return new Map();
  const source = reader.constants.source(node);
  if (source === undefined) return undefined;
  const entries = ts.isObjectLiteralExpression(source)
    ? source.properties.map((property) =>
        ts.isPropertyAssignment(property) && "text" in property.name
          ? ([property.name.text, property.initializer] as const)
          : undefined,
      )
    : [undefined];
  const read = entries.filter((entry) => entry !== undefined);
  if (read.length === entries.length) return new Map(read);
  return reader.refuse("has options that cannot be read", "write them out here", node);
}

function isObject(node: Expression, checker: TypeScript.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.flags & ts.TypeFlags.Object) !== 0 && type.getCallSignatures().length === 0;
}
