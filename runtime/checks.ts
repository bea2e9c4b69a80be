// Type-level checks by which tsc finds that generated code no longer fits the application's tools. Types only.

/** Fails to compile where `T` is not `true`; what it is instead is the message. */
export type Ok<T extends true> = T;

/** `true` where the tools module `App` still has the tool, with the arguments that the policy was compiled for. */
export type Fits<App, Tool extends string, Args> = Tool extends keyof App
  ? Same<ArgumentsOf<App[Tool]>, Args> extends true
    ? true
    : `the arguments of tool ${Tool} have changed: run safeclaw compile`
  : `tool ${Tool} is not in the tools module: run safeclaw compile`;

/** The arguments of a function or of a zod schema. */
type ArgumentsOf<T> = T extends (...parameters: infer P) => unknown
  ? P extends readonly []
    ? Record<string, never>
    : NonNullable<P[0]>
  : T extends { readonly _zod: { readonly output: infer Output } }
    ? Output
    : T extends { readonly _output: infer Output }
      ? Output
      : never;

/** Each assignable to the other, and nothing in it that became `any`. */
type Same<A, B> = [Plain<A>] extends [Plain<B>]
  ? [Plain<B>] extends [Plain<A>]
    ? true
    : false
  : false;

/** The type in the words of generated code: no `readonly`, no enum, and `?` as a fact of its own, which an absent key lacks. */
type Plain<T> = 0 extends 1 & T
  ? Any
  : unknown extends T
    ? T
    : T extends string
      ? `${T}`
      : T extends readonly (infer Item)[]
        ? { items: Plain<Item> }
        : T extends object
          ? {
              -readonly [K in keyof T]-?: Pick<T, K> extends Required<Pick<T, K>>
                ? { required: Plain<T[K]> }
                : { optional: Plain<Exclude<T[K], undefined>> };
            }
          : T;

/** What nothing but `any` itself is plainly. */
interface Any {
  readonly any: never;
}
