// Conditions that look like limits and are none: where they are false, another action lets the call through.

import type { Condition } from "../conditions/expression.js";
import { deciderOf } from "./conditions/answers.js";
import { holdsFor } from "./conditions/hold.js";
import { sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Claim, Finding } from "./finding.js";
import { claim, type Stance, type SubjectTool } from "./subject.js";

export function findFallsThrough(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => {
    const reported = new Set<Condition>();
    return [...tool.deciders].flatMap(([caller, possible]) =>
      fallsAmong(possible, tool).flatMap(({ own, when, instead, code }): readonly Finding[] => {
        if (reported.has(when)) return [];
        reported.add(when);
        const { effect, tool: named } = instead;
        const which =
          code === "SC8012" ? `the shared \`${effect.value}\`` : `the next \`${effect.value}\``;
        const diagnostic = {
          code,
          message: `where this is false, ${which} of \`${named.value}\` decides`,
          file: own.file,
          range: when.range,
          help: helpFor[code],
          related: [{ message: related[code], file: instead.file, range: named.range }],
        };
        return [{ diagnostic, claims: claims(when, instead, caller, tool), isCertain: false }];
      }),
    );
  });
}

const helpFor = {
  SC8012: "write it under `constraints`, as `require: { that: … }`, if it is meant as a limit",
  SC5016:
    "it changes nothing: write it under `constraints`, as `require: { that: … }`, if it is meant as a limit, and remove the other",
} as const;

const related = {
  SC8012: "the shared one is here",
  SC5016: "that one, which asks for the same, is here",
} as const;

interface Fall {
  readonly own: Stance;
  readonly when: Condition;
  readonly instead: Stance;
  readonly code: keyof typeof helpFor;
}

/** Of actions that may decide for one caller, in their order. */
function fallsAmong(possible: readonly Stance[], tool: SubjectTool): readonly Fall[] {
  const grants = possible.filter(({ effect }) => effect.value !== "deny");
  const own = grants.findLast(({ assistants }) => assistants.length > 0);
  const shared = grants.find(({ assistants }) => assistants.length === 0);
  const across: readonly Fall[] =
    own === undefined || own.when === null || shared === undefined || isCovered(possible, tool)
      ? []
      : [{ own, when: own.when, instead: shared, code: "SC8012" }];
  const moot = grants.flatMap((stance, index): readonly Fall[] => {
    const next = grants[index + 1];
    if (stance.when === null || next?.when !== null) return [];
    if (stance.assistants.length !== next.assistants.length || !asksForTheSame(stance, next))
      return [];
    return [{ own: stance, when: stance.when, instead: next, code: "SC5016" }];
  });
  return [...across, ...moot];
}

/** Whether the assistant's own actions leave no call to the shared ones. */
function isCovered(possible: readonly Stance[], tool: SubjectTool): boolean {
  const own = possible.filter(({ assistants }) => assistants.length > 0);
  const sorts = sortsOfCalls(
    own.flatMap(({ when }) => when ?? []),
    tool,
  );
  return sorts?.every((sort) => deciderOf(own, sort) !== null) === true;
}

function asksForTheSame(one: Stance, other: Stance): boolean {
  return one.effect.value === other.effect.value && demandsOf(one) === demandsOf(other);
}

function demandsOf({ constraints, requirements }: Stance): string {
  const demands = constraints.map(({ path, constraint: { kind, value }, mayBeAbsent }) =>
    JSON.stringify([path, kind, value, mayBeAbsent]),
  );
  const conditions = requirements.map(({ condition: { text } }) => text);
  return [...demands, ...conditions].toSorted().join("\n");
}

/** Calls for which the condition is false, as far as it can be seen through. */
function claims(
  when: Condition,
  instead: Stance,
  caller: string | null,
  tool: SubjectTool,
): readonly Claim[] {
  const sorts = sortsOfCalls([when], tool) ?? [];
  return sorts
    .filter(({ args }) => holdsFor(when, args) === false)
    .flatMap(({ given }) =>
      claim(
        tool,
        caller ?? tool.stranger,
        instead.constraints,
        given,
        instead.effect.value,
        instead,
      ),
    );
}
