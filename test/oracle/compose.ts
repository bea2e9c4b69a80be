// What the reference interpreter makes of agents, `extends` and `include` before it decides: policies side by side.

import type { Action, Call, Policy, PolicyFile } from "./policy-file.js";

/** Other files by the path that `include` names them with. */
export type OtherFiles = ReadonlyMap<string, PolicyFile>;

export interface ComposedPolicy extends Policy {
  /** The path of its file; that of the file which is compiled is "". */
  readonly from: string;
}

export interface ComposedFile extends Omit<PolicyFile, "policies"> {
  readonly policies: readonly ComposedPolicy[];
  /** What each file includes. */
  readonly includes: ReadonlyMap<string, readonly string[]>;
}

export const noOthers: OtherFiles = new Map();

export function compose(file: PolicyFile, others: OtherFiles = noOthers): ComposedFile {
  const fileAt = (path: string): PolicyFile => {
    const found = path === "" ? file : others.get(path);
    if (found === undefined) throw new Error(`there is no ${path}`);
    return found;
  };
  const paths = levels(fileAt);
  const all = paths.flatMap((from) => fileAt(from).policies.map((policy) => ({ ...policy, from })));
  const policies = all.map((policy) => ({
    ...policy,
    ...(policy.assistant_id === undefined ? {} : { assistant_id: idsOf(policy, file) }),
    actions: actionsOf(policy, all),
  }));
  const includes = new Map(paths.map((path) => [path, listOf(fileAt(path).include)]));
  return { ...file, policies, includes };
}

/** "Level by level: the file itself, what it includes, what those include. What is on two levels counts on the higher." */
function levels(fileAt: (path: string) => PolicyFile): readonly string[] {
  const order: string[] = [];
  for (let level = [""]; level.length > 0; ) {
    const above = level.flatMap((path) => listOf(fileAt(path).include));
    for (const path of level) {
      const earlier = order.indexOf(path);
      if (earlier >= 0) order.splice(earlier, 1);
      order.push(path);
    }
    level = [...new Set(above)];
  }
  return order;
}

/** "The name and its ids all match." */
function idsOf({ assistant_id: mentions }: Policy, { agents = {} }: PolicyFile): readonly string[] {
  return listOf(mentions).flatMap((mention) => [
    mention,
    ...(Object.hasOwn(agents, mention) ? listOf(agents[mention]) : []),
  ]);
}

/** "Its own actions before those that it takes over. What it says itself of a tool replaces what it takes over of it, but for denials." */
function actionsOf(policy: Policy, all: readonly Policy[]): readonly Action[] {
  const taken = listOf(policy.extends).flatMap((name) => {
    const other = all.find((each) => each.name === name);
    if (other === undefined) throw new Error(`there is no ${name}`);
    return actionsOf(other, all);
  });
  const kept = [...new Set(taken)].filter((action) => {
    const own = policy.actions.filter(
      ({ tool, when }) => tool === action.tool && when === undefined,
    );
    const isReplaced =
      action.effect === "deny" ? own.some(({ effect }) => effect === "deny") : own.length > 0;
    return !isReplaced;
  });
  return [...policy.actions, ...kept];
}

/** Whether a policy that widens takes a denial of a file above away from this caller. */
export function isLifted(
  denial: ComposedPolicy,
  call: Call,
  policies: readonly ComposedPolicy[],
  file: ComposedFile,
): boolean {
  return policies.some(
    (policy) =>
      policy.widen === true &&
      policy.from !== denial.from &&
      within(policy.from, file).includes(denial.from) &&
      policy.actions.some(
        ({ tool, effect, when }) => tool === call.tool && effect !== "deny" && when === undefined,
      ) &&
      (policy.assistant_id === undefined ||
        (call.assistant !== null && listOf(policy.assistant_id).includes(call.assistant))),
  );
}

/** A file and all that it includes. */
export function within(path: string, file: ComposedFile): readonly string[] {
  return [path, ...(file.includes.get(path) ?? []).flatMap((each) => within(each, file))];
}

function listOf(written: string | readonly string[] | undefined): readonly string[] {
  return [written ?? []].flat();
}
