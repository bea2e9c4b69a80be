// The type of an argument, whatever it was written in: the one form that checks, code and JSON Schema come from.

export type ArgumentType =
  | StringType
  | NumberType
  | BooleanType
  | NullType
  | LiteralType
  | ArrayType
  | ObjectType
  | UnionType
  | UnknownType;

export interface StringType {
  readonly kind: "string";
  /** Lengths count Unicode code points, as JSON Schema does. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface NumberType {
  readonly kind: "number";
  readonly integer: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export interface BooleanType {
  readonly kind: "boolean";
}

export interface NullType {
  readonly kind: "null";
}

/** An enum or a constant: exactly one of these values. */
export interface LiteralType {
  readonly kind: "literal";
  readonly values: readonly (string | number | boolean | null)[];
}

export interface ArrayType {
  readonly kind: "array";
  readonly items: ArgumentType;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface ObjectType {
  readonly kind: "object";
  /** In written order. */
  readonly properties: ReadonlyMap<string, Property>;
  /** The type of properties that are not named; null where there may be none. */
  readonly additional: ArgumentType | null;
}

export interface Property {
  readonly type: ArgumentType;
  readonly required: boolean;
  readonly description: string | null;
}

/** Any of the members. */
export interface UnionType {
  readonly kind: "union";
  readonly members: readonly ArgumentType[];
}

export interface UnknownType {
  readonly kind: "unknown";
}

/** Any of the members, with unions in it opened up. */
export function unionOf(members: readonly ArgumentType[]): ArgumentType {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  const anything = flat.find(({ kind }) => kind === "unknown");
  const [first, ...others] = flat;
  if (anything !== undefined) return anything;
  return first !== undefined && others.length === 0 ? first : { kind: "union", members: flat };
}

/** No arguments at all. */
export const noArguments: ObjectType = { kind: "object", properties: new Map(), additional: null };
