// How much tsc has to do for a generated project, as a multiple of the same tools with interfaces by hand and no checks.

import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../compiler/compile.js";
import { projectOf } from "../compiler/source/project.js";

const rounds = Number(process.env["ROUNDS"] ?? 3);
const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(root, "node_modules/typescript6/bin/tsc");
const assistants = 100;
const toolsEach = 20;

/** The tools' arguments, as both kinds of project write them. */
const members = `{
  /** The order's id. */
  order_id: string;
  amount: number;
  status: "processing" | "shipped" | "delivered" | "lost";
  reason?: string;
  lines: { sku: string; count: number }[];
}`;

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

const toolsModule = (count: number): string =>
  numbers(count)
    .map(
      (n) =>
        `export async function tool_${n}(args: ${members}): Promise<string> {\n  return args.order_id;\n}\n`,
    )
    .join("");

const byHand = (count: number): string => {
  const tools = numbers(count);
  const interfaces = tools.map((n) => `export interface Tool${n}Args ${members}\n`);
  const map = tools.map((n) => `  tool_${n}: Tool${n}Args;\n`);
  const handlers = tools.map((n) => `  tool_${n}: (args: Tool${n}Args) => unknown;\n`);
  return `${interfaces.join("")}export interface ToolArgs {\n${map.join("")}}\nexport interface ToolHandlers {\n${handlers.join("")}}\n`;
};

/** The assistants' policies; `toolOf` says which tool an assistant has at a place of its list. */
function policyOf(toolOf: (assistant: number, place: number) => number): string {
  const policies = numbers(assistants).map((assistant) => {
    const actions = numbers(toolsEach).map(
      (place) =>
        `      - tool: tool_${toolOf(assistant, place)}\n        effect: allow\n        constraints: { max_amount: ${assistant + 1}, allowed_statuses: processing|shipped }\n`,
    );
    return `  - name: assistant-${assistant}\n    assistant_id: asst_${assistant}\n    actions:\n${actions.join("")}`;
  });
  return `version: 1\ntools: ./tools.ts\npolicies:\n${policies.join("")}`;
}

const application = `import type { ToolHandlers } from "./generated/index.js";
import * as tools from "./tools.js";

export const handlers: ToolHandlers = tools;
`;

const tsconfig = JSON.stringify({
  compilerOptions: {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    target: "es2022",
    module: "nodenext",
    types: [],
  },
});

type Files = Readonly<Record<string, string>>;

async function write(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function prepare(folder: string, tools: number, policy: string): Promise<void> {
  const common = {
    "package.json": '{ "type": "module" }',
    "tsconfig.json": tsconfig,
    "tools.ts": toolsModule(tools),
    "application.ts": application,
  };
  const [generated, hand] = [join(folder, "generated"), join(folder, "by-hand")];
  await write(hand, { ...common, "generated/index.ts": byHand(tools) });
  await write(generated, { ...common, "safeclaw.yaml": policy });
  await symlink(join(root, "node_modules"), join(generated, "node_modules"));
  const { output } = await compile({
    project: projectOf(join(generated, "safeclaw.yaml"), generated),
    cache: false,
  });
  if (output === null) throw new Error("the project does not compile");
  const files = output.files.map(({ path, text }) => [`generated/${path}`, text] as const);
  await write(generated, Object.fromEntries(files));
}

interface Run {
  readonly seconds: number;
  readonly instantiations: number;
}

/** Time of the processor, which other work on the machine does not change much. */
const clock =
  'data:text/javascript,process.on("exit", () => console.error(process.cpuUsage().user / 1e6));';

function check(folder: string): Run {
  const args = ["--import", clock, tsc, "-p", folder, "--extendedDiagnostics"];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stdout);
  const instantiations = Number(/^Instantiations:\s+(\d+)/mu.exec(stdout)?.[1]);
  return { seconds: Number(stderr), instantiations };
}

/** The quickest of some runs, the two projects in turn. */
function compare(folder: string): readonly [generated: Run, byHand: Run] {
  const runs = numbers(rounds).map(() => [
    check(join(folder, "generated")),
    check(join(folder, "by-hand")),
  ]);
  const best = (index: number): Run =>
    runs.flatMap((pair) => pair[index] ?? []).reduce((a, b) => (b.seconds < a.seconds ? b : a));
  return [best(0), best(1)];
}

const projects = [
  {
    name: "2,000 tools, each assistant with 20 of its own",
    tools: assistants * toolsEach,
    policy: policyOf((assistant, place) => assistant * toolsEach + place),
  },
  {
    name: "20 tools that 100 assistants share",
    tools: toolsEach,
    policy: policyOf((_, place) => place),
  },
];

for (const { name, tools, policy } of projects) {
  const folder = await mkdtemp(join(tmpdir(), "safeclaw-types-"));
  await prepare(folder, tools, policy);
  const [generated, hand] = compare(folder);
  await rm(folder, { recursive: true });
  console.log(`tsc 6, ${name}: ${(generated.seconds / hand.seconds).toFixed(2)} × by hand`);
  for (const [kind, { seconds, instantiations }] of Object.entries({
    generated,
    "by hand": hand,
  })) {
    console.log(
      `  ${kind}: ${seconds.toFixed(1)} s, ${instantiations.toLocaleString("en-US")} instantiations`,
    );
  }
}
