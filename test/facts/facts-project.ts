// A project whose one policy has a condition on facts: compiled, and what is generated bound to functions.

import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { load } from "../../compiler/output/load.js";
import { projectOf } from "../../compiler/source/project.js";
import { type Files, folder } from "../cli/folder.js";

export interface FactsProject {
  /** What stands in facts.ts. */
  readonly facts: string;
  /** The condition on refunds. */
  readonly when: string;
  /** What `facts:` is in the policy; the path of the module where nothing is said. */
  readonly entry?: string;
  readonly more?: Files;
}

const tools = `interface Tree { name: string; parts: Tree[] }
export declare function refund_order(args: {
  order_id: string;
  amount: number;
  reason?: string;
  kind: "full" | "part";
  address: { city: string; zip?: string };
  tags: string[];
  coupon: string | null;
  tree: Tree;
}): void;
`;

export const refund = {
  order_id: "ord_1",
  amount: 5,
  kind: "full",
  address: { city: "Rome" },
  tags: [],
  coupon: null,
  tree: { name: "a", parts: [] },
};

export function filesOf({ facts, when, entry = "./facts.ts", more = {} }: FactsProject): Files {
  return {
    "safeclaw.yaml": `version: 1
tools: ./tools.ts
facts: ${entry}
policies:
  - name: desk
    actions:
      - tool: refund_order
        effect: allow
        when: ${JSON.stringify(when)}
`,
    "tools.ts": tools,
    "facts.ts": facts,
    ...more,
  };
}

export interface CompiledFacts {
  readonly policies: CompiledPolicies<{ readonly refund_order: object }, false>;
  /** A generated file; empty where there is none. */
  readonly textOf: (path: string) => string;
}

/** Throws with the rendered diagnostics where it does not compile. */
export async function compileFacts(project: FactsProject): Promise<CompiledFacts> {
  const path = folder({ ...filesOf(project), "package.json": "{}" });
  const { output, diagnostics } = await compile({
    project: projectOf(`${path}/safeclaw.yaml`, path),
    cache: false,
  });
  if (output === null) throw new Error(diagnostics.map((each) => render(each)).join("\n\n"));
  const policies = await load(output.files);
  return {
    // INVARIANT: these are the policies of this project, which are for all assistants.
    policies: policies as CompiledFacts["policies"],
    textOf: (path) => output.files.find((file) => file.path === path)?.text ?? "",
  };
}
