// Constraints that stop nothing: what they would, the tool's own schema, or another limit on the argument, stops as well.

import type { Constraint } from "../constraints/constraint.js";
import { matching } from "../constraints/pattern.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { Finding } from "./finding.js";
import {
  argumentOf,
  callerOf,
  claim,
  isAt,
  isPlain,
  type Stance,
  type SubjectTool,
} from "./subject.js";
import { avoiding } from "./values/avoiding.js";
import { findValue } from "./values/find-value.js";

export function findVacuous(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      stance.constraints.flatMap((entry) => findingOf(entry, stance, tool) ?? []),
    ),
  );
}

function findingOf(entry: CheckedConstraint, stance: Stance, tool: SubjectTool): Finding | null {
  const reason = isNeeded(entry) ? null : reasonFor(entry, stance, tool);
  if (reason === null) return null;
  const { file, range } = entry;
  const help = "correct the value, or remove the constraint";
  const diagnostic = { code: "SC5010", ...reason, file, range, help } as const;
  const { value: answer } = stance.effect;
  const claims = claim(tool, callerOf(stance, tool), stance.constraints, [], answer, stance);
  return { diagnostic, claims, isCertain: isPlain(tool) };
}

/** Why it limits nothing; null where it does. */
function reasonFor(
  entry: CheckedConstraint,
  stance: Stance,
  tool: SubjectTool,
): Pick<Diagnostic, "message" | "related"> | null {
  const { path, constraint } = entry;
  const isMoot = (...passes: readonly Constraint[]) => isMootBeside(passes, entry, tool);
  const name = `\`${path.join(".")}\``;
  if (isMoot()) {
    const [what, of] =
      constraint.item === null ? [name, constraint] : [`an item of ${name}`, constraint.item];
    const message = `this limits nothing: whatever \`${tool.name}\` takes as ${what} ${boundTo(of)}`;
    return { message };
  }
  if (constraint.kind === matching.key && isMoot(withoutLineFeeds)) {
    return { message: `this limits nothing but line feeds: any other text ${boundTo(constraint)}` };
  }
  const other = besides(entry, stance, tool).find((each) => isMoot(each.constraint));
  if (other === undefined) return null;
  const related = [{ message: "that limit is here", file: other.file, range: other.range }];
  return { message: `this limits nothing: ${name} ${other.constraint.text} as it is`, related };
}

/** Whether all of the argument's values that pass these pass the constraint as well. */
function isMootBeside(
  passes: readonly Constraint[],
  entry: CheckedConstraint,
  tool: SubjectTool,
): boolean {
  const { type } = argumentOf(entry, tool);
  const wanted = { passes, fails: entry.constraint };
  return findValue(type, wanted, tool.definitions).kind === "none";
}

const withoutLineFeeds = avoiding({ source: "\\n", flags: "u" });

/** Limits of which one makes another pointless; of other kinds, two that overlap may well be meant. */
const bounds: ReadonlySet<string> = new Set([
  ...["min", "max", "above", "below", "min_length", "max_length", "min_items", "max_items"],
  ...["before", "after", "in", "not_in", "equals"],
]);

/** Those that may ask for as much: of two that ask for the same, the first. None where nothing passes them all. */
function besides(
  entry: CheckedConstraint,
  { constraints }: Stance,
  tool: SubjectTool,
): readonly CheckedConstraint[] {
  const same = constraints.filter(
    (each) => each.of === null && isAt(entry.path)(each) && bounds.has(each.constraint.kind),
  );
  const at = same.indexOf(entry);
  if (at < 0 || same.length === 1) return [];
  const passes = same.map(({ constraint }) => constraint);
  const { type } = argumentOf(entry, tool);
  if (findValue(type, { passes, fails: null }, tool.definitions).kind !== "value") return [];
  const isEqual = (other: CheckedConstraint) => isMootBeside([entry.constraint], other, tool);
  return same.filter((other, index) => index < at || (index > at && !isEqual(other)));
}

/** `must not be …`, said of what cannot be otherwise. */
function boundTo({ text }: Constraint): string {
  return text.replace(/^must (not )?/u, (_, not = "") => `is bound ${not}to `);
}

/** Beside its own meaning a constraint says that the argument must be there. */
function isNeeded({ argument, mayBeAbsent, ends, of }: CheckedConstraint): boolean {
  const isOwn = of === null && ends === null;
  return argument === null || !isOwn || (argument.optional && !mayBeAbsent);
}
