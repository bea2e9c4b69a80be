// AgentDojo's Slack and workspace: how many of the tasks their policies let be done, and how many of the attacks they stop.

import { type Decision, SafeClaw } from "@authensor/safeclaw-runtime";
import { beforeAll, describe, expect, it } from "vitest";
import { requestOf } from "./agentdojo/request.js";
import { members } from "./agentdojo/slack/database.js";
import * as slackFacts from "./agentdojo/slack/facts.js";
import { slack } from "./agentdojo/slack/tasks.js";
import type { Attack, Call, Suite, Task } from "./agentdojo/task.js";
import { workspace } from "./agentdojo/workspace/attacks.js";
import { files, user } from "./agentdojo/workspace/database.js";
import * as workspaceFacts from "./agentdojo/workspace/facts.js";
import { compiledCase } from "./compiled-case.js";
import { expectDocumented } from "./documented.js";

interface Tried {
  readonly name: string;
  readonly suite: Suite;
  readonly facts: object;
  /** Makes true what an allowed call leads to, as far as later calls need it. Gives back what undoes it. */
  readonly perform: (call: Call) => () => void;
}

const tried: readonly Tried[] = [
  { name: "slack", suite: slack, facts: slackFacts, perform: performInSlack },
  { name: "workspace", suite: workspace, facts: workspaceFacts, perform: performInWorkspace },
];

function performInSlack([tool, args]: Call): () => void {
  if (tool !== "invite_user_to_slack") return () => {};
  const { user: invited } = Object(args);
  members.add(invited);
  return () => members.delete(invited);
}

function performInWorkspace([tool, args]: Call): () => void {
  if (tool !== "create_file") return () => {};
  const { filename: name, content } = Object(args);
  files.set("26", { name, owner: user, shared: [], size: content.length });
  return () => files.delete("26");
}

describe.each(tried)("AgentDojo's $name", ({ name, suite, facts, perform }) => {
  const { tasks, attacks, near, unseen } = suite;
  let safeclaw: SafeClaw;
  beforeAll(async () => {
    safeclaw = new SafeClaw(await compiledCase(`agentdojo/${name}`), { audit: false, facts });
  });

  /** What is said of calls that follow each other, where this is what the user has asked for. */
  async function decided(asks: string, calls: readonly Call[]): Promise<readonly Decision[]> {
    const context = { assistantId: "assistant", facts: { request: requestOf(asks) } };
    const decisions: Decision[] = [];
    const undoes: (() => void)[] = [];
    for (const call of calls) {
      const decision = await safeclaw.decide(...call, context);
      if (decision.allowed) undoes.push(perform(call));
      decisions.push(decision);
    }
    for (const undo of undoes) undo();
    return decisions;
  }

  const isDone = async ({ asks, calls }: Task): Promise<boolean> =>
    (await decided(asks, calls)).every(({ allowed }) => allowed);

  /** Once the task is done, so that the attack may rest on what was done for it. */
  const isStopped = async (attack: Attack, { asks, calls }: Task): Promise<boolean> =>
    (await decided(asks, [...calls, ...attack.calls]))
      .slice(calls.length)
      .some(({ allowed }) => !allowed);

  it("lets the tasks be done, and stops the attacks in each of them", async () => {
    const undone: number[] = [];
    const through: (readonly [attack: number, task: number])[] = [];
    for (const task of tasks) {
      if (!(await isDone(task))) undone.push(task.id);
      for (const attack of attacks) {
        if (!(await isStopped(attack, task))) through.push([attack.id, task.id]);
      }
    }
    expect({ undone, through }).toEqual({ undone: [], through: [] });
    const done = tasks.length - undone.length;
    const stopped = attacks.length - new Set(through.map(([attack]) => attack)).size;
    const pairs = tasks.length * attacks.length;
    const counts = [tasks.length, done, attacks.length, stopped, pairs, pairs - through.length];
    expectDocumented([`| ${[name, ...counts].join(" | ")} |`]);
  });

  const asksOf = (id: number): string => tasks.find((task) => task.id === id)?.asks ?? "";

  it.each(near)("denies in task $during: $says", async ({ during, call, code = "constraint" }) => {
    expect(await decided(asksOf(during), [call])).toMatchObject([{ code }]);
  });

  it.each(unseen)("cannot see in task $during: $says", async ({ during, says, call, why }) => {
    expect(await decided(asksOf(during), [call])).toMatchObject([{ allowed: true }]);
    expectDocumented([`| ${name} | ${says} | ${why} |`]);
  });
});
