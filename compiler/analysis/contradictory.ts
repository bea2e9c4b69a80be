// Constraints on one argument that nothing can satisfy together.

import type { Constraint } from "../constraints/constraint.js";
import { itemsOf } from "../constraints/items.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { ArgumentType } from "../tools/argument-type.js";
import type { Finding } from "./finding.js";
import { groupBy } from "./group-by.js";
import {
  argumentOf,
  callerOf,
  claim,
  isAt,
  isPlain,
  type Stance,
  type SubjectTool,
} from "./subject.js";
import { findValue } from "./values/find-value.js";
import type { Json } from "./values/found.js";

/** Each argument of an action whose constraints exclude each other, or of which it cannot be said whether they do. */
export function findContradictions(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) => {
      const single = stance.constraints.filter(({ ends }) => ends === null);
      const byPath = groupBy(single, ({ path }) => path.join("\0"));
      return [...byPath.values()].flatMap((together) => findingOf(together, stance, tool) ?? []);
    }),
  );
}

function findingOf(
  together: readonly CheckedConstraint[],
  stance: Stance,
  tool: SubjectTool,
): Finding | undefined {
  const last = together.at(-1);
  if (last === undefined) return undefined;
  const passes = together.map(({ constraint }) => constraint);
  const { type } = argumentOf(last, tool);
  const searches = [findValue(type, { passes, fails: null }, tool.definitions)];
  const ofItems = passes.flatMap(({ item }) => item ?? []);
  // An empty list would pass; nobody writes limits for that.
  if (ofItems.length > 0) {
    searches.push(findValue(itemsOf(type), { passes: ofItems, fails: null }, tool.definitions));
  }
  const kinds = searches.map((search) => search.kind);
  const kind = (["none", "undecided"] as const).find((each) => kinds.includes(each)) ?? "value";
  if (kind === "value" || (kind === "undecided" && passes.some(({ holds }) => holds === null))) {
    return undefined;
  }
  // A limit of an included file is shown where it meets those of the action.
  const place = last.of === null ? last : { file: stance.file, range: stance.tool.range };
  const { file, range } = place;
  const limits = `\`${last.path.join(".")}\` ${passes.map(({ text }) => text).join(" and ")}`;
  if (kind === "undecided") {
    const message = `it cannot be said whether anything satisfies this: ${limits}`;
    const help = "say it with fewer or simpler constraints, or try a call with `safeclaw evaluate`";
    const diagnostic = { code: "SC5017", message, file, range, help } as const;
    return { diagnostic, claims: [], isCertain: true };
  }
  const message = `nothing satisfies this: ${limits}`;
  const help = "correct the values, or use `effect: deny` if no call may pass";
  const diagnostic = { code: "SC5002", message, file, range, help } as const;
  return { diagnostic, claims: claims(together, stance, tool), isCertain: isPlain(tool) };
}

/** A call that passes all of them but one, or else any that is valid. */
function claims(together: readonly CheckedConstraint[], stance: Stance, tool: SubjectTool) {
  const [last, ...before] = together.toReversed();
  if (last === undefined) return [];
  const { type } = argumentOf(last, tool);
  const rest = before.map(({ constraint }) => constraint);
  const search = (within: ArgumentType, passes: readonly Constraint[]): readonly Json[] => {
    const found = findValue(within, { passes, fails: null }, tool.definitions);
    return found.kind === "value" ? [found.value] : [];
  };
  const items = itemsOf(type);
  const ofItems = rest.flatMap(({ item }) => item ?? []);
  const lists =
    last.constraint.item === null ? [] : [...search(items, ofItems), ...search(items, [])];
  const values = [...lists.map((item) => [item]), ...search(type, rest), ...search(type, [])];
  const others = stance.constraints.filter((entry) => !isAt(last.path)(entry));
  const caller = callerOf(stance, tool);
  return values.flatMap((value) =>
    claim(tool, caller, others, [{ path: last.path, value }], "deny", stance),
  );
}
