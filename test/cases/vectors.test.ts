// Policies of other systems in our language, held against what those systems decide.

import { beforeAll, describe, expect, it } from "vitest";
import { compileInMemory } from "../support/compile-in-memory.js";
import { isMissing, rows } from "../tools/support/corpora.js";
import { ourPolicy } from "./aip-policy.js";
import { cedarPolicies, unsaid as cedarUnsaid } from "./cedar-policies.js";
import { compiledCase } from "./compiled-case.js";
import { expectDocumented } from "./documented.js";
import { callsOf } from "./vector-calls.js";

interface Vector {
  readonly id: string;
  readonly source: string;
  readonly policy_ref?: string;
  readonly policy: string | null;
  readonly tool: string | null;
  readonly args: object | null;
  readonly input?: {
    readonly principal?: { readonly id: string };
    readonly resource?: { readonly id: string };
  };
  readonly expect: unknown;
}

type Policies = Awaited<ReturnType<typeof compiledCase>>;

const vectors = isMissing ? [] : rows<Vector>("decision_vectors.jsonl");
const of = (source: string, policy = ""): readonly Vector[] =>
  vectors.filter(
    (vector) => vector.source === source && (vector.policy_ref ?? "").includes(policy),
  );

/** What theirs lets through; `watch` marks what passes. */
const passes: readonly unknown[] = ["allow", "allowed", "watch"];

/** Each vector that can be said, with what theirs and ours say of it; and the others with the reason. */
interface Outcome {
  readonly id: string;
  readonly theirs: unknown;
  readonly ours: "allow" | "deny" | "require_approval";
}

/** Denied or put before a person where theirs does not let it through; allowed where it does. */
function disagreements(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ theirs, ours }) => passes.includes(theirs) !== (ours === "allow"));
}

/** What cannot be said is listed in the page, too, by reason. */
function report(
  name: string,
  outcomes: readonly Outcome[],
  unsaid: ReadonlyMap<string, string>,
): void {
  const count = (ours: Outcome["ours"]) => outcomes.filter((each) => each.ours === ours).length;
  for (const reason of new Set(unsaid.values())) {
    const ids = [...unsaid].filter(([, each]) => each === reason).map(([id]) => id);
    console.info(`${name}: not said, since ${reason}: ${ids.join(" ")}`);
  }
  const counts = [
    outcomes.length,
    count("allow"),
    count("require_approval"),
    count("deny"),
    unsaid.size,
  ];
  expectDocumented([`| ${[name, ...counts].join(" | ")} |`]);
}

/** One policy for all vectors of a source. */
const written = [
  {
    name: "agentdojo/banking",
    title: "Progent, bank",
    source: "progent-on-agentdojo",
    ref: "banking",
  },
  {
    name: "agentdojo/travel",
    title: "Progent, travel agency",
    source: "progent-on-agentdojo",
    ref: "travel",
  },
  { name: "rampart", title: "Rampart", source: "rampart", ref: "" },
  { name: "clawdstrike", title: "Clawdstrike", source: "clawdstrike", ref: "" },
] as const;

describe.each(written)("the policy of $name", ({ name, title, source, ref }) => {
  let policies: Policies;
  beforeAll(async () => {
    policies = await compiledCase(name);
  });

  it.each(callsOf(name))("%s: %s %j", (verdict, tool, args) => {
    expect(policies.guard(null).decide(tool, args).effect).toBe(verdict);
  });

  it.skipIf(isMissing)("decides as theirs, or better", () => {
    const unsaid = new Map<string, string>();
    const outcomes = of(source, ref).flatMap((vector): Outcome[] => {
      const call = callIn(vector);
      if (typeof call === "string") {
        unsaid.set(vector.id, call);
        return [];
      }
      const { effect } = policies.guard(null).decide(...call);
      return [{ id: vector.id, theirs: vector.expect, ours: effect }];
    });
    expect(disagreements(outcomes)).toEqual([]);
    report(title, outcomes, unsaid);
  });
});

describe.skipIf(isMissing)("the policies of others, one for each vector", () => {
  it("AIP's conformance cases are decided as by AIP, or better", async () => {
    const unsaid = new Map<string, string>();
    const outcomes: Outcome[] = [];
    for (const vector of of("aip-conformance")) {
      const ours = ourPolicy(vector);
      if ("unsaid" in ours) unsaid.set(vector.id, ours.unsaid);
      else {
        const policies = await compileInMemory(ours);
        const { effect } = policies.guard(null).decide(vector.tool ?? "", vector.args ?? {});
        outcomes.push({ id: vector.id, theirs: vector.expect, ours: effect });
      }
    }
    expect(disagreements(outcomes)).toEqual([]);
    report("AIP", outcomes, unsaid);
  });

  it("Cedar's integration tests are decided as by Cedar", async () => {
    const unsaid = new Map<string, string>();
    const outcomes: Outcome[] = [];
    for (const { id, tool, args, input, expect: theirs } of of("cedar-integration")) {
      const yaml = cedarPolicies[id.split("/").slice(1, 3).join("/")];
      if (yaml === undefined) unsaid.set(id, cedarUnsaid);
      else {
        const policies = await compileInMemory({ yaml });
        const request = { ...plain(args ?? {}), resource: input?.resource?.id };
        const { effect } = policies.guard(input?.principal?.id ?? null).decide(tool ?? "", request);
        outcomes.push({ id, theirs, ours: effect });
      }
    }
    expect(disagreements(outcomes)).toEqual([]);
    report("Cedar", outcomes, unsaid);
  });
});

/** Decimals are numbers to us, and addresses are texts. */
function plain(context: object): object {
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => {
      const { __extn: extension } = Object(value);
      if (extension === undefined) return [name, value];
      return [name, extension.fn === "decimal" ? Number(extension.arg) : extension.arg];
    }),
  );
}

/** The call in a vector, or why there is none. Clawdstrike's events hold a tool's name and arguments among their own. */
function callIn({ source, tool, args }: Vector): [tool: string, args: object] | string {
  if (source !== "clawdstrike") return [tool ?? "", args ?? {}];
  const { type, toolName, parameters, ...event } = Object(args);
  if (type === "custom") return "what a text means is not to be seen in a call";
  return type === "tool" ? [toolName, parameters] : [tool ?? "", event];
}
