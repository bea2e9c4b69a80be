// Conditions that look like limits and are none: where they are false, another action lets the call through.

import type { Condition } from "../conditions/expression.js";
import { deciderOf } from "./conditions/answers.js";
import { holdsFor } from "./conditions/hold.js";
import { type Sort, sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Finding } from "./finding.js";
import { claim, type Stance, type SubjectTool } from "./subject.js";

export function findFallsThrough(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => {
    const reported = new Set<Condition>();
    return [...tool.deciders].flatMap(([caller, possible]) =>
      fallsAmong(possible, tool).flatMap(
        ({ own, when, instead, code, sorts }): readonly Finding[] => {
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
          const claims = sorts.flatMap(({ given }) =>
            claim(tool, caller ?? tool.stranger, instead.constraints, given, effect.value, instead),
          );
          return [{ diagnostic, claims, isCertain: false }];
        },
      ),
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
  /** Calls that fall through, as far as they can be seen. */
  readonly sorts: readonly Sort[];
}

/** Of actions that may decide for one caller, in their order. */
function fallsAmong(possible: readonly Stance[], tool: SubjectTool): readonly Fall[] {
  const grants = possible.filter(({ effect }) => effect.value !== "deny");
  const moot = grants.flatMap((own, index): readonly Fall[] => {
    const [when, next] = [own.when, grants[index + 1]];
    if (when === null || next?.when !== null) return [];
    if (own.assistants.length !== next.assistants.length || !asksForTheSame(own, next)) return [];
    const sorts = sortsOfCalls([when], tool) ?? [];
    const falling = sorts.filter(({ args }) => holdsFor(when, args) === false);
    return [{ own, when, instead: next, code: "SC5016", sorts: falling }];
  });
  return [...fallsAcross(possible, grants, tool), ...moot];
}

/** From an assistant's own `allow` to a shared one: who asks for an approval of some calls need not limit the others. */
function fallsAcross(
  possible: readonly Stance[],
  grants: readonly Stance[],
  tool: SubjectTool,
): readonly Fall[] {
  const isOwn = ({ assistants }: Stance) => assistants.length > 0;
  const allows = grants.filter(({ effect }) => effect.value === "allow");
  const own = allows.findLast(isOwn);
  const shared = allows.filter((each) => !isOwn(each));
  const [first] = shared;
  if (!own?.when || first === undefined) return [];
  const fall = { own, when: own.when, code: "SC8012" } as const;
  const sorts = sortsOfCalls(
    possible.flatMap(({ when }) => when ?? []),
    tool,
  );
  if (sorts === null) return [{ ...fall, instead: first, sorts: [] }];
  return shared
    .map((instead) => ({
      ...fall,
      instead,
      sorts: sorts.filter((sort) => deciderOf(possible, sort) === instead),
    }))
    .filter((each) => each.sorts.length > 0);
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
