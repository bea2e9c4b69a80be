// Type-level checks by which tsc finds that generated code no longer fits the application's tools. Types only.

import type { Cut, One } from "./fault-words.js";
import type { About, ArgumentsFault, Says } from "./faults.js";
import type { Unread } from "./json-schema-type.js";
import type { Identical, IsAny, SameObject } from "./same-type.js";
import type { ArgumentsOf, Gone, NoTool } from "./tool-types.js";

export type {
  Exported,
  ExportedNames,
  Keyed,
  KeyedNames,
  Listed,
  ListedNames,
  Method,
  MethodNames,
} from "./tool-types.js";

/** Fails to compile where `T` is not `true`; what it is instead is the message. */
export type Ok<T extends true> = T;

/** Checks of which one may fail for all, since the same change is behind it: the first that is not `true`. */
export type All<Checks extends readonly unknown[]> = Checks extends readonly [
  infer First,
  ...infer Others,
]
  ? First extends true
    ? All<Others>
    : First
  : true;

/** `true` where a tool still has the arguments that the policy was compiled for; else the line and what has changed. */
export type Fits<Tool, Args, A extends About> =
  Identical<ArgumentsOf<Tool>, Args> extends true ? true : FitsTool<Tool, Args, A>;

type FitsTool<Tool, Args, A extends About> =
  IsAny<Tool> extends true
    ? Says<A["line"], `tool ${A["tool"]} is any, so nothing checks it`, A>
    : [Tool] extends [Gone]
      ? Says<A["line"], `tool ${A["tool"]} is not in the tools module`, A>
      : FitsArguments<ArgumentsOf<Tool>, Args, A>;

type FitsArguments<Now, Args, A extends About> =
  IsAny<Now> extends true
    ? Says<A["line"], `the arguments of ${A["tool"]} are any, so nothing checks them`, A>
    : [Now] extends [NoTool]
      ? Says<A["line"], `${A["tool"]} has no arguments that tsc can see`, A>
      : SameArguments<Now, Args> extends true
        ? true
        : ArgumentsFault<Now, Args, A>;

type SameArguments<Now, Args> = [Now] extends [Unread]
  ? true
  : SameObject<Now, Args, [[Now, Args]]>;

/** `true` where the application has no tools but those that are known. Of a tool that is gone `Fits` says so. */
export type Mentions<Names, Known, A extends Omit<About, "tool">> = [
  Exclude<Known, Names>,
] extends [never]
  ? [Exclude<Names, Known>] extends [never]
    ? true
    : One<Exclude<Names, Known>> extends infer Name extends string
      ? Says<A["line"], `no policy mentions the tool ${Cut<Name, 64>}`, A>
      : true
  : true;
