// How messages about changed types speak of values and names. Types only.

/** What is wrong where a value is gone. */
export type Never<Gone> = string extends Gone
  ? "no longer takes every string"
  : number extends Gone
    ? "no longer takes every number"
    : `never takes ${Word<Gone>}`;

export type Word<Value> = string extends Value
  ? "every string"
  : number extends Value
    ? "every number"
    : Value extends string
      ? `'${Cut<Value, 24>}'`
      : Value extends number | boolean | null
        ? `${Value}`
        : never;

/** One member of a union. */
export type One<Union> = (Union extends unknown ? (of: () => Union) => void : never) extends (
  of: infer All,
) => void
  ? All extends () => infer Last
    ? Last
    : never
  : never;

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
