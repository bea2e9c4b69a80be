// Agents: names of the application's own that stand for the ids an assistant has, say one for each environment.

import type { DiagnosticCode } from "../diagnostics/catalog.js";
import { reportOddId } from "./check-names.js";
import type { Agent, Located, Policy } from "./policy.js";
import { fault, type Place } from "./shape.js";

/** The policies, with each agent's name joined by its ids. */
export function nameAgents(
  agents: readonly Agent[],
  policies: readonly Policy[],
  place: Place,
): readonly Policy[] {
  checkAgents(agents, place);
  const byName = new Map(agents.map(({ name, ids }) => [name.value, ids]));
  const used = new Set(policies.flatMap(({ assistants }) => assistants.map(({ value }) => value)));
  for (const { name } of agents.filter((agent) => !used.has(agent.name.value))) {
    const message = `no policy is for the agent \`${name.value}\``;
    const help = `write \`assistant_id: ${name.value}\` in its policy, or remove it`;
    fault("SC3015", name.range, message, place, { help });
  }
  // One fault of an agent would be as many as there are mentions of it.
  if (agents.length === 0 || place.report.hasErrors) return policies;
  return policies.map((policy) => named(policy, byName, place));
}

function checkAgents(agents: readonly Agent[], place: Place): void {
  const names = new Map(agents.map(({ name }) => [name.value, name]));
  const owners = new Map<string, { readonly agent: Agent; readonly id: Located<string> }>();
  for (const agent of agents) {
    for (const id of [agent.name, ...agent.ids]) reportOddId(id, place);
    for (const id of agent.ids) {
      const name = names.get(id.value);
      const owner = owners.get(id.value);
      owners.set(id.value, { agent, id });
      if (name !== undefined) {
        const message = `\`${id.value}\` is the name of an agent, and an id as well`;
        reportTwo("SC3014", id, name, message, "rename the agent", place);
      } else if (owner !== undefined && owner.agent !== agent) {
        const message = `\`${id.value}\` belongs to \`${owner.agent.name.value}\` and to \`${agent.name.value}\``;
        reportTwo("SC3013", id, owner.id, message, "leave it to one of the two", place);
      }
    }
  }
}

function reportTwo(
  code: DiagnosticCode,
  id: Located<string>,
  other: Located<string>,
  message: string,
  help: string,
  { file, report }: Place,
): void {
  const related = [{ message: "the other one is here", file, range: other.range }];
  report.add({ code, message, file, range: id.range, help, related });
}

function named(
  policy: Policy,
  agents: ReadonlyMap<string, readonly Located<string>[]>,
  { report }: Place,
): Policy {
  const assistants = policy.assistants.flatMap((mention) => {
    const ids = agents.get(mention.value) ?? [];
    return [mention, ...ids.map(({ value }) => ({ value, range: mention.range }))];
  });
  const seen = new Map<string, Located<string>>();
  for (const each of assistants) {
    const first = seen.get(each.value);
    if (first !== undefined) {
      const message = `\`${each.value}\` stands here by itself, and in an agent`;
      const place: Place = { file: policy.file, report, what: "`assistant_id`" };
      reportTwo("SC3005", each, first, message, "keep the agent's name alone", place);
    }
    seen.set(each.value, each);
  }
  return { ...policy, assistants };
}
