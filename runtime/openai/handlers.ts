// What the adapters need of SafeClaw, and the handlers that fit its tools.

import type { Allowed, Decision } from "../decision.js";
import type { Permitted } from "../permitted.js";
import type { SafeClaw } from "../safeclaw.js";
import type { BoundSafeClaw } from "../safeclaw-types.js";
import type { TurnContext } from "./read-turn.js";

/** What is known of a call beside its arguments. */
export interface GatedContext extends TurnContext {
  readonly facts?: object | undefined;
}

/** The part of SafeClaw that the adapters use. */
export interface Gate {
  /** Resolves once the record of the decision is durable. */
  decide(tool: string, args: unknown, context: GatedContext): Promise<Decision>;
  /** Runs the tool and records how it went. */
  run?<Args, Result>(
    decision: Allowed<Args>,
    tool: (args: Args) => Result | PromiseLike<Result>,
  ): Promise<Result>;
}

/**
 * What runs the allowed calls: functions under the tools' names, as own properties. The generated `ToolHandlers` fits.
 * A tool without a handler is answered with an error, and never runs.
 */
export type HandlersOf<Safeclaw extends Gate> = Safeclaw extends
  | SafeClaw<infer Tools, boolean, infer _Facts>
  | BoundSafeClaw<infer Tools, infer _Facts>
  ? {
      readonly [Tool in keyof Tools]?: (args: Permitted<Tool & string, Tools[Tool]>) => unknown;
    }
  : object;

/** Options with the facts that conditions of its policies may read. */
export type KnowingOptions<Options, Safeclaw extends Gate> = Omit<Options, "facts"> & {
  readonly facts?: FactsOf<Safeclaw> | undefined;
};

type FactsOf<Safeclaw extends Gate> = Safeclaw extends
  | SafeClaw<infer _Tools, boolean, infer Facts>
  | BoundSafeClaw<infer _Tools, infer Facts>
  ? Partial<Facts["values"]>
  : object;
