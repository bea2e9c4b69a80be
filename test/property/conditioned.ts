// Puts conditions into generated policy files: on actions, beside their constraints, and on a second action in their place.

import fc from "fast-check";
import type { Action, ArgumentType, ObjectType, Policy, Scalar } from "../oracle/policy-file.js";
import { ASSISTANTS, POLICY_NAMES } from "./policies.js";
import { domain } from "./sample-values.js";
import { type Scenario, toYaml } from "./scenario.js";

/** The same scenario, some of its actions now with conditions. */
export function conditioned(scenario: Scenario): fc.Arbitrary<Scenario> {
  const { file, tools } = scenario;
  const policies = file.policies.map((policy) => policyArbitrary(policy, tools));
  return fc
    .tuple(fc.tuple(...policies), fc.constantFrom("block", "flow", "any"))
    .map(([changed, style]) => {
      const own = { ...file, policies: changed };
      return { ...scenario, file: own, yaml: toYaml(own, style) };
    });
}

/**
 * Conditions that leave an action nothing to decide may well be generated, and make the file an error;
 * `dead-actions.test.ts` is about them.
 */
export function passOverIdle(diagnostics: string): void {
  const errors = diagnostics.match(/error\[SC\d+\]/gu) ?? [];
  const idle =
    diagnostics.match(
      /for every call one of the others|no call makes its condition true|nothing satisfies this condition/gu,
    ) ?? [];
  fc.pre(errors.length === 0 || errors.length > idle.length);
}

function policyArbitrary(policy: Policy, tools: Scenario["tools"]): fc.Arbitrary<Policy> {
  const actions = policy.actions.map((action) => {
    if (action.tool === "code_interpreter" || action.tool === "file_search") {
      return fc.constant([action]);
    }
    return actionArbitrary(action, conditionOn(tools?.get(action.tool) ?? null));
  });
  return fc.tuple(...actions).map((changed) => ({ ...policy, actions: changed.flat() }));
}

/**
 * A second action stands behind one that has a condition, and both deny or neither does: so each can still decide for
 * somebody.
 */
function actionArbitrary(
  action: Action,
  condition: fc.Arbitrary<string>,
): fc.Arbitrary<readonly Action[]> {
  return fc
    .record({
      when: fc.option(condition),
      that: fc.array(condition, { maxLength: 2 }),
      isOne: fc.boolean(),
      second: fc.option(fc.option(condition)),
    })
    .map(({ when, that, isOne, second }) => {
      const { tool, effect } = action;
      const [only, ...more] = that.map((text) => ({ that: text, otherwise: "It must be so" }));
      const require = isOne && more.length === 0 ? only : [only, ...more];
      const isLimited = only !== undefined && effect !== "deny";
      const constraints = isLimited ? { ...action.constraints, require } : action.constraints;
      const first = {
        ...action,
        ...(when === null ? {} : { when }),
        ...(constraints === undefined ? {} : { constraints }),
      };
      if (when === null || second === null) return [first];
      return [first, { tool, effect, ...(second === undefined ? {} : { when: second }) }];
    })
    .map((actions) =>
      // INVARIANT: only what is null has been left out.
      actions.map(
        (each) => JSON.parse(JSON.stringify(each, (_, value) => value ?? undefined)) as Action,
      ),
    );
}

function conditionOn(type: ObjectType | null): fc.Arbitrary<string> {
  const asked = [
    fc.constantFrom(...ASSISTANTS).map((id) => `assistant.id == ${JSON.stringify(id)}`),
    fc.constantFrom(...POLICY_NAMES).map((name) => `assistant.policy == ${JSON.stringify(name)}`),
    ...(type === null
      ? [fc.constant('has(args.amount) || "note" in args')]
      : questions(type, "args")),
  ];
  const one = fc.oneof(...asked);
  return fc.oneof(
    { weight: 3, arbitrary: one },
    { weight: 1, arbitrary: one.map((a) => `!(${a})`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(one, fc.constantFrom("&&", "||"), one)
        .map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
    },
  );
}

/** What can be asked of each property. */
function questions(type: ObjectType, holder: string): readonly fc.Arbitrary<string>[] {
  return Object.entries(type.properties).flatMap(([name, inner]) => {
    const isPlain = /^[a-z_]\w*$/iu.test(name);
    const path = isPlain ? `${holder}.${name}` : `${holder}[${JSON.stringify(name)}]`;
    const isThere = isPlain ? `has(${path})` : `${JSON.stringify(name)} in ${holder}`;
    const own = questionsOn(inner, path);
    if (inner.optional !== true) return own;
    // Now and then nobody asks before whether it is there.
    const guards = [`${isThere} && `, `!(${isThere}) || `, ""];
    return own.map((question) =>
      fc.tuple(fc.constantFrom(...guards), question).map(([guard, text]) => `${guard}(${text})`),
    );
  });
}

function questionsOn(type: ArgumentType, path: string): readonly fc.Arbitrary<string>[] {
  if (type.type === "object") return questions(type, path);
  if (type.type === "array") {
    // A name that no list around this one has given to its items.
    const name = `each_${path.length}`;
    const each = questionsOn(type.items, name);
    const macro = fc.constantFrom("all", "exists", "exists_one");
    return [
      fc.constant(`size(${path}) == 1`),
      ...each.map((question) =>
        fc.tuple(macro, question).map(([all, text]) => `${path}.${all}(${name}, ${text})`),
      ),
    ];
  }
  const values = fc.constantFrom(...(type.enum ?? domain(type))).map(written);
  const operators = type.type === "boolean" ? ["==", "!="] : ["==", "!=", "<", "<=", ">", ">="];
  const compared = fc
    .tuple(fc.constantFrom(...operators), values)
    .map(([operator, value]) => `${path} ${operator} ${value}`);
  const listed = fc
    .array(values, { minLength: 1, maxLength: 3 })
    .map((all) => `${path} in [${all.join(", ")}]`);
  if (type.type !== "string") return [compared, listed];
  const parts = fc
    .tuple(fc.constantFrom("startsWith", "endsWith", "contains"), values)
    .map(([method, value]) => `${path}.${method}(${value})`);
  return [compared, listed, parts, fc.constant(`size(${path}) > 2`)];
}

function written(value: Scalar): string {
  if (typeof value !== "number") return JSON.stringify(value);
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
}
