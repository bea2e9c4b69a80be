// What tsc says where the type of one argument has changed, and where it has not. Checked by `tsc -b` alone: nothing here runs.

import type { Fits } from "@authensor/safeclaw-runtime/policy";

/** What is said of a tool whose argument `a` was compiled as `Was`. */
type Said<Now, Was> = Fits<
  (args: { a: Now }) => void,
  { a: Was },
  { policy: "p"; line: 1; tool: "t" }
>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type Any = ReturnType<typeof JSON.parse>;
declare function same<A, B>(proof: Same<A, B>): void;

// The items of a tuple have places.
same<Said<[string], [string, number]>, "p:1 t has no argument a[1]">(true);
same<Said<[string, number?], [string]>, "p:1 t takes an argument a[1] now">(true);
same<Said<[string, string], [string]>, "p:1 t needs an argument a[1] now">(true);
same<Said<[string, number], [string, number?]>, "p:1 t.a[1] is required now">(true);
same<Said<[string, number], [string, string]>, "p:1 t.a[1] is a number now">(true);
same<Said<[string, Any], [string, string]>, "p:1 t.a[1] is any, so nothing checks it">(true);
same<Said<[{ b: 1 }, 2], [{ b: 1 | 2 }, 2]>, "p:1 t.a[0].b never takes 2">(true);
same<Said<[string, ...string[]], [string]>, "p:1 t.a has another type now">(true);
same<Said<[string, ...number[]], [string, ...boolean[]]>, "p:1 t.a[] may be a number now">(true);
same<Said<string[], [string, string]>, "p:1 t.a has another type now">(true);
same<Said<readonly [x: string, y?: number], [string, number?]>, true>(true);
same<Said<[string, ...string[]], string[]>, true>(true);
same<Said<[], never[]>, true>(true);

// So have properties of any name.
same<Said<Record<string, number>, Record<string, string>>, "p:1 t.a[string] is a number now">(true);
same<
  Said<Record<string, Any>, Record<string, string>>,
  "p:1 t.a[string] is any, so nothing checks it"
>(true);
same<Said<{ [key: string]: "x" }, Record<string, "x">>, true>(true);

// Types that contain themselves are blamed for what has changed in them, not for holding it again.
interface Branch {
  leaves: number;
  branches: Branch[];
}
interface Named {
  leaves: string;
  branches: Named[];
}
interface Bare {
  leaves: number;
  branches?: Bare[];
}
same<Said<Named, Branch>, "p:1 t.a.leaves is a string now">(true);
same<Said<Bare, Branch>, "p:1 t.a.branches is optional now">(true);
same<Said<Branch, { leaves: number; branches: Branch[] }>, true>(true);
