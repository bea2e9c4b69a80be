// `safeclaw compile --watch`: compiles again whenever the policy or its tools change.

import type { Stats } from "node:fs";
import { dirname } from "node:path";
import { watch as watchFiles } from "chokidar";
import type { Compilation } from "../compile.js";
import { isInside, type Project } from "../source/project.js";
import type { ExitCode, Terminal } from "./terminal.js";

/** Editors save in several steps; what comes within this time is one change. In milliseconds. */
const settleTime = 50;

const watchedFiles = /\.(?:ya?ml|json|[mc]?[jt]s)$/u;
const ignoredFolders = /[/\\](?:node_modules|\.git|\.safeclaw)(?:[/\\]|$)/u;

/** Runs until the process is told to stop. */
export async function watch(
  project: Project,
  { stderr }: Terminal,
  compileAgain: () => Promise<Compilation>,
): Promise<ExitCode> {
  let output: string | undefined;
  const watcher = watchFiles([dirname(project.policy)], { ignoreInitial: true, ignored });
  const changed = new Set<string>();
  const round = async (): Promise<void> => {
    // What we write ourselves is no reason to compile. Only now is it sure which folder that is.
    const paths = [...changed];
    changed.clear();
    if (paths.length > 0 && paths.every((path) => output && isInside(path, output))) return;
    const { toolsFiles, output: written } = await compileAgain();
    output = written?.folder ?? output;
    watcher.add(toolsFiles.map((path) => dirname(path)));
  };
  await new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    // Watching begins before the first compile, so that no change is missed.
    let running = new Promise<void>((ready) => watcher.once("ready", ready)).then(round);
    running.then(() => stderr.write("watching for changes; press Ctrl-C to stop\n"), reject);
    watcher.on("all", (_, path) => {
      changed.add(path);
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(round);
        running.catch(reject);
      }, settleTime);
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        clearTimeout(timer);
        running.then(resolve, reject);
      });
    }
  });
  await watcher.close();
  return 0;
}

function ignored(path: string, stats?: Stats): boolean {
  return ignoredFolders.test(path) || (stats?.isFile() === true && !watchedFiles.test(path));
}
