// The properties of a zod object: read from where they are written, and reached through `.shape` and its like.

import type { ts as TypeScript } from "ts-morph";
import type { ArgumentType, ObjectType } from "../argument-type.js";
import { unwrapped } from "./constants.js";
import type { ZodReader } from "./read-zod.js";
import { ts } from "./ts-morph.js";
import { evaluateIt } from "./zod-refusals.js";
import { plain, type Shape, type ZodSchema } from "./zod-schema.js";

type Expression = TypeScript.Expression;
type Entry = readonly [name: string, schema: ZodSchema];

export function objectOf(
  shape: Shape,
  rest: Pick<ZodSchema, "version" | "isStrict"> & { readonly additional: ArgumentType | null },
): ZodSchema {
  const { additional, version, isStrict = false } = rest;
  const properties = [...shape].map(([name, { type, optional, description }]) => {
    const property = { type, required: !optional, description };
    return [name, property] as const;
  });
  const type: ObjectType = { kind: "object", properties: new Map(properties), additional };
  return { ...plain({ version }, type), shape, isStrict };
}

/** The schema that `base.shape.name`, `base.shape["name"]` or `list.element` is; `none` for anything else. */
export function partOf(node: Expression, reader: ZodReader): ZodSchema | "none" | undefined {
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!isAccess) return "none";
  const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  const { expression } = node;
  if (isShape(expression, reader)) {
    const shape = readShape(expression, reader);
    const found =
      ts.isIdentifier(name) || ts.isStringLiteral(name) ? shape?.get(name.text) : undefined;
    if (found !== undefined || shape === undefined) return found;
    return reader.refuse("has a part of a shape that cannot be read", "write it out here", node);
  }
  if (!reader.isSchema(expression)) return "none";
  const inner = name.getText() === "element" ? reader.read(expression)?.inner : undefined;
  if (inner !== undefined) return inner;
  const what = `has \`${node.getText()}\`, which cannot be read`;
  return reader.refuse(what, `write the schema out here; ${evaluateIt}`, node);
}

/** `base.shape`, of a schema. */
function isShape(node: Expression, reader: ZodReader): node is TypeScript.PropertyAccessExpression {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "shape" &&
    reader.isSchema(node.expression)
  );
}

export function readShape(written: Expression, reader: ZodReader): Shape | undefined {
  const node = unwrapped(written);
  if (isShape(node, reader)) {
    const base = reader.read(node.expression);
    if (base === undefined || base.shape !== undefined) return base?.shape;
    return reader.refuse("has a `.shape` that cannot be read", "write the properties out", node);
  }
  const source = reader.constants.source(node);
  if (source === undefined) return undefined;
  const refuse = (): undefined =>
    reader.refuse("has properties that cannot be read", `write them out here; ${evaluateIt}`, node);
  if (!ts.isObjectLiteralExpression(source)) return refuse();
  return reader.within(source, () => readEntries(source, reader), refuse);
}

/** A name that stands twice has its last schema, as in JavaScript. */
function readEntries(
  node: TypeScript.ObjectLiteralExpression,
  reader: ZodReader,
): Shape | undefined {
  const read = node.properties.map((property) => readEntry(property, reader));
  const complete = read.filter((entries) => entries !== undefined);
  return complete.length === read.length ? new Map(complete.flat()) : undefined;
}

function readEntry(
  node: TypeScript.ObjectLiteralElementLike,
  reader: ZodReader,
): readonly Entry[] | undefined {
  if (ts.isSpreadAssignment(node)) {
    const spread = readShape(node.expression, reader);
    return spread && [...spread];
  }
  const name = nameOf(node, reader);
  const value = expressionOf(node);
  if (name === undefined || value === undefined) {
    const help = `write \`name: schema\`; ${evaluateIt}`;
    return reader.refuse("has a property that cannot be read", help, node);
  }
  if (name === "__proto__") {
    const help = "rename the argument";
    return reader.refuse("has an argument named `__proto__`", help, node.name ?? node);
  }
  const schema = reader.read(value);
  return schema && [[name, schema]];
}

function nameOf(
  { name }: TypeScript.ObjectLiteralElementLike,
  reader: ZodReader,
): string | undefined {
  if (name === undefined) return undefined;
  if ("text" in name) return name.text;
  const value = ts.isComputedPropertyName(name) ? reader.values.one(name.expression) : undefined;
  return typeof value === "string" ? value : undefined;
}

/** What a property is made of; a getter says it in its only statement. */
function expressionOf(node: TypeScript.ObjectLiteralElementLike): Expression | undefined {
  if (ts.isPropertyAssignment(node)) return node.initializer;
  if (ts.isShorthandPropertyAssignment(node)) return node.name;
  return ts.isGetAccessorDeclaration(node) && node.body ? returned(node.body) : undefined;
}

/** What a function gives that does nothing else. */
export function returned(body: TypeScript.ConciseBody): Expression | undefined {
  if (!ts.isBlock(body)) return body;
  const [statement, ...others] = body.statements;
  return statement !== undefined && ts.isReturnStatement(statement) && others.length === 0
    ? statement.expression
    : undefined;
}
