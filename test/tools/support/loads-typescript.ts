// A process of its own: reads a tools file, and says which tools it found and whether TypeScript was loaded.

import { createRequire } from "node:module";
import { join } from "node:path";
import { Report } from "../../../compiler/diagnostics/report.js";
import { SourceFile, wholeFile } from "../../../compiler/source/source-file.js";
import { readTools } from "../../../compiler/tools/read-tools.js";

const [folder = "", path = "", cache] = process.argv.slice(2);
const mention = { file: new SourceFile("safeclaw.yaml", ""), range: wholeFile };
const tasks: (() => Promise<void>)[] = [];
const tools = await readTools(
  [{ path: join(folder, path), display: path, mention, evaluate: false, dialect: "strict" }],
  new Report(),
  {
    projectRoot: folder,
    out: join(folder, "generated"),
    version: "1",
    cache: cache === "true",
    later: (task) => tasks.push(task),
  },
);
for (const task of tasks) await task();
const modules = Object.keys(createRequire(import.meta.url).cache);
const loaded = modules.some((module) => module.includes("ts-morph"));
console.log(JSON.stringify({ tools: tools?.map(({ name }) => name), loaded }));
