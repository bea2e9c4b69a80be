// The brand that only a guard gives out.

// A private member keeps the brand out of object literals, of spreads and of JSON.
declare class Brand<Tool extends string> {
  private readonly permitted: Tool;
}

/** Arguments that a guard has let through for this tool. Handlers that take it cannot be reached unguarded. */
export type Permitted<Tool extends string, Args> = Readonly<Args> & Brand<Tool>;
