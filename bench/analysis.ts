// How long the compiler thinks about a large policy: 200 policies over 20 tools, with limits on five arguments each; and
// with conditions beside them.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse } from "../compiler/analysis/analyse.js";
import { Report } from "../compiler/diagnostics/report.js";
import { lower } from "../compiler/ir/lower.js";
import { bind } from "../compiler/policy/bind.js";
import { check } from "../compiler/policy/check.js";
import { compose } from "../compiler/policy/compose.js";
import { include } from "../compiler/policy/include.js";
import { resolve } from "../compiler/policy/resolve.js";
import { projectOf } from "../compiler/source/project.js";
import { SourceFile } from "../compiler/source/source-file.js";
import { parse } from "../compiler/syntax/parse.js";
import { readTools } from "../compiler/tools/read-tools.js";
import { version } from "../compiler/version.js";
import { median } from "./median.js";

const policies = 200;
const rounds = Number(process.env["ROUNDS"] ?? 5);

const tools = Array.from({ length: 20 }, (_, index) => ({
  name: `tool_${index}`,
  parameters: {
    type: "object",
    properties: {
      amount: { type: "number", minimum: 0, maximum: 10_000 },
      count: { type: "integer", minimum: 1 },
      currency: { type: "string", enum: ["EUR", "USD", "GBP"] },
      order: { type: "string", pattern: "^[A-Z]{3}-[0-9]+$" },
      note: { type: "string", maxLength: 500 },
    },
    required: ["amount", "count", "currency", "order"],
    additionalProperties: false,
  },
}));

/** The first is shared; of the others every tenth lets more through than it, and every eleventh is odd in its own way. */
function policyOf(index: number, isConditional: boolean): string {
  const isWide = index % 10 === 1;
  const isOdd = index % 11 === 1;
  const actions = tools.map(
    ({ name }) => `      - tool: ${name}
        effect: allow
${isConditional && index % 3 === 1 ? `        when: args.currency == "EUR" && !args.order.startsWith("INV-9")\n` : ""}\
        constraints:
${isConditional && index % 3 === 0 ? `          require: { that: "args.amount < ${1000 + index}.0 || args.count < 9" }\n` : ""}\
          amount: { min: 0.01, max: ${index === 0 ? 500 : isWide ? 600 + index : 100 + index} }
          count: { min: 2, max: 50, not_in: [13] }
          currency: [EUR, USD]
          order: { pattern: "${isOdd ? "^" : ""}(?:ORD|INV)-[0-9]{4,8}", max_length: 12 }
          note: { max_length: 200, optional: true }
`,
  );
  const scope = index === 0 ? "" : `    assistant_id: asst_${index}\n`;
  return `  - name: policy-${index}\n${scope}    actions:\n${actions.join("")}`;
}

const folder = await mkdtemp(join(tmpdir(), "safeclaw-bench-"));

/** The stages before the analysis, afresh: what it remembers hangs on their output. */
async function checkedPolicy(yaml: string) {
  const report = new Report();
  const path = join(folder, "tools.json");
  const syntax = parse(new SourceFile("safeclaw.yaml", yaml), report);
  const root = syntax && bind(syntax, report);
  const project = projectOf(join(folder, "safeclaw.yaml"), folder);
  const all = root && (await include(root, project, report));
  const bound = all && compose(all, report);
  if (bound === undefined) throw new Error("the policy is at fault");
  const mention = { file: bound.file, range: { start: 0, end: 0 } };
  const source = { path, display: path, mention, evaluate: false, dialect: "strict" } as const;
  const options = { projectRoot: folder, out: folder, version, cache: false, later: () => {} };
  const signatures = await readTools([source], report, options);
  const resolved = resolve(bound, { tools: signatures ?? null, facts: null }, report);
  const checked = resolved && check(resolved, report, { exhaustive: false });
  if (checked === undefined) throw new Error("the policy is at fault");
  return checked;
}

async function measure(name: string, isConditional: boolean): Promise<void> {
  const yaml = Array.from({ length: policies }, (_, index) => policyOf(index, isConditional));
  const text = `version: 1\ntools: ./tools.json\npolicies:\n${yaml.join("")}`;
  const times: number[] = [];
  let findings = 0;
  for (let round = 0; round < rounds; round += 1) {
    const checked = await checkedPolicy(text);
    const { tools: lowered } = lower(checked);
    const start = performance.now();
    findings = analyse(checked, lowered).findings.length;
    times.push(performance.now() - start);
  }
  console.log(
    `analysis of ${policies} policies × ${tools.length} tools ${name}, median of ${rounds} rounds: ` +
      `${median(times).toFixed(0)} ms (target ≤ 2000), ${findings} findings`,
  );
}

try {
  await writeFile(join(folder, "tools.json"), JSON.stringify(tools));
  await measure("with limits", false);
  await measure("with limits and conditions", true);
} finally {
  await rm(folder, { recursive: true });
}
