// Generates policy files that a strict compiler accepts: every action of theirs can decide for somebody.

import fc from "fast-check";
import type { Action, Constraints, Policy, PolicyFile, Tools } from "../oracle/policy-file.js";
import { type Constrained, constraintsArbitrary } from "./constraints.js";
import { targetsOf } from "./tools.js";

export const ASSISTANTS = ["asst_a", "asst_b", "triage agent", "constructor", "__proto__"];
/** What some of them stand for, where the file says so. */
export const AGENTS = { "triage agent": ["asst_t1", "asst_t2"], asst_b: "b" } as const;
export const BUILT_IN_TOOLS = ["code_interpreter", "file_search"];

export const POLICY_NAMES = [
  "support-desk",
  "billing",
  "night-shift",
  "read-only",
  "ops2",
  "a-b-c",
];
const TEXTS = ["Refunds up to 100", "*/ `${x}`", 'a "quoted"\nword', "# no: comment", "é😀\u2028"];

/** An action, with what is known of the calls that it lets through. */
export interface GeneratedAction extends Omit<Constrained, "constraints"> {
  readonly policy: GeneratedPolicy;
  readonly action: Action;
  /** Whether it is the policy's own, and not taken over. */
  readonly own: boolean;
}

export interface GeneratedPolicy {
  readonly name: string;
  /** Null for a shared policy. */
  readonly assistants: readonly string[] | null;
  readonly mode: "enforce" | "shadow";
  /** The policy that it takes actions over from; null where there is none. */
  readonly extended: string | null;
}

export interface GeneratedFile {
  readonly file: PolicyFile;
  readonly actions: readonly GeneratedAction[];
}

/** Up to four policies on these tools; without `described` the file names no tools module. */
export function fileArbitrary(tools: Tools, described: boolean): fc.Arbitrary<GeneratedFile> {
  const policies = fc
    .shuffledSubarray(POLICY_NAMES, { minLength: 1, maxLength: 4 })
    .chain((names) => fc.tuple(...names.map((name) => policyArbitrary(name, tools, described))));
  const empty = fc.constant<readonly (readonly GeneratedAction[])[]>([]);
  return fc
    .tuple(
      fc.oneof({ weight: 40, arbitrary: policies }, { weight: 1, arbitrary: empty }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      fc.shuffledSubarray(POLICY_NAMES),
    )
    .map(([generated, saysDefault, backwards, hasAgents, extending]) => {
      const actions = extended(deciding(generated.flat()), extending);
      const file: PolicyFile = {
        version: 1,
        ...(saysDefault ? { default: "deny" } : {}),
        ...(hasAgents ? { agents: AGENTS } : {}),
        ...(described ? { tools: "./tools.json" } : {}),
        policies: policiesOf(actions).map((policy) => (backwards ? reversed(policy) : policy)),
      };
      return { file: backwards ? reversed(file) : file, actions };
    });
}

function policyArbitrary(
  name: string,
  tools: Tools,
  described: boolean,
): fc.Arbitrary<readonly GeneratedAction[]> {
  return fc
    .tuple(
      fc.option(fc.shuffledSubarray(ASSISTANTS, { minLength: 1, maxLength: 3 }), { freq: 3 }),
      fc.constantFrom("enforce", "enforce", "enforce", "shadow"),
      fc.shuffledSubarray([...tools.keys()], { minLength: 1 }),
      fc.oneof(fc.constant([]), fc.shuffledSubarray(BUILT_IN_TOOLS)),
    )
    .chain(([assistants, mode, named, builtIn]) =>
      fc.tuple(
        ...[...builtIn, ...named].map((tool) =>
          actionArbitrary({ name, assistants, mode, extended: null }, tool, tools, described),
        ),
      ),
    );
}

function actionArbitrary(
  policy: GeneratedPolicy,
  tool: string,
  tools: Tools,
  described: boolean,
): fc.Arbitrary<GeneratedAction> {
  const type = tools.get(tool);
  const effect = fc.constantFrom("allow", "allow", "allow", "require_approval", "deny");
  return fc.tuple(effect, fc.option(fc.constantFrom(...TEXTS))).chain(([effect, reason]) => {
    const constrainable = type !== undefined && effect !== "deny";
    const targets = constrainable ? targetsOf(type, described) : [];
    return constraintsArbitrary(targets).map(({ constraints, witness, limits }) => ({
      policy,
      own: true,
      action: { tool, effect, ...(reason === null ? {} : { reason }), ...some(constraints) },
      witness,
      limits,
    }));
  });
}

function some(constraints: Constraints): { readonly constraints?: Constraints } {
  return Object.keys(constraints).length === 0 ? {} : { constraints };
}

/** Leaves out the actions that could never decide beside others of their standing. */
function deciding(actions: readonly GeneratedAction[]): readonly GeneratedAction[] {
  return actions.filter((one) => {
    const rivals = actions.filter(
      ({ action, policy }) => action.tool === one.action.tool && policy.mode === one.policy.mode,
    );
    const { assistants } = one.policy;
    if (assistants === null) return decider(rivals.filter((rival) => isShared(rival))) === one;
    return assistants.some(
      (id) => decider(rivals.filter(({ policy }) => policy.assistants?.includes(id))) === one,
    );
  });
}

/** Lets a policy take over the actions of another, where each could still decide for somebody. */
function extended(
  actions: readonly GeneratedAction[],
  names: readonly string[],
): readonly GeneratedAction[] {
  for (const name of names) {
    const own = actions.filter(({ policy }) => policy.name === name);
    const others = actions.filter(({ policy }) => policy.name !== name);
    for (const other of new Set(others.map(({ policy }) => policy.name))) {
      const taken = others.filter(
        ({ policy, action }) => policy.name === other && !isReplaced(action, own),
      );
      const [first] = own;
      if (first === undefined || taken.length === 0) continue;
      const policy = { ...first.policy, extended: other };
      const all = actions.flatMap((action) => {
        if (action.policy.name !== name) return [action];
        const mine = { ...action, policy };
        if (action !== own.at(-1)) return [mine];
        return [mine, ...taken.map((each) => ({ ...each, policy, own: false }))];
      });
      if (deciding(all).length === all.length) return all;
    }
  }
  return actions;
}

function isReplaced({ tool, effect }: Action, own: readonly GeneratedAction[]): boolean {
  return own.some(
    ({ action }) => action.tool === tool && (effect !== "deny" || action.effect === "deny"),
  );
}

function decider(rivals: readonly GeneratedAction[]): GeneratedAction | undefined {
  return rivals.find(({ action }) => action.effect === "deny") ?? rivals[0];
}

function isShared({ policy }: GeneratedAction): boolean {
  return policy.assistants === null;
}

function policiesOf(actions: readonly GeneratedAction[]): readonly Policy[] {
  const policies = [...new Set(actions.map(({ policy }) => policy.name))];
  return policies.map((name) => {
    const own = actions.filter(({ policy }) => policy.name === name);
    const { assistants = null, mode = "enforce", extended: other = null } = own[0]?.policy ?? {};
    const [only, ...more] = assistants ?? [];
    return {
      name,
      ...(name.includes("-") ? { description: `The ${name}: its \`rules\`` } : {}),
      ...(only === undefined ? {} : { assistant_id: more.length === 0 ? only : [only, ...more] }),
      ...(mode === "shadow" ? { mode } : {}),
      ...(other === null ? {} : { extends: other }),
      actions: own.filter((each) => each.own).map(({ action }) => action),
    };
  });
}

/** The same keys the other way round: their order means nothing. */
function reversed<Fields extends object>(fields: Fields): Fields {
  // INVARIANT: the same entries make the same type.
  return Object.fromEntries(Object.entries(fields).reverse()) as Fields;
}
