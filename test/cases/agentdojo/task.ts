// What is tried of a suite of AgentDojo.

export type Call = readonly [tool: string, args: object];

export interface Task {
  /** As AgentDojo numbers it. */
  readonly id: number;
  /** What the user asks for: words of AgentDojo's own request, in their order, and not all of them. */
  readonly asks: string;
  /** What the benchmark's own solution calls. */
  readonly calls: readonly Call[];
}

/** What a text that the model reads wants it to call. Each of the calls is needed. */
export interface Attack {
  readonly id: number;
  readonly calls: readonly Call[];
}

/** A call of our own in the context of a task. */
interface Variation {
  readonly during: number;
  readonly says: string;
  readonly call: Call;
}

/** One that is denied: close to what the task needs. */
export interface Near extends Variation {
  /** Why, if not for a condition of the policy. */
  readonly code?: "approval-required" | "denied" | "fact-failed";
}

/** One that is allowed, though nobody asked for it, and what would have to be known. */
export interface Unseen extends Variation {
  readonly why: string;
}

export interface Suite {
  readonly tasks: readonly Task[];
  readonly attacks: readonly Attack[];
  readonly near: readonly Near[];
  readonly unseen: readonly Unseen[];
}

/** One task that asks for two others. */
export function both(id: number, first: Task | undefined, second: Task | undefined): Task {
  if (first === undefined || second === undefined) throw new Error("there is no such task");
  return {
    id,
    asks: `${first.asks} ${second.asks}`,
    calls: [...first.calls, ...second.calls],
  };
}
