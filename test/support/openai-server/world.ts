// Everything the server knows: its assistants and threads, its clock and its settings.

import { notFound } from "./errors.js";
import type { Assistant, Message, Run, Step, StreamEvent, Thread } from "./objects.js";
import type { Script, Turn } from "./script.js";

/** The settings of a server, each with its value. */
export interface Settings {
  readonly script: Script;
  readonly scripts: ReadonlyMap<string, Script>;
  readonly polls: number;
  readonly expiresAfterMs: number;
  readonly latencyMs: number;
  readonly cutAfter: (stream: number) => number;
  readonly now: () => number;
}

export interface RunState {
  readonly run: Run;
  readonly thread: ThreadState;
  readonly world: World;
  readonly steps: Map<string, Step>;
  readonly nextTurn: () => Turn;
  /** When the run expires, to the millisecond. */
  readonly deadline: number;
  /** What is yet to happen before the run stops. */
  progress: Iterator<StreamEvent, unknown> | null;
  /** The step and the message that the model is at. */
  step: Step | null;
  message: Message | null;
  /** How often the run was retrieved in its present status. */
  retrieved: number;
  /** The response that moves the run as it streams it; without one, retrieving the run does. */
  streamedBy: object | null;
}

export interface ThreadState {
  readonly thread: Thread;
  readonly messages: Map<string, Message>;
  readonly runs: Map<string, RunState>;
}

export interface World {
  readonly settings: Settings;
  readonly assistants: Map<string, Assistant>;
  readonly threads: Map<string, ThreadState>;
  /** The next id of its kind, as long as the API's: `run_000000000000000000000007`. */
  readonly newId: (prefix: string) => string;
  /** The time in seconds, as the API's objects carry it. */
  readonly seconds: () => number;
}

export function createWorld(settings: Settings): World {
  const counts = new Map<string, number>();
  return {
    settings,
    assistants: new Map(),
    threads: new Map(),
    newId: (prefix) => {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}_${String(count).padStart(24, "0")}`;
    },
    seconds: () => Math.floor(settings.now() / 1000),
  };
}

/** The ids in a request's path. */
export interface PathIds {
  readonly assistant?: string;
  readonly thread?: string;
  readonly message?: string;
  readonly run?: string;
  readonly step?: string;
}

export const findAssistant = (world: World, id: string | undefined): Assistant =>
  found(world.assistants, "assistant", id);

export const findThread = ({ threads }: World, ids: PathIds): ThreadState =>
  found(threads, "thread", ids.thread);

export function found<Item>(
  items: ReadonlyMap<string, Item>,
  kind: string,
  id: string | undefined,
): Item {
  const item = items.get(id ?? "");
  if (item === undefined) throw notFound(kind, id);
  return item;
}
