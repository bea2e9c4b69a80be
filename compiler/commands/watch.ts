// `safeclaw compile --watch`: compiles again whenever the policy or a file that it names changes.

import { once } from "node:events";
import type { Stats } from "node:fs";
import { dirname } from "node:path";
import { type FSWatcher, watch as watchFiles } from "chokidar";
import { type Compilation, filesNamedBy } from "../compile.js";
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
  const changed = new Set<string>();
  const folders = new WatchedFolders();
  const round = async (): Promise<void> => {
    // What we write ourselves is no reason to compile. Only now is it sure which folder that is.
    const paths = [...changed];
    changed.clear();
    if (paths.length > 0 && paths.every((path) => output && isInside(path, output))) return;
    // Watching begins before the compile, so that no change is missed.
    for (const path of [project.policy, ...(await filesNamedBy(project))])
      await folders.add(dirname(path));
    const { output: written } = await compileAgain();
    output = written?.folder ?? output;
  };
  await new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running = folders.add(dirname(project.policy)).then(round);
    running.then(() => stderr.write("watching for changes; press Ctrl-C to stop\n"), reject);
    folders.onChange = (path) => {
      changed.add(path);
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(round);
        running.catch(reject);
      }, settleTime);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        clearTimeout(timer);
        running.then(resolve, reject);
      });
    }
  });
  await folders.close();
  return 0;
}

/** Folders with all that is in them. A watcher each: chokidar says only of a new one when it is ready. */
class WatchedFolders {
  readonly #watchers = new Map<string, FSWatcher>();
  onChange: (path: string) => void = () => {};

  /** Resolves once no change in the folder is missed. */
  async add(folder: string): Promise<void> {
    if ([...this.#watchers.keys()].some((watched) => isInside(folder, watched))) return;
    const watcher = watchFiles(folder, { ignoreInitial: true, ignored });
    this.#watchers.set(folder, watcher);
    watcher.on("all", (_, path) => this.onChange(path));
    await once(watcher, "ready");
  }

  async close(): Promise<void> {
    for (const watcher of this.#watchers.values()) await watcher.close();
  }
}

function ignored(path: string, stats?: Stats): boolean {
  return ignoredFolders.test(path) || (stats?.isFile() === true && !watchedFiles.test(path));
}
