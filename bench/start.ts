// How long starting takes: compiling, and importing the guards, as multiples of an empty `node -e 0` in the same run.

import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../compiler/compile.js";
import { jsonSchema } from "../compiler/emit/arguments/json-schema.js";
import { projectOf } from "../compiler/source/project.js";
import { median } from "./median.js";
import { thousandTools } from "./thousand-tools.js";

const rounds = Number(process.env["ROUNDS"] ?? 15);
const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "dist/compiler/cli.js");
const folder = await mkdtemp(join(tmpdir(), "safeclaw-bench-"));

/** The sample with its tools as a module and, in a second project, as JSON function definitions. */
async function prepare(): Promise<void> {
  const sample = await readFile(join(root, "policies/safeclaw.yaml"), "utf8");
  const policy = sample.replace("out: ../generated", "out: ./generated");
  for (const kind of ["module", "json"]) {
    await mkdir(join(folder, kind));
    await writeFile(join(folder, kind, "package.json"), '{ "type": "module" }\n');
    await symlink(join(root, "node_modules"), join(folder, kind, "node_modules"));
  }
  await writeFile(join(folder, "module/safeclaw.yaml"), policy);
  await cp(join(root, "policies/tools.ts"), join(folder, "module/tools.ts"));
  const project = projectOf(join(root, "policies/safeclaw.yaml"), root);
  const { output } = await compile({ project });
  const definitions = (output?.ir.tools ?? []).flatMap(({ name, description, parameters }) =>
    parameters === null ? [] : [{ name, description, parameters: jsonSchema(parameters) }],
  );
  await writeFile(join(folder, "json/tools.json"), JSON.stringify(definitions, null, 2));
  await writeFile(
    join(folder, "json/safeclaw.yaml"),
    policy.replace("tools: ./tools.ts", "tools: ./tools.json"),
  );
  await mkdir(join(folder, "thousand"));
  for (const [name, text] of thousandTools()) await writeFile(join(folder, "thousand", name), text);
}

interface Task {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** A fresh checkout: neither output nor cache is there. */
  readonly cold?: boolean;
}

const importing = (...modules: readonly string[]) => [
  "--input-type=module",
  "-e",
  modules.map((path) => `await import(${JSON.stringify(path)});`).join(" "),
];

const guards = [join(root, "runtime/dist/index.js"), join(root, "dist/generated/index.js")];
const tasks: readonly Task[] = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "compile, cold, tools.json", args: [cli, "compile"], cwd: "json", cold: true },
  { name: "compile, cold, tools.ts", args: [cli, "compile"], cwd: "module", cold: true },
  { name: "compile, cold, 1,000 JSON tools", args: [cli, "compile"], cwd: "thousand", cold: true },
  { name: "compile, nothing to do, tools.json", args: [cli, "compile"], cwd: "json" },
  { name: "compile, nothing to do, tools.ts", args: [cli, "compile"], cwd: "module" },
  { name: "import zod", args: importing(join(root, "node_modules/zod/index.js")) },
  {
    name: "import zod, runtime and guards",
    args: importing(join(root, "node_modules/zod/index.js"), ...guards),
  },
];

async function measure({ name, args, cwd = ".", cold = false }: Task): Promise<number> {
  const where = join(folder, cwd);
  if (cold) {
    await rm(join(where, "generated"), { recursive: true, force: true });
    await rm(join(where, ".safeclaw"), { recursive: true, force: true });
  }
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: where, encoding: "utf8" });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return took;
}

try {
  await prepare();
  const times = new Map<string, number[]>(tasks.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const task of tasks) times.get(task.name)?.push(await measure(task));
  }
  const at = (name: string) => median(times.get(name) ?? []);
  const empty = at("node -e 0");
  const row = (name: string, time: number, target: number) =>
    console.log(
      `${name.padEnd(42)}${time.toFixed(0).padStart(6)} ms${(time / empty).toFixed(2).padStart(8)} ×   (target ≤ ${target})`,
    );
  console.log(`start-up, medians of ${rounds} rounds; node -e 0 takes ${empty.toFixed(0)} ms\n`);
  row("compile, cold, tools.json", at("compile, cold, tools.json"), 6);
  row("compile, cold, tools.ts", at("compile, cold, tools.ts"), 20);
  row("compile, cold, 1,000 JSON tools", at("compile, cold, 1,000 JSON tools"), 50);
  row("compile, nothing to do, tools.json", at("compile, nothing to do, tools.json"), 5);
  row("compile, nothing to do, tools.ts", at("compile, nothing to do, tools.ts"), 5);
  const beyondZod = at("import zod, runtime and guards") - at("import zod") + empty;
  row("import runtime and guards, beyond zod", beyondZod, 1.6);
} finally {
  await rm(folder, { recursive: true });
}
