// Constraints on arguments that a call may leave out, and will be denied for leaving out.

import { each } from "../constraints/each.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { ArgumentType, Definitions } from "../tools/argument-type.js";
import type { Arguments, Given } from "./build-arguments.js";
import type { Claim, Finding } from "./finding.js";
import { callerOf, claim, isPlain, type Stance, type SubjectTool } from "./subject.js";

export function findConstrainedOptionals(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      stance.constraints.filter(isForgetful).map((entry): Finding => {
        const { path, constraint, file, range } = entry;
        const name = path.join(".");
        const message = `\`${name}\` is optional in \`${tool.name}\`, and a call that leaves it out will be denied`;
        const help = `write \`${name}: { ${constraint.item === null ? constraint.kind : each.key}: …, optional: true }\` to let it be absent`;
        const diagnostic = { code: "SC5005", message, file, range, help } as const;
        return { diagnostic, claims: claims(entry, stance, tool), isCertain: isPlain(tool) };
      }),
    ),
  );
}

function isForgetful({ argument, mayBeAbsent, of }: CheckedConstraint): boolean {
  return of === null && argument?.optional === true && !mayBeAbsent;
}

/** Without it, though all else is as it should be. */
function claims(entry: CheckedConstraint, stance: Stance, tool: SubjectTool): readonly Claim[] {
  const given = absent(entry.ends === null ? entry.path : [optionalOf(entry.ends, tool)], tool);
  const isWithin = ({ path, ends }: CheckedConstraint) =>
    ends === null
      ? given.path.every((step, index) => path[index] === step)
      : ends.some((end) => end === given.path[0]);
  const others = stance.constraints.filter((other) => !isWithin(other));
  return claim(tool, callerOf(stance, tool), others, [given], "deny", stance);
}

/** The end of a pair that may be left out. */
function optionalOf([start, end]: readonly [string, string], { parameters }: Arguments): string {
  return parameters.properties.get(start)?.required === true ? end : start;
}

/** Leaves out as much of the path as may be absent; what may be null instead is null. */
export function absent(path: readonly string[], { parameters, definitions }: Arguments): Given {
  let type: ArgumentType = parameters;
  for (const [index, name] of path.entries()) {
    const members = membersOf(type, definitions);
    if (members.some(({ kind }) => kind === "null")) {
      return { path: path.slice(0, index), value: null };
    }
    const property = members.flatMap((each) =>
      each.kind === "object" ? (each.properties.get(name) ?? []) : [],
    )[0];
    if (property?.required !== true) return { path: path.slice(0, index + 1), value: undefined };
    type = property.type;
  }
  return { path, value: undefined };
}

function membersOf(type: ArgumentType, definitions: Definitions): readonly ArgumentType[] {
  const meant = type.kind === "reference" ? definitions.get(type.name) : type;
  if (meant === undefined) return [];
  return meant.kind === "union" ? meant.members : [meant];
}
