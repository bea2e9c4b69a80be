// What an application says of its facts, and what their functions get.

/** The types of a policy file's facts. Generated code has them. */
export interface FactTypes {
  /** What each fact tells, by its name. */
  readonly values: object;
  /** The functions of those that are looked up. */
  readonly sources: object;
  /** By tool: the names of the facts that a call may need. */
  readonly needed: object;
}

/** What the function of a fact is told beside the call's arguments. */
export interface FactContext {
  /** Aborted at the deadline, and as soon as nobody waits for the fact any more. */
  readonly signal: AbortSignal;
  readonly assistantId: string | null;
  readonly threadId: string | null;
  readonly runId: string | null;
  readonly callId: string | null;
}

/** A function that looks a fact up. */
export type FactSource<Args, Result> = (
  args: Args,
  context: FactContext,
) => Result | PromiseLike<Result>;

/** What `new SafeClaw` needs where policies need facts that are looked up. */
export type FactsOption<Facts extends FactTypes> = [keyof Facts["sources"]] extends [never]
  ? { readonly facts?: object | undefined }
  : { readonly facts: Facts["sources"] };

/** The facts that a call of this tool may need; none where the tool is not known before run time. */
export type NeededFacts<Facts extends FactTypes, Name extends string> = string extends Name
  ? never
  : Name extends keyof Facts["needed"]
    ? Facts["needed"][Name] & keyof Facts["values"]
    : never;

/** What a caller may tell of facts, and what it must. */
export type GivenFacts<Facts extends FactTypes, Required extends keyof Facts["values"] = never> = [
  Required,
] extends [never]
  ? { readonly facts?: Partial<Facts["values"]> | undefined }
  : { readonly facts: Partial<Facts["values"]> & Pick<Facts["values"], Required> };
