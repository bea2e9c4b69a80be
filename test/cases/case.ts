// A call that the cases try, and what must come of it.

export interface Case {
  /** The rule for which it must be denied; a call without one must be allowed. */
  readonly breaks?: string;
  readonly says: string;
  readonly call: readonly [tool: string, args: object];
  /** Who is signed in, where the application says so. */
  readonly signedIn?: string;
}
