// check: values fit their constraints, constraints fit their arguments, names and tools are complete.

import { findUnmentioned } from "../analysis/exhaustive.js";
import { findMootLog } from "../analysis/moot-log.js";
import type { Subject } from "../conditions/checking.js";
import { compileCondition } from "../conditions/compile-condition.js";
import { nothingKnown } from "../conditions/presence.js";
import type { Constraint, Scalar } from "../constraints/constraint.js";
import { listed } from "../constraints/in.js";
import { canBe, nameOfType, standsOn } from "../constraints/value-kinds.js";
import type { Report } from "../diagnostics/report.js";
import { suggest } from "../diagnostics/suggest.js";
import { checkFactReads } from "../facts/check-fact-reads.js";
import { type ConditionOnTool, findUnpassed } from "../facts/find-unpassed.js";
import type { Range, SourceFile } from "../source/source-file.js";
import type { ValueSyntax } from "../syntax/syntax.js";
import { type ArgumentType, noDefinitions } from "../tools/argument-type.js";
import { checkNames } from "./check-names.js";
import type { CheckedAction, CheckedConstraint, CheckedPolicyFile } from "./checked-policy.js";
import { narrowToIncluded } from "./narrow-to-included.js";
import type { ResolvedAction, ResolvedConstraint, ResolvedPolicyFile } from "./resolved-policy.js";
import { fault, type Place } from "./shape.js";

export interface CheckOptions {
  /** Every tool must be mentioned, whatever the file says. */
  readonly exhaustive: boolean;
}

/** Checks the file; undefined where anything in it does not fit. */
export function check(
  resolved: ResolvedPolicyFile,
  report: Report,
  options: CheckOptions,
): CheckedPolicyFile | undefined {
  const place: Place = { file: resolved.file, report, what: "the policy file" };
  const facts = resolved.facts?.signatures ?? null;
  checkNames(resolved.policies, place);
  // Several policies may hold an action that one of them has taken over from the other.
  const distinct = new Set(resolved.policies.flatMap(({ actions }) => actions));
  const checked = new Map(
    Array.from(distinct, (action) => {
      const signature = resolved.tools?.get(action.tool.value);
      const { parameters = null, definitions = noDefinitions } = signature ?? {};
      const subject = { tool: action.tool.value, parameters, definitions, facts };
      const here = { ...place, file: action.file };
      const checkedAction = checkAction(action, subject, here);
      const { when, requirements } = checkedAction;
      for (const condition of [when, ...requirements.map((each) => each.condition)])
        checkFactReads(condition, action.tool.value, signature ?? null, resolved.facts, here);
      return [action, checkedAction];
    }),
  );
  const own = resolved.policies.map((policy) => ({
    ...policy,
    actions: policy.actions.flatMap((action) => checked.get(action) ?? []),
  }));
  if (resolved.tools === null)
    checkAgreement(
      own.flatMap(({ actions }) => actions),
      place,
    );
  const enforced = own.filter(({ mode }) => mode === "enforce");
  const policies = narrowToIncluded(own, resolved.sources, place);
  findMootLog(resolved.log, place);
  if (resolved.tools !== null && (resolved.exhaustive || options.exhaustive)) {
    findUnmentioned(enforced, [...resolved.tools.keys()], place);
  }
  if (report.hasErrors) return undefined;
  if (resolved.facts !== null)
    findUnpassed(conditionsOf([...checked.values()], resolved), resolved.facts, report);
  // INVARIANT: the brand is given here and nowhere else.
  return { ...resolved, policies } as unknown as CheckedPolicyFile;
}

/** Those on tools that are known. */
function conditionsOf(
  actions: readonly CheckedAction[],
  { tools }: ResolvedPolicyFile,
): readonly ConditionOnTool[] {
  return actions.flatMap(({ tool: { value: name }, when, requirements }) => {
    const tool = tools?.get(name);
    if (tool === undefined) return [];
    const conditions = [when, ...requirements.map(({ condition }) => condition)];
    return conditions.flatMap((condition) => (condition === null ? [] : [{ tool, condition }]));
  });
}

function checkAction(action: ResolvedAction, subject: Subject, place: Place): CheckedAction {
  const when = action.when && compileCondition(action.when, subject, place);
  let known = when?.certain ?? nothingKnown;
  const requirements = action.requirements.map(({ that, otherwise, range }) => {
    const condition = compileCondition(that, subject, place, known);
    // INVARIANT: a requirement is asked only where the `when` and those before it hold.
    known = new Set([...known, ...condition.certain]);
    return { condition, otherwise, range, file: action.file, of: null };
  });
  const constraints = action.constraints.flatMap((constraint) =>
    checkConstraint(constraint, place),
  );
  return { ...action, when, constraints, requirements };
}

function checkConstraint(resolved: ResolvedConstraint, place: Place): readonly CheckedConstraint[] {
  const { rule, kind, argument, path, name, type, mayBeAbsent, keyRange: range, value } = resolved;
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
    const code = kind.takes === "pattern" ? "SC4005" : "SC4001";
    fault(code, value.range, message, place, { help: read.help });
    return [];
  }
  if (type !== null) checkValues(read.value, type, resolved, place);
  const ends = argument?.ends ?? null;
  const { file } = place;
  return [
    { rule, of: null, constraint: read.value, path, argument, ends, mayBeAbsent, file, range },
  ];
}

function checkValues(
  constraint: Constraint,
  type: ArgumentType,
  { name, value }: ResolvedConstraint,
  place: Place,
): void {
  const holder = constraint.namesOf(type);
  const can = holder === type ? "be" : "contain";
  for (const named of constraint.names) {
    if (canBe(holder, named) || place.report.isFull) continue;
    const possible =
      holder.kind === "literal" ? holder.values.filter((candidate) => candidate !== null) : [];
    const near = typeof named === "string" ? suggest(named, possible.map(String)) : undefined;
    fault(
      "SC4003",
      rangeOf(named, value, place.file),
      `\`${name}\` can never ${can} ${JSON.stringify(named)}`,
      place,
      {
        ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
        help:
          possible.length > 0 ? `it can ${can} ${someOf(possible)}` : `it is ${nameOfType(type)}`,
      },
    );
  }
}

/** A list that is longer than this helps nobody. */
const mostListed = 20;

function someOf(values: readonly Scalar[]): string {
  const more = values.length - mostListed;
  const shown = listed(values.slice(0, mostListed));
  return more > 0 ? `${shown} and ${more} more` : shown;
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

/** Without a tools module the constraints themselves say what an argument is; they must agree across policies. */
function checkAgreement(actions: readonly CheckedAction[], place: Place): void {
  const first = new Map<
    string,
    { readonly type: ArgumentType; readonly from: CheckedConstraint }
  >();
  for (const { tool, constraints } of actions) {
    for (const constraint of constraints) {
      const type = constraint.constraint.infers;
      const where = JSON.stringify([tool.value, ...constraint.path]);
      const known = first.get(where);
      if (type === null || type.kind === "union") continue;
      if (known === undefined) first.set(where, { type, from: constraint });
      else if (known.type.kind !== type.kind) {
        const message = `\`${constraint.path.join(".")}\` of \`${tool.value}\` is ${nameOfType(type)} here and ${nameOfType(known.type)} elsewhere`;
        const related = [{ message: "elsewhere", file: known.from.file, range: known.from.range }];
        const help = "name the `tools`, so that the compiler knows the argument's type";
        place.report.add({
          code: "SC4002",
          message,
          file: constraint.file,
          range: constraint.range,
          help,
          related,
        });
      }
    }
  }
}
