// Where a decision gets the facts that it lacks: from the caller, else from the application's functions.

import type { CallContext } from "../audit/audit-sink.js";
import type { KnownFacts } from "../circumstances.js";
import type { CompiledFact, ToolTypes } from "../compiled-policy.js";
import type { Examination, Guard } from "../guard.js";
import type { PermittedFor, ToolName } from "../permitted.js";
import { callerOf } from "../record.js";
import type { FactSource } from "./fact-types.js";
import { type Asking, LookUp } from "./look-up.js";
import { failedFact, type KnownFact, readFact } from "./read-fact.js";
import { RunCache } from "./run-cache.js";
import { waitForFacts } from "./wait-for-facts.js";

/** A call as it comes. */
export interface Asked {
  readonly assistantId: unknown;
  readonly tool: unknown;
  readonly args: unknown;
  readonly context: CallContext | undefined;
  /** Milliseconds since 1970; the clock's where none is given. */
  readonly now?: number;
}

/** The same, and who decides it. */
export interface AskedOf<Tools extends ToolTypes, Name extends string> extends Asked {
  readonly guard: Guard<Tools>;
  readonly tool: ToolName<Tools, Name>;
}

/** A decision, with what is known of the facts that it lacked at first. */
export interface Informed<Args> extends Examination<Args> {
  readonly facts?: ReadonlyMap<string, KnownFact>;
}

export type Sources = ReadonlyMap<string, FactSource<object, unknown>>;

/** A fact, and the application's function that looks it up; null where only a caller can give it. */
interface Entry {
  readonly fact: CompiledFact;
  readonly source: FactSource<object, unknown> | null;
}

const notGiven = failedFact("not given");

export class FactDesk {
  readonly #entries: readonly Entry[];
  readonly #deadlineMs: number;
  readonly #cache: RunCache;

  constructor(facts: readonly CompiledFact[], sources: Sources, deadlineMs: number) {
    this.#entries = facts.map((fact) => ({ fact, source: sources.get(fact.name) ?? null }));
    this.#deadlineMs = deadlineMs;
    this.#cache = new RunCache(deadlineMs);
  }

  /** Decides at once, by the facts that the caller gives. */
  examine<Tools extends ToolTypes, Name extends string>(
    asked: AskedOf<Tools, Name>,
  ): Informed<PermittedFor<Tools, Name>> {
    if (this.#entries.length === 0) return examineAlone(asked);
    const inquiry = inquiryOf(asked);
    const known = this.given(inquiry.first.lacking, asked.context?.facts);
    return known.size === 0 ? inquiry.first : { ...inquiry.by(known), facts: known };
  }

  /** Decides once the facts that the caller does not give are looked up, side by side, and none of them twice. */
  lookUp<Tools extends ToolTypes, Name extends string>(
    asked: AskedOf<Tools, Name>,
  ): Informed<PermittedFor<Tools, Name>> | Promise<Informed<PermittedFor<Tools, Name>>> {
    if (this.#entries.length === 0) return examineAlone(asked);
    const { first, by } = inquiryOf(asked);
    if (first.lacking.length === 0) return first;
    const known = this.given(first.lacking, asked.context?.facts);
    const given = by(known);
    if (given.lacking.length === 0) return { ...given, facts: known };
    const deadline = performance.now() + this.#deadlineMs;
    const asking = callerOf(asked.assistantId, asked.context);
    const lookUps = this.#begin(given.lacking, first.args, asking);
    const isEnough = () => by(known).lacking.length === 0;
    const done = waitForFacts(lookUps, deadline, known, isEnough);
    return done.then(() => ({ ...by(known), facts: known }));
  }

  /** Of these facts, those that the caller gives, and those that nobody else could. */
  given(names: readonly string[], told: unknown): Map<string, KnownFact> {
    const known = new Map<string, KnownFact>();
    for (const { fact, source } of this.#entries) {
      const { name } = fact;
      if (!names.includes(name)) continue;
      if (isIn(told, name)) known.set(name, readGiven(fact, told));
      else if (source === null) known.set(name, notGiven);
    }
    return known;
  }

  #begin(
    names: readonly string[],
    args: object | null,
    asking: Asking,
  ): ReadonlyMap<string, LookUp> {
    const lookUps = this.#entries.flatMap(({ fact, source }) => {
      if (source === null || !names.includes(fact.name)) return [];
      const own = picked(fact.arguments ?? [], args ?? {});
      const begin = () => new LookUp(fact, source, own, asking);
      return [[fact.name, this.#lookUp(fact, own, asking, begin)] as const];
    });
    return new Map(lookUps);
  }

  #lookUp(
    { name, perRun }: CompiledFact,
    args: object,
    asking: Asking,
    begin: () => LookUp,
  ): LookUp {
    const { assistantId, threadId, runId } = asking;
    if (perRun !== true || runId === null) return begin();
    return this.#cache.lookUp(JSON.stringify([assistantId, threadId, runId, name, args]), begin);
  }
}

function examineAlone<Tools extends ToolTypes, Name extends string>({
  guard,
  tool,
  args,
  now,
}: AskedOf<Tools, Name>): Informed<PermittedFor<Tools, Name>> {
  return guard.examine<Name>(tool, args, now === undefined ? undefined : { now });
}

/** A call as it is decided by different facts, and at one time. */
function inquiryOf<Tools extends ToolTypes, Name extends string>({
  guard,
  tool,
  args,
  now = Date.now(),
}: AskedOf<Tools, Name>) {
  const first = guard.examine<Name>(tool, args, { now });
  // INVARIANT: what is decided by facts is the copy that they were asked for with.
  const by = (known: ReadonlyMap<string, KnownFact>) =>
    guard.examine<Name>(tool, first.args, { now, facts: atHand(known) });
  return { first, by };
}

function isIn(told: unknown, name: string): told is object {
  return typeof told === "object" && told !== null && Object.hasOwn(told, name);
}

function readGiven(fact: CompiledFact, told: object): KnownFact {
  try {
    return readFact(fact, Reflect.get(told, fact.name));
  } catch {
    return failedFact("an object that cannot be read");
  }
}

/** The arguments of these names, as far as the call has them. */
function picked(names: readonly string[], args: object): object {
  const own = names.filter((name) => Object.hasOwn(args, name));
  return Object.freeze(Object.fromEntries(own.map((name) => [name, Reflect.get(args, name)])));
}

function atHand(known: ReadonlyMap<string, KnownFact>): KnownFacts {
  const values: Record<string, unknown> = Object.create(null);
  const failed = new Set<string>();
  for (const [name, fact] of known) {
    if (fact.failed === null) values[name] = fact.value;
    else failed.add(name);
  }
  return { values: Object.freeze(values), failed };
}
