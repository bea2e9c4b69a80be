// Type-level checks by which tsc finds that generated code no longer fits the application's facts. Types only.

import type { About, ArgumentsFault, Says } from "./faults.js";
import type { IsAny, SameObject } from "./same-type.js";
import type { ArgumentsOf, Gone, Member } from "./tool-types.js";

type AboutFact = Omit<About, "tool"> & { readonly fact: string };

/** `true` where a function takes and tells what the policy was compiled for; else the line and what has changed. */
export type FitsFact<Facts, Name extends string, Args, Result, A extends AboutFact> =
  Member<Facts, Name> extends infer Fact
    ? IsAny<Fact> extends true
      ? Says<A["line"], `fact ${Name} is any, so nothing checks it`, A>
      : [Fact] extends [Gone]
        ? Says<A["line"], `fact ${Name} is not in the facts module`, A>
        : [Fact] extends [(...parameters: never[]) => infer Told]
          ? SameObject<ArgumentsOf<Fact>, Args, []> extends true
            ? Tells<Awaited<Told>, Result, Name, A>
            : ArgumentsFault<ArgumentsOf<Fact>, Args, Subject<`fact ${Name}`, "argument", A>>
          : Says<A["line"], `fact ${Name} is no function`, A>
    : never;

/** The same for a fact that only the caller gives. */
export type FitsCallerFact<Facts, Name extends string, Result, A extends AboutFact> =
  Member<Required<Facts>, Name> extends infer Fact
    ? [Fact] extends [Gone]
      ? Says<A["line"], `fact ${Name} is not in CallerFacts`, A>
      : Tells<Fact, Result, Name, A>
    : never;

type Tells<Now, Was, Name extends string, A extends AboutFact> =
  SameObject<Told<Name, Now>, Told<Name, Was>, []> extends true
    ? undefined extends Now
      ? Says<A["line"], `fact ${Name} may be undefined now`, A>
      : true
    : ArgumentsFault<Told<Name, Now>, Told<Name, Was>, Subject<"facts", "member", A>>;

/** What conditions read of it: `facts.order`. */
type Told<Name extends string, Value> = { readonly [Each in Name]: Value };

interface Subject<Tool extends string, Part extends string, A extends AboutFact> {
  readonly policy: A["policy"];
  readonly line: A["line"];
  readonly tool: Tool;
  readonly part: Part;
}
