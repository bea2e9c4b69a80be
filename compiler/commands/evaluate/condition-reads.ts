// What a condition reads of a call, by the names that it has for it, with the values that are there.

import type { KnownFact } from "@authensor/safeclaw-runtime/policy";
import type { Condition } from "../../conditions/expression.js";
import { readsOf } from "../../conditions/reads-of.js";
import { writtenPath } from "../../conditions/written-path.js";
import { valueAt } from "./value-at.js";

/** What the conditions of one call may read. */
export interface Surroundings {
  readonly args: object;
  /** Each with its value, or why there is none. */
  readonly facts: ReadonlyMap<string, KnownFact>;
  readonly assistantId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** One thing that a condition reads. */
export interface ReadValue {
  /** E.g. `args.amount`. */
  readonly name: string;
  /** Undefined where there is none. */
  readonly value: unknown;
  /** Why there is none, where it is of a fact that is not known. */
  readonly failed?: string;
}

/** `policy` is the one that asks. Of an object only those parts are told that are read. */
export function readValues(
  { expression }: Condition,
  policy: string,
  { args, facts, assistantId, now }: Surroundings,
): readonly ReadValue[] {
  const told = {
    args,
    facts: Object.fromEntries([...facts].map(([name, fact]) => [name, toldBy(fact)])),
    assistant: { id: assistantId, policy },
    now: new Date(now).toISOString(),
  };
  const read = Object.entries(told).flatMap(([root, data]) =>
    readsOf(expression, root).map((path): ReadValue => {
      const known = root === "facts" ? facts.get(path[0] ?? "") : undefined;
      const failed = known?.failed ?? null;
      const steps = failed === null ? path : path.slice(0, 1);
      const name = writtenPath(root, steps);
      return { name, value: valueAt(data, path), ...(failed === null ? {} : { failed }) };
    }),
  );
  const apart = [...new Map(read.map((each) => [each.name, each])).values()];
  return apart.filter((each) => !apart.some((other) => saysMore(other, each)));
}

function toldBy(fact: KnownFact): unknown {
  return fact.failed === null ? fact.value : undefined;
}

/** Whether `each` need not be told beside `other`: the whole of it, or a part of what is nothing. */
function saysMore(other: ReadValue, each: ReadValue): boolean {
  if (isWithin(other.name, each.name)) return isSomething(each.value);
  return isWithin(each.name, other.name) && !isSomething(other.value);
}

function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

function isSomething(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
