// A JSON Schema in a literal type as the type of what it accepts, as far as types can tell. Types only.

/** Stands where the schema says what no type can tell: whatever the compiler read there is taken for unchanged. */
export interface Unread {
  readonly unread: never;
}

/** An object by its named properties, and the type of all others. */
export interface JsonObject<Properties, Others> {
  readonly properties: Properties;
  readonly others: Others;
}

/** `Otherwise` where the type has lost the schema's own words, as `ChatCompletionTool[]` does. */
export type FromJsonSchema<Schema, Otherwise> = string extends keyof Schema
  ? Otherwise
  : Schema extends { readonly type: infer Word }
    ? string extends Word
      ? Otherwise
      : FromRoot<Schema>
    : FromRoot<Schema>;

/** The arguments as a whole are an object, even where the schema does not say so. */
type FromRoot<Schema> = keyof Schema extends Plain ? FromObject<Schema, Schema, never> : Unread;

/** Keywords that say nothing of a type. */
type Annotation =
  | `$${"schema" | "id" | "comment" | "defs"}`
  | "definitions"
  | "title"
  | "description"
  | "default"
  | "examples"
  | "deprecated"
  | "readOnly"
  | "writeOnly"
  | "format"
  | "pattern"
  | "multipleOf"
  | "uniqueItems"
  | `${"min" | "max"}${"imum" | "Length" | "Items" | "Properties"}`
  | `exclusive${"Min" | "Max"}imum`;

/** Keywords whose meaning for the type is read here. */
type Plain = Annotation | "type" | "properties" | "required" | "additionalProperties" | "items";

type From<Schema, Root, Inside> = Schema extends boolean
  ? Unread
  : Schema extends { readonly const: infer Value }
    ? keyof Schema extends Annotation | "type" | "const"
      ? OfType<Value, Schema>
      : Unread
    : Schema extends { readonly enum: readonly (infer Value)[] }
      ? keyof Schema extends Annotation | "type" | "enum"
        ? OfType<Value, Schema>
        : Unread
      : Schema extends { readonly $ref: infer Pointer }
        ? keyof Schema extends Annotation | "$ref"
          ? FromPointer<Pointer, Root, Inside>
          : Unread
        : Schema extends { readonly anyOf: readonly (infer Member)[] }
          ? keyof Schema extends Annotation | "anyOf"
            ? Member extends unknown
              ? From<Member, Root, Inside>
              : never
            : Unread
          : keyof Schema extends Plain
            ? Schema extends { readonly type: infer Word }
              ? Word extends readonly (infer Each)[]
                ? FromType<Each, Schema, Root, Inside>
                : FromType<Word, Schema, Root, Inside>
              : keyof Schema extends Annotation
                ? unknown
                : Unread
            : Unread;

/** Those of the values that have the type which the schema asks for beside them. */
type OfType<Value, Schema> = Schema extends { readonly type: infer Word }
  ? Extract<Value, Word extends readonly (infer Each)[] ? ValueOf<Each> : ValueOf<Word>>
  : Value;

type ValueOf<Word> = Word extends keyof ScalarTypes ? ScalarTypes[Word] : object;

interface ScalarTypes {
  readonly string: string;
  readonly number: number;
  readonly integer: number;
  readonly boolean: boolean;
  readonly null: null;
}

type FromType<Word, Schema, Root, Inside> = Word extends keyof ScalarTypes
  ? ScalarTypes[Word]
  : Word extends "array"
    ? Schema extends { readonly items: infer Items }
      ? From<Items, Root, Inside>[]
      : unknown[]
    : Word extends "object"
      ? FromObject<Schema, Root, Inside>
      : Unread;

type FromObject<Schema, Root, Inside> = JsonObject<
  Schema extends { readonly properties: infer Properties }
    ? FromProperties<
        Properties,
        Schema extends { readonly required: readonly (infer Name)[] } ? Name : never,
        Root,
        Inside
      >
    : Record<never, never>,
  Schema extends { readonly additionalProperties: infer Others }
    ? Others extends false
      ? never
      : Others extends true
        ? unknown
        : Unread
    : unknown
>;

type FromProperties<Properties, Required, Root, Inside> = {
  [Key in keyof Properties as Key extends Required ? Key : never]: From<
    Properties[Key],
    Root,
    Inside
  >;
} & {
  [Key in keyof Properties as Key extends Required ? never : Key]?: From<
    Properties[Key],
    Root,
    Inside
  >;
};

/** A definition that lies within itself is read no further. */
type FromPointer<Pointer, Root, Inside> = Pointer extends Inside
  ? Unread
  : Pointer extends `#/${infer Where extends "$defs" | "definitions"}/${infer Name}`
    ? Root extends { readonly [Key in Where]: { readonly [Each in Name]: infer Schema } }
      ? From<Schema, Root, Inside | Pointer>
      : Unread
    : Unread;
