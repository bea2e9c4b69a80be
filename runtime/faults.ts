// What has changed between two types, in words. The words are the type, since nothing else of ours gets into tsc's errors.

import type {
  IsAny,
  IsOptional,
  KindOf,
  Named,
  OthersOf,
  Parts,
  Same,
  SameMember,
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
  P,
  Steps
>;

/** What is gone, else what has changed, else what is new. */
type MembersFault<
  Now,
  Was,
  NowOthers,
  WasOthers,
  P extends Place,
  Steps extends readonly unknown[],
> =
  One<Exclude<keyof Was, keyof Now>> extends infer Missing extends string
    ? [Missing] extends [never]
      ? One<ChangedKeys<Now, Was>> extends infer Changed extends string
        ? [Changed] extends [never]
          ? One<Exclude<keyof Now, keyof Was>> extends infer New extends string
            ? [New] extends [never]
              ? OthersFault<NowOthers, WasOthers, P>
              : NewFault<IsOptional<Now, New & keyof Now>, In<P, New>, P>
            : never
          : MemberFault<Now, Was, Changed & keyof Now & keyof Was, In<P, Changed>, Steps>
        : never
      : MissingFault<In<P, Missing>>
    : never;

type ChangedKeys<Now, Was> = {
  [Key in keyof Was]-?: Key extends keyof Now
    ? SameMember<Now, Was, Key, []> extends true
      ? never
      : Key
    : never;
}[keyof Was];

type MissingFault<P extends Place> = Says<
  P["line"],
  `${P["about"]["tool"]} has no argument ${Cut<P["path"], 40>}`,
  P["about"]
>;

type NewFault<Optional, P extends Place, Around extends Place> = Says<
  Around["line"],
  `${P["about"]["tool"]} ${Optional extends true ? "takes" : "needs"} an argument ${Cut<P["path"], 40>} now`,
  P["about"]
>;

type MemberFault<
  Now,
  Was,
  Key extends keyof Now & keyof Was,
  P extends Place,
  Steps extends readonly unknown[],
> =
  Same<Value<Now, Key>, Value<Was, Key>> extends true
    ? Fault<IsOptional<Now, Key> extends true ? "is optional now" : "is required now", P>
    : ValueFault<Value<Now, Key>, Value<Was, Key>, P, Steps>;

type OthersFault<Now, Was, P extends Place> = [Now] extends [never]
  ? Fault<"takes no other arguments now", P>
  : [Was] extends [never]
    ? Fault<"takes any other arguments now", P>
    : Fault<"takes other arguments now", P>;

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

type Never<Gone> = string extends Gone
  ? "no longer takes every string"
  : number extends Gone
    ? "no longer takes every number"
    : `never takes ${Word<Gone>}`;

type Word<Value> = string extends Value
  ? "every string"
  : number extends Value
    ? "every number"
    : Value extends string
      ? `'${Cut<Value, 24>}'`
      : Value extends number | boolean | null
        ? `${Value}`
        : never;

/** Where a value can be one object or one array only, what has changed in it. */
type PartsFault<Now, Was, P extends Place, Steps extends readonly unknown[]> = [Now, Was] extends [
  One<Now>,
  One<Was>,
]
  ? [Now, Was] extends [readonly (infer NowItem)[], readonly (infer WasItem)[]]
    ? ValueFault<NowItem, WasItem, Items<P>, Steps>
    : ObjectFault<Now, Was, P, Steps>
  : Fault<"has another type now", P>;

/** One member of a union. */
export type One<Union> = (Union extends unknown ? (of: () => Union) => void : never) extends (
  of: infer All,
) => void
  ? All extends () => infer Last
    ? Last
    : never
  : never;

// Words.

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

type Path<Above extends string, Key extends string> = Above extends "" ? Key : `${Above}.${Key}`;

type Items<P extends Place> = {
  about: P["about"];
  path: `${P["path"]}[]`;
  line: P["line"];
};

/** The text, if need be cut to so many characters. */
export type Cut<
  Text extends string,
  Longest extends number,
  Kept extends string = "",
  Count extends readonly unknown[] = [],
> = Text extends `${infer First}${infer Rest}`
  ? Count["length"] extends Longest
    ? `${Kept}…`
    : Cut<Rest, Longest, `${Kept}${First}`, [...Count, 0]>
  : Kept;
