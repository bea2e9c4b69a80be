// Policies that take over the actions of others. What a policy says itself of a tool replaces what it takes over.

import { listNames } from "../diagnostics/list-names.js";
import type { Report } from "../diagnostics/report.js";
import { suggest } from "../diagnostics/suggest.js";
import type { SourceFile } from "../source/source-file.js";
import type { Action, Located, Policy, PolicyFile } from "./policy.js";
import { type Reach, reachOf } from "./reach.js";
import { fault, type Place } from "./shape.js";

/** The policies, each with all its actions: its own before those that it takes over. */
export function extendPolicies(
  { policies, sources }: PolicyFile,
  report: Report,
): readonly Policy[] {
  if (policies.every((policy) => policy.extends.length === 0)) return policies;
  const extender = new Extender(policies, reachOf(sources), report);
  return policies.map((policy) => ({ ...policy, actions: extender.actionsOf(policy, []) }));
}

/** An action that is taken over, and the entry of `extends` by which it comes. */
interface TakenOver {
  readonly action: Action;
  readonly by: Located<string>;
}

class Extender {
  readonly #byName: ReadonlyMap<string, Policy>;
  readonly #reach: Reach;
  readonly #report: Report;
  readonly #known = new Map<Policy, readonly Action[]>();

  constructor(policies: readonly Policy[], reach: Reach, report: Report) {
    // Of twins the first: that there are two is reported with the names.
    this.#byName = new Map(policies.toReversed().map((policy) => [policy.name.value, policy]));
    this.#reach = reach;
    this.#report = report;
  }

  /** `way` are the policies that are being extended. */
  actionsOf(policy: Policy, way: readonly Policy[]): readonly Action[] {
    const known = this.#known.get(policy);
    if (known !== undefined) return known;
    const place: Place = { file: policy.file, report: this.#report, what: "`extends`" };
    const taken = policy.extends.flatMap((by): readonly TakenOver[] => {
      const other = this.#find(by, policy.file, place);
      if (other === undefined) return [];
      if (other === policy || way.includes(other)) return this.#refuseCircle(by, other, place);
      return this.actionsOf(other, [...way, policy]).map((action) => ({ action, by }));
    });
    const kept = distinct(taken).filter(({ action }) => !isReplaced(action, policy.actions));
    this.#reportClashes(kept, place);
    const actions = [...policy.actions, ...kept.map(({ action }) => action)];
    this.#known.set(policy, actions);
    return actions;
  }

  #find(by: Located<string>, from: SourceFile, place: Place): Policy | undefined {
    const found = this.#byName.get(by.value);
    const inSight = (policy: Policy): boolean => this.#reach.get(from)?.has(policy.file) === true;
    if (found !== undefined && inSight(found)) return found;
    const names = [...this.#byName.values()].filter(inSight).map(({ name }) => name.value);
    const near = suggest(by.value, names);
    const message =
      found === undefined
        ? `there is no policy \`${by.value}\``
        : `\`${by.value}\` stands in \`${found.file.path}\`, which this file does not include`;
    return fault("SC3010", by.range, message, place, {
      ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
      help: `the policies of this file and of those that it includes are ${listNames(names)}`,
    });
  }

  #refuseCircle(by: Located<string>, other: Policy, { file, report }: Place): readonly [] {
    report.add({
      code: "SC3011",
      message: `\`${by.value}\` comes to extend itself`,
      file,
      range: by.range,
      help: "remove one of the entries of `extends` on the way",
      related: [{ message: "it is here", file: other.file, range: other.name.range }],
    });
    return [];
  }

  /** Two policies that are extended may not speak of one tool, unless what comes first hangs on a condition. */
  #reportClashes(kept: readonly TakenOver[], { file, report }: Place): void {
    const first = new Map<string, TakenOver>();
    for (const taken of kept) {
      const tool = taken.action.tool.value;
      const before = first.get(tool);
      if (before === undefined || before.action.when !== null) first.set(tool, taken);
      else if (before.by !== taken.by) {
        const at = ({ action }: TakenOver) => ({ file: action.file, range: action.tool.range });
        report.add({
          code: "SC3012",
          message: `\`${before.by.value}\` and \`${taken.by.value}\` both have an action on \`${tool}\``,
          file,
          range: taken.by.range,
          help: `say in this policy what becomes of \`${tool}\``,
          related: [
            { message: `that of \`${before.by.value}\``, ...at(before) },
            { message: `that of \`${taken.by.value}\``, ...at(taken) },
          ],
        });
      }
    }
  }
}

/** What comes by two ways is taken over once. */
function distinct(taken: readonly TakenOver[]): readonly TakenOver[] {
  return [...new Map(taken.toReversed().map((each) => [each.action, each])).values()].reverse();
}

/**
 * A denial stays, so that none is lost by what is meant to narrow; beside it an own `allow` can never decide. And an own
 * action with a condition leaves what it does not apply to.
 */
function isReplaced({ tool, effect }: Action, own: readonly Action[]): boolean {
  return own.some(
    (action) =>
      action.tool.value === tool.value &&
      action.when === null &&
      (effect.value !== "deny" || action.effect.value === "deny"),
  );
}
