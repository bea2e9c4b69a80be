// What an included file says of a tool binds the files that include it: their actions take on its limits.

import { groupBy } from "../analysis/group-by.js";
import type { SourceFile } from "../source/source-file.js";
import { bindBy } from "./bind-by.js";
import type { CheckedAction, CheckedPolicy } from "./checked-policy.js";
import type { PolicySource } from "./policy.js";
import { type Reach, reachOf } from "./reach.js";
import {
  reportConditional,
  reportDifferent,
  reportMootWidening,
  reportOutrun,
  reportWider,
} from "./report-wider.js";
import { ruleIds } from "./rule-ids.js";
import type { Place } from "./shape.js";

/** An action of a policy. */
export interface Entry {
  readonly policy: CheckedPolicy;
  readonly action: CheckedAction;
  readonly rule: string;
}

/** What a file and those that it includes say of a tool to one caller. */
export type Above =
  | { readonly says: "nothing" }
  | { readonly says: "denied"; readonly by: Entry }
  | { readonly says: "not allowed"; readonly to: Entry }
  | { readonly says: "several"; readonly by: Entry }
  | { readonly says: "granted"; readonly by: Entry };

/** What takes a denial away from the assistants of its policy, or from everyone where that is for all. */
interface Lift {
  readonly by: CheckedPolicy;
  readonly grant: CheckedAction;
  readonly denial: Entry;
}

/** The policies with the limits from above among their own. `sources` are the files that they stand in. */
export function narrowToIncluded(
  policies: readonly CheckedPolicy[],
  sources: readonly PolicySource[],
  place: Place,
): readonly CheckedPolicy[] {
  if (sources.length < 2 && policies.every(({ widens }) => widens === null)) return policies;
  return new Narrowing(policies, sources, place).policies();
}

class Narrowing {
  readonly #sources: readonly PolicySource[];
  readonly #reach: Reach;
  readonly #place: Place;
  readonly #policies: ReadonlyMap<SourceFile, readonly CheckedPolicy[]>;
  /** Of the files that are done, by tool; in file order. */
  readonly #entries = new Map<SourceFile, ReadonlyMap<string, readonly Entry[]>>();
  readonly #lifts: Lift[] = [];

  constructor(policies: readonly CheckedPolicy[], sources: readonly PolicySource[], place: Place) {
    this.#policies = groupBy(policies, ({ file }) => file);
    this.#sources = sources;
    this.#reach = reachOf(sources);
    this.#place = place;
  }

  policies(): readonly CheckedPolicy[] {
    // The files above first: what they come to is what binds those below.
    const done = this.#sources.toReversed().map((source) => {
      const own = this.#policies.get(source.file) ?? [];
      const narrowed = own.map((policy) =>
        policy.widens === null ? this.#narrowed(policy, source) : this.#widening(policy),
      );
      const entries = narrowed.flatMap(entriesOf);
      this.#entries.set(
        source.file,
        groupBy(entries, ({ action }) => action.tool.value),
      );
      return narrowed;
    });
    const narrowed = done.reverse().flat();
    if (!this.#place.report.hasErrors) this.#checkLifts(narrowed);
    return this.#lifts.length === 0 ? narrowed : narrowed.map((policy) => this.#lifted(policy));
  }

  #narrowed(policy: CheckedPolicy, { includes }: PolicySource): CheckedPolicy {
    const actions = policy.actions.map((action) => {
      if (action.effect.value === "deny") return action;
      const grants = includes.flatMap((file) => this.#grant(action, policy, file) ?? []);
      return bindBy(grants, action);
    });
    return { ...policy, actions };
  }

  /** The action of an included file whose limits bind this one; null where there is none, or a fault. */
  #grant(action: CheckedAction, policy: CheckedPolicy, file: SourceFile): Entry | null {
    const tool = action.tool.value;
    const [first = null, ...others] = policy.assistants.map(({ value }) => value);
    const above = this.#above(file, tool, first);
    for (const caller of others) {
      if (isSame(this.#above(file, tool, caller), above)) continue;
      reportDifferent(action, policy, [first ?? "", caller], file, this.#place);
      return null;
    }
    if (above.says === "nothing") return null;
    const asksForLess =
      above.says === "granted" &&
      (above.by.action.effect.value === "allow" || action.effect.value === "require_approval");
    if (!asksForLess) {
      reportWider(action, above, file, this.#place);
      return null;
    }
    return above.by;
  }

  #above(file: SourceFile, tool: string, caller: string | null): Above {
    const within = this.#reach.get(file) ?? new Set();
    const all = this.#entriesOn(tool, within).filter(({ policy }) => policy.mode === "enforce");
    const [any] = all;
    if (any === undefined) return { says: "nothing" };
    const ids = ({ policy }: Entry) => policy.assistants.map(({ value }) => value);
    const scoped = all.filter((entry) => caller !== null && ids(entry).includes(caller));
    const met = [...scoped, ...all.filter((entry) => ids(entry).length === 0)];
    const deny = met.find(
      // A denial with a condition goes on to decide by itself, in every policy below.
      (entry) =>
        isDenial(entry) && entry.action.when === null && !this.#isLifted(entry, caller, within),
    );
    if (deny !== undefined) return { says: "denied", by: deny };
    const [by, another] = met.filter((entry) => !isDenial(entry));
    if (by === undefined) return { says: "not allowed", to: any };
    const isOne = by.action.when === null || another === undefined;
    return isOne ? { says: "granted", by } : { says: "several", by };
  }

  #entriesOn(tool: string, within: ReadonlySet<SourceFile>): readonly Entry[] {
    return [...within].flatMap((file) => this.#entries.get(file)?.get(tool) ?? []);
  }

  /** A policy that may allow more: what it grants, the files above do not deny. */
  #widening(policy: CheckedPolicy): CheckedPolicy {
    const above = new Set([...(this.#reach.get(policy.file) ?? [])].slice(1));
    const tools = new Set(policy.actions.filter(isGrant).map(({ tool }) => tool.value));
    const spoken = [...tools].flatMap((tool) => this.#entriesOn(tool, above));
    if (spoken.length === 0) reportMootWidening(policy, this.#place);
    // A shadow policy is evaluated among its kind, so it is there that it lifts denials.
    const denials = spoken.filter(isDenial).filter((entry) => entry.policy.mode === policy.mode);
    for (const denial of denials) {
      const grants = policy.actions.filter(
        (action) => isGrant(action) && action.tool.value === denial.action.tool.value,
      );
      const grant = grants.find(({ when }) => when === null);
      if (grant !== undefined) this.#lifts.push({ by: policy, grant, denial });
      else if (grants[0] !== undefined) reportConditional(grants[0], denial, this.#place);
    }
    return policy;
  }

  #isLifted(denial: Entry, caller: string | null, within: ReadonlySet<SourceFile>): boolean {
    return this.#lifts.some(
      (lift) =>
        isOf(lift, denial.action, denial.policy) &&
        within.has(lift.by.file) &&
        isFor(lift.by, caller),
    );
  }

  /** Where a denial is lifted nothing may decide before that for which it is lifted. */
  #checkLifts(policies: readonly CheckedPolicy[]): void {
    for (const { by, grant, denial } of this.#lifts) {
      const tool = grant.tool.value;
      const place = policies.findIndex(({ name }) => name.value === by.name.value);
      policies.forEach((other, index) => {
        const isShared = by.assistants.length === 0;
        const isBefore = (isShared && other.assistants.length > 0) || index < place;
        if (other.widens !== null || other.mode !== by.mode || !isBefore) return;
        if (!isShared && !by.assistants.some(({ value }) => isScopedTo(other, value))) return;
        const first = other.actions.find((action) => isGrant(action) && action.tool.value === tool);
        if (first !== undefined) reportOutrun(first, other, by, denial, this.#place);
      });
    }
  }

  #lifted(policy: CheckedPolicy): CheckedPolicy {
    const actions = policy.actions.map((action) => {
      const lifts = this.#lifts.filter((lift) => isOf(lift, action, policy));
      if (lifts.length === 0) return action;
      const isForAll = lifts.some(({ by }) => by.assistants.length === 0);
      const ids = lifts.flatMap(({ by }) => by.assistants.map(({ value }) => value));
      return { ...action, except: isForAll ? "all" : [...new Set(ids)] } as const;
    });
    return { ...policy, actions };
  }
}

function isOf({ denial }: Lift, action: CheckedAction, { name }: CheckedPolicy): boolean {
  return denial.action === action && denial.policy.name.value === name.value;
}

function isFor(policy: CheckedPolicy, caller: string | null): boolean {
  return policy.assistants.length === 0 || (caller !== null && isScopedTo(policy, caller));
}

function isScopedTo({ assistants }: CheckedPolicy, id: string): boolean {
  return assistants.some(({ value }) => value === id);
}

function isGrant({ effect }: CheckedAction): boolean {
  return effect.value !== "deny";
}

function entriesOf(policy: CheckedPolicy): readonly Entry[] {
  const rules = ruleIds(policy);
  return policy.actions.map((action, index) => ({ policy, action, rule: rules[index] ?? "" }));
}

function isDenial({ action }: Entry): boolean {
  return action.effect.value === "deny";
}

function isSame(one: Above, other: Above): boolean {
  if (one.says === "granted") return other.says === "granted" && one.by === other.by;
  return one.says === other.says;
}
