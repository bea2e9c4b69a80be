// The brand that only a guard gives out, and how a tool's name leads to its type.

// A protected member keeps the brand out of object literals and of spreads. A private one would do as well, but
// declaration files drop its type, and with it the difference between one tool and another.
declare class Brand<Tool extends string> {
  protected readonly permitted: Tool;
}

/** Arguments that a guard has let through for this tool. Handlers that take it cannot be reached unguarded. */
export type Permitted<Tool extends string, Args> = Readonly<Args> & Brand<Tool>;

/** What may be written as a tool's name: any string that is not known before run time, but no misspelt literal. */
export type ToolName<Tools, Name extends string> = string extends Name
  ? Name
  : keyof Tools & string;

/** What a guard hands on for a call of this tool. */
export type PermittedFor<Tools, Name extends string> = Name extends keyof Tools
  ? Permitted<Name, Tools[Name]>
  : Permitted<Name, unknown>;

/** A handler of an application. The policy line that speaks of its tool gets into tsc's errors through its type. */
export type Handler<_Line extends string, Args> = (args: Args) => unknown;

/** The handler that a tool needs. `Tools` has the arguments of every tool. */
export type HandlerOf<Line extends string, Tool extends keyof Tools & string, Tools> = {
  readonly [Name in Tool]: Handler<Line, Permitted<Name, Tools[Name]>>;
};

/** Adds nothing to a type but the policy's place, for tsc's errors to say it. */
export type NoOthers<Line extends string> = { readonly [Name in Line as never]: never };

/** Arguments that have, beside their own type, what the policy leaves of it. */
export type Narrowed<Args, Left> = Args & Left;
