// Whether two types of arguments mean the same, and the parts of them. Types only.

import type { JsonObject, Unread } from "./json-schema-type.js";

/**
 * `readonly`, enums and the order of things aside. A comparison of its own, since assignability lets `any` and new
 * optional properties pass. `Above` holds the pairs that are being compared: types may contain themselves.
 */
export type Same<Now, Was, Above extends readonly unknown[] = []> =
  Identical<Now, Was> extends true
    ? true
    : IsAny<Now> extends true
      ? false
      : [Extract<Now, Unread>] extends [never]
        ? [KindOf<Now>, KindOf<Was>, Scalars<Now>, Scalars<Was>] extends [
            KindOf<Was>,
            KindOf<Now>,
            Scalars<Was>,
            Scalars<Now>,
          ]
          ? SameParts<Parts<Now>, Parts<Was>, Above>
          : false
        : true;

/** Each object and array on either side has a fellow on the other. */
type SameParts<Now, Was, Above extends readonly unknown[]> = false extends
  | (Now extends unknown ? HasFellow<Now, Was, Above> : never)
  | (Was extends unknown ? HasFellow<Was, Now, Above> : never)
  ? false
  : true;

type HasFellow<Part, Others, Above extends readonly unknown[]> = true extends (
  Others extends unknown
    ? SamePart<Part, Others, Above>
    : never
)
  ? true
  : false;

type SamePart<Now, Was, Above extends readonly unknown[]> =
  true extends IsAmong<[Now, Was], Above>
    ? true
    : Now extends readonly unknown[]
      ? Was extends readonly unknown[]
        ? SameList<Now, Was, Above>
        : false
      : Was extends readonly unknown[]
        ? false
        : SameObject<Now, Was, [...Above, [Now, Was]]>;

type SameList<
  Now extends readonly unknown[],
  Was extends readonly unknown[],
  Above extends readonly unknown[],
> =
  Same<ItemOf<Now>, ItemOf<Was>, Above> extends true
    ? [Extract<ItemOf<Now>, Unread>] extends [never]
      ? SameFirst<Now, Was, Above>
      : true
    : false;

/** That a list is never empty, which zod 3 says of it with a first item, is a bound and no other type. */
type SameFirst<
  Now extends readonly unknown[],
  Was extends readonly unknown[],
  Above extends readonly unknown[],
> = [keyof Positions<Now>] extends [never]
  ? [keyof Positions<Was>] extends [never]
    ? true
    : IsOpen<Was>
  : [keyof Positions<Was>] extends [never]
    ? IsOpen<Now>
    : IsOpen<Now> extends IsOpen<Was>
      ? SameMembers<Positions<Now>, Positions<Was>, Above>
      : false;

/** What any item of a list may be. */
export type ItemOf<List extends readonly unknown[]> = Exclude<List[number], undefined>;

/** The items of a tuple that have a type of their own, under `[0]`, `[1]` and so on. */
export type Positions<List extends readonly unknown[]> = {
  [Key in keyof List as Key extends keyof unknown[] ? never : Position<Key>]: List[Key];
};

type Position<Key> = Key extends string ? `[${Key}]` : never;

/** Whether there may be any number of items. */
type IsOpen<List extends readonly unknown[]> = number extends List["length"] ? true : false;

export type SameObject<Now, Was, Above extends readonly unknown[]> =
  Identical<Now, Was> extends true
    ? true
    : SameMembers<Named<Now>, Named<Was>, Above> extends true
      ? SameOthers<OthersOf<Now>, OthersOf<Was>, Above>
      : false;

export type SameMembers<Now, Was, Above extends readonly unknown[]> = [
  keyof Now,
  keyof Was,
] extends [keyof Was, keyof Now]
  ? false extends {
      [Key in keyof Was]-?: Key extends keyof Now ? SameMember<Now, Was, Key, Above> : false;
    }[keyof Was]
    ? false
    : true
  : false;

export type SameMember<
  Now,
  Was,
  Key extends keyof Now & keyof Was,
  Above extends readonly unknown[],
> =
  IsOptional<Now, Key> extends IsOptional<Was, Key>
    ? Same<Value<Now, Key>, Value<Was, Key>, Above>
    : false;

type SameOthers<Now, Was, Above extends readonly unknown[]> = [Now] extends [never]
  ? [Was] extends [never]
    ? true
    : false
  : [Was] extends [never]
    ? false
    : Same<Now, Was, Above>;

type IsAmong<Pair, Pairs extends readonly unknown[]> = {
  [Index in keyof Pairs]: Identical<Pair, Pairs[Index]>;
}[number];

/** Letter by letter, so to speak: what tsc finds out soonest. */
export type Identical<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export type IsAny<T> = 0 extends 1 & T ? true : false;

/** The properties that have names, each name as a string. */
export type Named<T> =
  T extends JsonObject<infer Properties, unknown>
    ? Properties
    : {
        [Key in keyof T as Key extends string | number
          ? string extends Key
            ? never
            : number extends Key
              ? never
              : `${Key}`
          : never]: T[Key];
      };

/** The type of all other properties; `never` where there are none. */
export type OthersOf<T> =
  T extends JsonObject<unknown, infer Others>
    ? Others
    : string extends keyof T
      ? T[string & keyof T]
      : never;

export type IsOptional<T, Key extends keyof T> =
  Record<never, never> extends Pick<T, Key> ? true : false;

export type Value<T, Key extends keyof T> =
  IsOptional<T, Key> extends true ? Exclude<T[Key], undefined> : T[Key];

export type KindOf<T> = unknown extends T
  ? "anything"
  : T extends string
    ? "a string"
    : T extends number
      ? "a number"
      : T extends boolean
        ? "a boolean"
        : T extends null
          ? "null"
          : T extends readonly unknown[]
            ? "an array"
            : "an object";

/** Strings, numbers and booleans, those of enums as what they are. */
export type Scalars<T> = T extends string
  ? `${T}`
  : T extends number
    ? `${T}` extends `${infer Plain extends number}`
      ? Plain
      : T
    : Extract<T, boolean>;

/** Objects and arrays. */
export type Parts<T> = unknown extends T
  ? never
  : Exclude<T, string | number | boolean | null | undefined>;
