// check: values fit their constraints, constraints fit their arguments, and the policy makes sense as a whole.

import { findContradictions } from "../analysis/contradictory.js";
import { findUnmentioned } from "../analysis/exhaustive.js";
import { findFallsThrough } from "../analysis/falls-through.js";
import { findMootLog } from "../analysis/moot-log.js";
import { findUnreachable } from "../analysis/unreachable.js";
import type { Subject } from "../conditions/checking.js";
import { compileCondition } from "../conditions/compile-condition.js";
import type { Constraint, Scalar } from "../constraints/constraint.js";
import { listed } from "../constraints/in.js";
import { canBe, nameOfType, standsOn } from "../constraints/value-kinds.js";
import type { Report } from "../diagnostics/report.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Range, SourceFile } from "../source/source-file.js";
import type { ValueSyntax } from "../syntax/syntax.js";
import { type ArgumentType, noDefinitions } from "../tools/argument-type.js";
import { checkNames } from "./check-names.js";
import type { CheckedAction, CheckedConstraint, CheckedPolicyFile } from "./checked-policy.js";
import type { ResolvedAction, ResolvedConstraint, ResolvedPolicyFile } from "./resolved-policy.js";
import { fault, type Place } from "./shape.js";

export interface CheckOptions {
  /** Every tool must be mentioned, whatever the file says. */
  readonly exhaustive: boolean;
  /** What the facts are that conditions may read; null where the file names none. */
  readonly facts?: ReadonlyMap<string, ArgumentType> | null;
}

/** Checks the file; undefined where anything in it does not fit. */
export function check(
  resolved: ResolvedPolicyFile,
  report: Report,
  options: CheckOptions,
): CheckedPolicyFile | undefined {
  const place: Place = { file: resolved.file, report, what: "the policy file" };
  const { facts = null } = options;
  checkNames(resolved.policies, place);
  const policies = resolved.policies.map((policy) => ({
    ...policy,
    actions: policy.actions.map((action) => {
      const signature = resolved.tools?.get(action.tool.value);
      const { parameters = null, definitions = noDefinitions } = signature ?? {};
      const subject = { tool: action.tool.value, parameters, definitions, facts };
      return checkAction(action, subject, place);
    }),
  }));
  if (resolved.tools === null)
    checkAgreement(
      policies.flatMap(({ actions }) => actions),
      place,
    );
  findUnreachable(resolved.policies, place);
  findFallsThrough(resolved.policies, place);
  findMootLog(resolved.log, place);
  if (resolved.tools !== null && (resolved.exhaustive || options.exhaustive)) {
    findUnmentioned(policies, [...resolved.tools.keys()], place);
  }
  if (report.hasErrors) return undefined;
  // INVARIANT: the brand is given here and nowhere else.
  return { ...resolved, policies } as unknown as CheckedPolicyFile;
}

function checkAction(action: ResolvedAction, subject: Subject, place: Place): CheckedAction {
  const when = action.when && (compileCondition(action.when, subject, place) ?? null);
  const requirements = action.requirements.flatMap(({ that, otherwise, range }) => {
    const condition = compileCondition(that, subject, place);
    return condition === undefined ? [] : [{ condition, otherwise, range }];
  });
  const constraints = action.constraints.flatMap((constraint) =>
    checkConstraint(constraint, action, place),
  );
  findContradictions(constraints, action.constraints, place);
  return { ...action, when, constraints, requirements };
}

function checkConstraint(
  resolved: ResolvedConstraint,
  action: ResolvedAction,
  place: Place,
): readonly CheckedConstraint[] {
  const { rule, kind, argument, path, mayBeAbsent, keyRange: range, value } = resolved;
  const type = argument?.type ?? null;
  const name = path.join(".");
  if (type !== null && !standsOn(type, kind.on)) {
    const message = `\`${kind.key}\` cannot stand on \`${name}\`, which is ${nameOfType(type)}`;
    fault("SC4002", range, message, place, {
      help: `\`${kind.key}\` is for ${kind.on.map((on) => `${on}s`).join(", ")}`,
    });
    return [];
  }
  const misfit = type === null ? undefined : kind.misfit(type);
  if (misfit !== undefined) {
    fault("SC4002", range, `\`${kind.key}\` cannot stand on \`${name}\``, place, { help: misfit });
    return [];
  }
  const read = resolved.read(value);
  if ("problem" in read) {
    const message =
      value.kind === "null"
        ? `\`${rule}\` has no value`
        : `the value of \`${rule}\` ${read.problem}`;
    const code = kind.key === "pattern" ? "SC4005" : "SC4001";
    fault(code, value.range, message, place, { help: read.help });
    return [];
  }
  if (type !== null) checkValues(read.value, type, resolved, place);
  if (argument?.optional === true && !mayBeAbsent) warnOptional(resolved, action, place);
  const ends = argument?.ends ?? null;
  return [{ rule, constraint: read.value, path, ends, mayBeAbsent, range }];
}

function checkValues(
  constraint: Constraint,
  type: ArgumentType,
  { path, value }: ResolvedConstraint,
  place: Place,
): void {
  for (const named of constraint.names) {
    if (canBe(type, named)) continue;
    const possible =
      type.kind === "literal" ? type.values.filter((candidate) => candidate !== null) : [];
    const near = typeof named === "string" ? suggest(named, possible.map(String)) : undefined;
    fault(
      "SC4003",
      rangeOf(named, value, place.file),
      `\`${path.join(".")}\` can never be ${JSON.stringify(named)}`,
      place,
      {
        ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
        help: possible.length > 0 ? `it can be ${listed(possible)}` : `it is ${nameOfType(type)}`,
      },
    );
  }
}

/** Where a value stands among those that a constraint names: in a list, or between the bars of `"a|b|c"`. */
function rangeOf(named: Scalar, value: ValueSyntax, file: SourceFile): Range {
  if (value.kind === "list") {
    return (
      value.items.find((item) => "value" in item && item.value === named)?.range ?? value.range
    );
  }
  if (value.kind !== "string") return value.range;
  // With escapes or line breaks in it the text is not what it says, letter by letter.
  const within = file.text.slice(value.range.start, value.range.end).indexOf(value.value);
  const parts = value.value.split("|");
  const index = parts.indexOf(String(named));
  if (within === -1 || index === -1) return value.range;
  const before = parts.slice(0, index).map((part) => `${part}|`);
  const start = value.range.start + within + before.join("").length;
  return { start, end: start + String(named).length };
}

function warnOptional(
  { path, kind, keyRange }: ResolvedConstraint,
  { tool }: ResolvedAction,
  place: Place,
): void {
  const name = path.join(".");
  const message = `\`${name}\` is optional in \`${tool.value}\`, and a call that leaves it out will be denied`;
  fault("SC5005", keyRange, message, place, {
    help: `write \`${name}: { ${kind.key}: …, optional: true }\` to let it be absent`,
  });
}

/** Without a tools module the constraints themselves say what an argument is; they must agree across policies. */
function checkAgreement(actions: readonly CheckedAction[], place: Place): void {
  const first = new Map<string, { readonly kind: string; readonly from: CheckedConstraint }>();
  for (const { tool, constraints } of actions) {
    for (const constraint of constraints) {
      const kind = constraint.constraint.infers?.kind;
      const where = JSON.stringify([tool.value, ...constraint.path]);
      const known = first.get(where);
      if (kind === undefined || kind === "union") continue;
      if (known === undefined) first.set(where, { kind, from: constraint });
      else if (known.kind !== kind) {
        const message = `\`${constraint.path.join(".")}\` of \`${tool.value}\` is a ${kind} here and a ${known.kind} elsewhere`;
        const related = [{ message: "elsewhere", file: place.file, range: known.from.range }];
        const help = "name the `tools`, so that the compiler knows the argument's type";
        place.report.add({
          code: "SC4002",
          message,
          file: place.file,
          range: constraint.range,
          help,
          related,
        });
      }
    }
  }
}
