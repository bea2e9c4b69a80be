// What the adapters need of SafeClaw, and the handlers that fit its tools.

import type { Decision } from "../decision.js";
import type { TurnContext } from "./read-turn.js";

/** The part of SafeClaw that the adapters use. */
export interface Gate {
  /** Resolves once the record of the decision is durable. */
  decide(tool: string, args: unknown, context: TurnContext): Promise<Decision>;
}

/** What runs an allowed call: one function per tool, as an own property under the tool's name. */
export type HandlersOf<_Safeclaw extends Gate> = Readonly<Record<string, (args: never) => unknown>>;
