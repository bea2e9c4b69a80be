// `safeclaw compile --watch`: compiles again whenever the policy or its tools change.

import { dirname } from "node:path";
import { watch as watchFiles } from "chokidar";
import type { Compilation } from "../compile.js";
import type { Project } from "../source/project.js";
import type { ExitCode, Terminal } from "./terminal.js";

/** Editors save in several steps; what comes within this time is one change. In milliseconds. */
const settleTime = 50;

const watchedFiles = /\.(?:ya?ml|json|[mc]?[jt]s)$/u;
const ignoredFolders = /[/\\](?:node_modules|\.git|\.safeclaw)(?:[/\\]|$)/u;

/** Runs until the process is told to stop. */
export async function watch(
  project: Project,
  { stdout }: Terminal,
  compileAgain: () => Promise<Compilation>,
): Promise<ExitCode> {
  const first = await compileAgain();
  let output = first.output?.folder;
  const watcher = watchFiles([dirname(project.policy)], {
    ignoreInitial: true,
    ignored: (path, stats) =>
      ignoredFolders.test(path) ||
      path === output ||
      (stats?.isFile() === true && !watchedFiles.test(path)),
  });
  watcher.add(first.toolsFiles.map((path) => dirname(path)));
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(async () => {
        const { toolsFiles, output: latest } = await compileAgain();
        output = latest?.folder ?? output;
        watcher.add(toolsFiles.map((path) => dirname(path)));
      });
    }, settleTime);
  });
  stdout.write("watching for changes; press Ctrl-C to stop\n");
  await new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  clearTimeout(timer);
  await watcher.close();
  await running;
  return 0;
}
