// The one loop that decides. Everything generated is data and predicates; the control flow of every guard is here.

import { allow, besideShadow, deny, internal, noRule, unknownTool } from "./answers.js";
import { type Circumstances, Inquiry } from "./circumstances.js";
import type { ArgumentSchema, ToolTypes } from "./compiled-policy.js";
import type { Decision, Denied } from "./decision.js";
import { Malformed } from "./malformed.js";
import { parseArguments } from "./parse-arguments.js";
import type { PermittedFor, ToolName } from "./permitted.js";
import type { ByArguments, Grant, Plan } from "./plan.js";

/** A decision, and what was looked at for it. */
export interface Examination<Args> {
  readonly decision: Decision<Args>;
  /** The arguments as they were read: null where the name was enough or nothing could be read. */
  readonly args: object | null;
  /** The facts that were lacking. Where there are some, only an examination with them decides. */
  readonly lacking: readonly string[];
}

/** Decides the calls of one assistant. None of it throws. `args` is a parsed value or the model's raw JSON text. */
export interface Guard<Tools extends ToolTypes = ToolTypes> {
  /** A call that needs facts is denied. */
  decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
  ): Decision<PermittedFor<Tools, Name>>;
  /** The decision where the tool's name is enough for one, as for a denied tool; else null. */
  decideByName(tool: string): Decision | null;
  /** The ids of the rules that may let a call of this tool through, perhaps after an approval. */
  grantsOf(tool: string): readonly string[];
  /** As `decide`, by what is known, and with what was looked at: for whoever records the call or looks up facts. */
  examine<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    circumstances?: Circumstances,
  ): Examination<PermittedFor<Tools, Name>>;
}

/** Where a guard finds its plans. Undefined for a tool that no policy may speak of. */
export type FindPlan = (tool: string) => Plan | undefined;

/** One caller's plans. */
export interface CallerPlans {
  /** Empty where nobody said who calls. */
  readonly assistantId: string;
  readonly find: FindPlan;
  /** The plans of shadow policies, whose answers only ever stand beside a decision; null where there are none. */
  readonly findShadow: FindPlan | null;
}

type Examine = (tool: string, args: unknown, circumstances?: Circumstances) => Examination<never>;

export function guardOf<Tools extends ToolTypes>(plans: CallerPlans): Guard<Tools> {
  const { assistantId, find, findShadow } = plans;
  const examine: Examine = (tool, args, circumstances) => {
    const examination = examineBy(find(tool) ?? noPlan, args, assistantId, circumstances);
    const shadow = findShadow?.(tool);
    if (shadow === undefined) return examination;
    const input = examination.args ?? args;
    return withShadow(examination, examineBy(shadow, input, assistantId, circumstances));
  };
  return Object.freeze({
    examine,
    decide: (tool: string, args: unknown) => examine(tool, args).decision,
    decideByName: (tool: string) => (find(tool) ?? noPlan).byName,
    grantsOf: (tool: string) => (find(tool) ?? noPlan).grants.map(({ origin }) => origin.rule),
  });
}

const noPlan: Plan = { byName: unknownTool, grants: [] };
const nothing: readonly string[] = Object.freeze([]);
const nothingKnown: Circumstances = Object.freeze({});

/** For plans without a question: it need not be made anew for each call. */
const idle = new Inquiry({}, "", nothingKnown);

function examineBy(
  plan: Plan,
  input: unknown,
  assistantId: string,
  circumstances = nothingKnown,
): Examination<never> {
  try {
    if (plan.byName !== null) {
      return { decision: plan.byName, args: null, lacking: nothing };
    }
    const args = parseArguments(input);
    if (args instanceof Malformed) {
      return { decision: malformed(args), args: null, lacking: nothing };
    }
    // INVARIANT: only `true` passes; a promise or anything else that is merely truthy does not.
    if (plan.schema.accepts(args) !== true) {
      return { decision: invalid(plan.schema, args), args, lacking: nothing };
    }
    const inquiry = plan.asks ? new Inquiry(args, assistantId, circumstances) : idle;
    const decision = decide(plan, args, inquiry);
    const { unanswered, lacking } = inquiry;
    // INVARIANT: what was decided past a question without an answer is no decision.
    return { decision: unanswered ?? decision, args, lacking };
  } catch {
    // INVARIANT: whatever fails while deciding denies.
    return { decision: internal, args: null, lacking: nothing };
  }
}

/** Where a question has no answer yet, goes on to ask what else the decision may depend on. */
function decide({ denials, grants }: ByArguments, args: object, inquiry: Inquiry): Decision<never> {
  for (const { when, denial } of denials) {
    const applies = when === null || inquiry.ask(when);
    if (applies === true) {
      return denial;
    }
    if (isDenial(applies)) {
      return applies;
    }
  }
  for (const grant of grants) {
    const applies = grant.when === null || inquiry.ask(grant.when);
    if (isDenial(applies)) {
      return applies;
    }
    if (applies === false) {
      continue;
    }
    const answer = fulfil(grant, args, inquiry);
    if (applies === true) {
      return answer;
    }
  }
  return noRule;
}

function fulfil(grant: Grant, args: object, inquiry: Inquiry): Decision<never> {
  for (const { holds, question, denial } of grant.obligations) {
    // INVARIANT: only `true` passes; a constraint that throws denies, too, in `examineBy`.
    if (holds !== null && holds(args) !== true) {
      return denial;
    }
    const met = question === null || inquiry.ask(question);
    if (met === false) {
      return denial;
    }
    if (isDenial(met)) {
      return met;
    }
  }
  return grant.approval ?? allow(args, grant.reason, grant.origin);
}

function isDenial(answer: boolean | null | Denied): answer is Denied {
  return typeof answer === "object" && answer !== null;
}

/** The examination of a call with what shadow policies make of it, which changes neither answer nor arguments. */
function withShadow(
  { decision, args, lacking }: Examination<never>,
  shadow: Examination<never>,
): Examination<never> {
  const { effect, code, rule } = shadow.decision;
  return {
    decision: besideShadow(decision, Object.freeze({ effect, code, rule })),
    args: args ?? shadow.args,
    lacking: [...new Set([...lacking, ...shadow.lacking])],
  };
}

function malformed({ path, what }: Malformed): Denied {
  const place = path === null ? "" : `${path}: `;
  return deny("malformed-arguments", `malformed arguments: ${place}${what}`, path);
}

function invalid(schema: ArgumentSchema, args: object): Denied {
  const { path, message } = schema.explain(args);
  const place = path === null ? "" : `${path}: `;
  return deny("invalid-arguments", `invalid arguments: ${place}${message}`, path);
}
