// What has changed between two types, in words. The words are the type, since nothing else of ours gets into tsc's errors.

import type { Cut, Never, One, Word } from "./fault-words.js";
import type {
  IsAny,
  IsOptional,
  ItemOf,
  KindOf,
  Named,
  OthersOf,
  Parts,
  Positions,
  Same,
  SameMember,
  SameMembers,
  Scalars,
  Value,
} from "./same-type.js";

/** What a message says beside the fault. */
export interface About {
  /** The policy file, as messages call it. */
  readonly policy: string;
  /** The line that speaks of the tool. */
  readonly line: number;
  readonly tool: string;
  /** What its parts are called, where those are no arguments. */
  readonly part?: string;
  /** By dotted path: the line that constrains an argument, and what it demands, as in `max needs a number`. */
  readonly arguments?: Readonly<Record<string, readonly [line: number, demand?: string]>>;
}

export type Says<
  Line extends number,
  Fault extends string,
  A extends Pick<About, "policy">,
> = `${A["policy"]}:${Line} ${Fault}`;

/** Where in the arguments a fault is. */
interface Place {
  readonly about: About;
  readonly path: string;
  readonly line: number;
}

/** The faults of the arguments as a whole, where they have some. */
export type ArgumentsFault<Now, Was, A extends About> = ObjectFault<
  Now,
  Was,
  { about: A; path: ""; line: A["line"] },
  [0, 0, 0, 0, 0, 0]
>;

type ObjectFault<Now, Was, P extends Place, Steps extends readonly unknown[]> = MembersFault<
  Named<Now>,
  Named<Was>,
  OthersOf<Now>,
  OthersOf<Was>,
  [[Now, Was], [Was, Now]],
  P,
  Steps
>;

/** What is gone, else what has changed, else what is new. `Above` holds the pair that these are the members of. */
type MembersFault<
  Now,
  Was,
  NowOthers,
  WasOthers,
  Above extends readonly unknown[],
  P extends Place,
  Steps extends readonly unknown[],
> =
  One<Exclude<keyof Was, keyof Now>> extends infer Missing extends string
    ? [Missing] extends [never]
      ? One<ChangedKeys<Now, Was, Above>> extends infer Changed extends string
        ? [Changed] extends [never]
          ? One<Exclude<keyof Now, keyof Was>> extends infer New extends string
            ? [New] extends [never]
              ? OthersFault<NowOthers, WasOthers, P, Steps>
              : NewFault<IsOptional<Now, New & keyof Now>, In<P, New>, P>
            : never
          : MemberFault<Now, Was, Changed & keyof Now & keyof Was, Above, In<P, Changed>, Steps>
        : never
      : MissingFault<In<P, Missing>>
    : never;

/** Not those that only hold again what has changed beside them. */
type ChangedKeys<Now, Was, Above extends readonly unknown[]> = {
  [Key in keyof Was]-?: Key extends keyof Now
    ? SameMember<Now, Was, Key, Above> extends true
      ? never
      : Key
    : never;
}[keyof Was];

type MissingFault<P extends Place> = Says<
  P["line"],
  `${P["about"]["tool"]} has no ${Part<P["about"]>} ${Cut<P["path"], 40>}`,
  P["about"]
>;

type Part<A extends About> = A extends { readonly part: infer Word extends string }
  ? Word
  : "argument";

type NewFault<Optional, P extends Place, Around extends Place> = Says<
  Around["line"],
  `${P["about"]["tool"]} ${Optional extends true ? "takes" : "needs"} ${Part<Around["about"]> extends "argument" ? "an" : "a"} ${Part<Around["about"]>} ${Cut<P["path"], 40>} now`,
  P["about"]
>;

type MemberFault<
  Now,
  Was,
  Key extends keyof Now & keyof Was,
  Above extends readonly unknown[],
  P extends Place,
  Steps extends readonly unknown[],
> =
  Same<Value<Now, Key>, Value<Was, Key>, Above> extends true
    ? Fault<IsOptional<Now, Key> extends true ? "is optional now" : "is required now", P>
    : ValueFault<Value<Now, Key>, Value<Was, Key>, P, Steps>;

type OthersFault<Now, Was, P extends Place, Steps extends readonly unknown[]> = [Now] extends [
  never,
]
  ? Fault<"takes no other arguments now", P>
  : [Was] extends [never]
    ? Fault<"takes any other arguments now", P>
    : ValueFault<Now, Was, Within<P, "[string]">, Steps>;

/** The first fault of one value. Types that contain themselves are followed for some steps only. */
type ValueFault<Now, Was, P extends Place, Steps extends readonly unknown[]> =
  IsAny<Now> extends true
    ? Fault<"is any, so nothing checks it", P>
    : [Exclude<KindOf<Now>, KindOf<Was>>] extends [never]
      ? [Exclude<KindOf<Was>, KindOf<Now>>] extends [never]
        ? [Scalars<Now>, Scalars<Was>] extends [Scalars<Was>, Scalars<Now>]
          ? Steps extends readonly [unknown, ...infer Left]
            ? PartsFault<Parts<Now>, Parts<Was>, P, Left>
            : Fault<"has another type now", P>
          : ScalarFault<Scalars<Now>, Scalars<Was>, P>
        : Fault<`is never ${One<Exclude<KindOf<Was>, KindOf<Now>>>} now`, P>
      : KindFault<One<Exclude<KindOf<Now>, KindOf<Was>>>, KindOf<Now>, KindOf<Was>, P>;

type KindFault<New extends string, Now, Was, P extends Place> =
  Entry<P["about"], P["path"]> extends readonly [number, infer Demand extends string]
    ? Demand extends `${string} needs ${New}`
      ? Fault<`${IsOrMayBe<Now, Was>} ${New} now`, P>
      : Says<P["line"], `${Demand}, but ${Subject<P>} ${IsOrMayBe<Now, Was>} ${New}`, P["about"]>
    : Fault<`${IsOrMayBe<Now, Was>} ${New} now`, P>;

/** What is known of the argument at a path. */
type Entry<A extends About, Path extends string> = A extends {
  readonly arguments: { readonly [Key in Path]: infer Found };
}
  ? Found
  : null;

type IsOrMayBe<Now, Was> = [Now & Was] extends [never] ? "is" : "may be";

type ScalarFault<Now, Was, P extends Place> = [Exclude<Was, Now>] extends [never]
  ? [Exclude<Now, Was>] extends [never]
    ? never
    : Fault<`takes ${Word<One<Exclude<Now, Was>>>} now`, P>
  : Fault<Never<One<Exclude<Was, Now>>>, P>;

/** Where a value can be one object or one array only, what has changed in it. */
type PartsFault<Now, Was, P extends Place, Steps extends readonly unknown[]> = [Now, Was] extends [
  One<Now>,
  One<Was>,
]
  ? [Now, Was] extends [
      infer NowList extends readonly unknown[],
      infer WasList extends readonly unknown[],
    ]
    ? ListFault<NowList, WasList, P, Steps>
    : ObjectFault<Now, Was, P, Steps>
  : Fault<"has another type now", P>;

type ListFault<
  Now extends readonly unknown[],
  Was extends readonly unknown[],
  P extends Place,
  Steps extends readonly unknown[],
> = [keyof Positions<Now>] extends [never]
  ? ItemsFault<ItemOf<Now>, ItemOf<Was>, P, Steps>
  : [keyof Positions<Was>] extends [never]
    ? ItemsFault<ItemOf<Now>, ItemOf<Was>, P, Steps>
    : SameMembers<Positions<Now>, Positions<Was>, []> extends true
      ? ItemsFault<ItemOf<Now>, ItemOf<Was>, P, Steps>
      : MembersFault<Positions<Now>, Positions<Was>, never, never, [], P, Steps>;

type ItemsFault<Now, Was, P extends Place, Steps extends readonly unknown[]> =
  Same<Now, Was> extends true
    ? Fault<"has another type now", P>
    : ValueFault<Now, Was, Within<P, "[]">, Steps>;

type Fault<Text extends string, P extends Place> = Says<
  P["line"],
  `${Subject<P>} ${Text}`,
  P["about"]
>;

type Subject<P extends Place> = P["path"] extends ""
  ? P["about"]["tool"]
  : `${P["about"]["tool"]}.${Cut<P["path"], 40>}`;

/** The place of a member: with a line of its own where a constraint is on it. */
type In<P extends Place, Key> = Key extends string
  ? Path<P["path"], Key> extends infer Here extends string
    ? {
        about: P["about"];
        path: Here;
        line: Entry<P["about"], Here> extends readonly [infer Line extends number, ...unknown[]]
          ? Line
          : P["line"];
      }
    : never
  : never;

type Path<Above extends string, Key extends string> = Above extends ""
  ? Key
  : Key extends `[${string}`
    ? `${Above}${Key}`
    : `${Above}.${Key}`;

/** What has no name of its own: the items, and the properties of any name. */
type Within<P extends Place, Key extends string> = {
  about: P["about"];
  path: `${P["path"]}${Key}`;
  line: P["line"];
};
