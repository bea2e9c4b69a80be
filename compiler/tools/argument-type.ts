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
  | UnknownType
  | NeverType
  | ReferenceType;

/** What a type of any kind may carry. */
interface Annotated {
  /** The words of its definition, where it is not a property's own, which stand with the property. */
  readonly description?: string;
  /** What a value must fulfil beside the type itself. The type alone is what TypeScript sees. */
  readonly checks?: readonly Check[];
}

/** A demand that the structure of a type cannot express. */
export type Check =
  | { readonly kind: "any" | "one"; readonly types: readonly ArgumentType[] }
  | { readonly kind: "all" | "not"; readonly type: ArgumentType }
  | ConditionalCheck;

/** Where a value has the first type, it must have the second too; where it has not, the third. */
export interface ConditionalCheck {
  readonly kind: "if";
  readonly condition: ArgumentType;
  readonly then: ArgumentType | null;
  readonly otherwise: ArgumentType | null;
}

export interface StringType extends Annotated {
  readonly kind: "string";
  /** Lengths count Unicode code points, as JSON Schema does. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Each is found somewhere in the string; JavaScript's syntax. */
  readonly patterns?: readonly RegularExpression[];
  readonly formats?: readonly StringFormat[];
}

/** As `new RegExp(source, flags)` takes it. */
export interface RegularExpression {
  readonly source: string;
  readonly flags: string;
}

export type StringFormat =
  | { readonly of: "json-schema"; readonly name: JsonSchemaFormat }
  /** One of zod 4's own, as it is written behind `z.`, e.g. `email` or `iso.date`. */
  | { readonly of: "zod"; readonly name: string };

/** The formats of JSON Schema that are asserted. */
export type JsonSchemaFormat = (typeof jsonSchemaFormats)[number];
export const jsonSchemaFormats = [
  "date",
  "date-time",
  "time",
  "email",
  "uri",
  "uuid",
  "ipv4",
  "ipv6",
  "hostname",
] as const;

export interface NumberType extends Annotated {
  readonly kind: "number";
  readonly integer: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multiplesOf?: readonly number[];
}

export interface BooleanType extends Annotated {
  readonly kind: "boolean";
}

export interface NullType extends Annotated {
  readonly kind: "null";
}

/** An enum or a constant: exactly one of these values. */
export interface LiteralType extends Annotated {
  readonly kind: "literal";
  readonly values: readonly (string | number | boolean | null)[];
}

export interface ArrayType extends Annotated {
  readonly kind: "array";
  /** The types of the first items, each as far as the item is there. */
  readonly prefix?: readonly ArgumentType[];
  /** The type of all further items. */
  readonly items: ArgumentType;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: readonly Contains[];
}

/** How many items have the type: at least `min`, at most `max`. */
export interface Contains {
  readonly type: ArgumentType;
  readonly min: number;
  readonly max: number | null;
}

export interface ObjectType extends Annotated {
  readonly kind: "object";
  /** In written order. */
  readonly properties: ReadonlyMap<string, Property>;
  /** Types of properties by what their names match, named ones included. */
  readonly patterns?: readonly PatternProperties[];
  /** The type of properties that are neither named nor match a pattern; null where there may be none. */
  readonly additional: ArgumentType | null;
  /** What every property's name is, as a string. */
  readonly names?: ArgumentType;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Where the first is there, the others must be there too. */
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
}

export interface PatternProperties {
  readonly pattern: RegularExpression;
  readonly type: ArgumentType;
}

export interface Property {
  readonly type: ArgumentType;
  readonly required: boolean;
  readonly description: string | null;
}

/** Any of the members. */
export interface UnionType extends Annotated {
  readonly kind: "union";
  readonly members: readonly ArgumentType[];
}

export interface UnknownType extends Annotated {
  readonly kind: "unknown";
}

/** No value at all. */
export interface NeverType extends Annotated {
  readonly kind: "never";
}

/** One of the tool's own definitions, by name: a type that contains itself, or lies deep in the others. */
export interface ReferenceType extends Annotated {
  readonly kind: "reference";
  readonly name: string;
}

/** The types that references stand for, by the name under which they find them. */
export type Definitions = ReadonlyMap<string, ArgumentType>;

export const noDefinitions: Definitions = new Map();

/** True where the type takes every value. */
export function isAnything({ kind, checks = [] }: ArgumentType): boolean {
  return kind === "unknown" && checks.length === 0;
}

/** Any of the members, with unions in it opened up. */
export function unionOf(members: readonly ArgumentType[]): ArgumentType {
  const flat = members.flatMap((member) =>
    member.kind === "union" && member.checks === undefined ? member.members : [member],
  );
  const anything = flat.find(isAnything);
  const [first, ...others] = flat;
  if (anything !== undefined) return anything;
  return first !== undefined && others.length === 0 ? first : { kind: "union", members: flat };
}

/** The type, with the words and the demands of another one that it stands for. */
export function annotatedAs<Type extends ArgumentType>(type: Type, other: ArgumentType): Type {
  const description = other.description ?? type.description;
  const checks = [...(type.checks ?? []), ...(other.checks ?? [])];
  return {
    ...type,
    ...(description === undefined ? {} : { description }),
    ...(checks.length === 0 ? {} : { checks }),
  };
}

export const never: NeverType = { kind: "never" };

/** No arguments at all. */
export const noArguments: ObjectType = { kind: "object", properties: new Map(), additional: null };
