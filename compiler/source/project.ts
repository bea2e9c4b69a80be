// Where a policy lives: the file itself, its repository, and the paths that it names.

import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";

/** What a policy file is called, the usual name first. */
export const policyNames: readonly string[] = ["safeclaw.yaml", "safeclaw.yml"];

/** A policy file in its surroundings. All paths are absolute. */
export interface Project {
  readonly policy: string;
  /** The repository's root; without one the package's; without either the policy's own folder. */
  readonly root: string;
  readonly cwd: string;
}

export function projectOf(policy: string, cwd: string): Project {
  const folder = dirname(policy);
  const root = nearest(folder, ".git") ?? nearest(folder, "package.json") ?? folder;
  return { policy, root, cwd };
}

/** The nearest policy file upward, no further than the repository's root, else the package's. */
export function findPolicy(cwd: string): string | undefined {
  const last = nearest(cwd, ".git") ?? nearest(cwd, "package.json");
  for (const folder of upward(cwd)) {
    const found = policyNames.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (folder === last) return undefined;
  }
  return undefined;
}

/** How messages name a path: relative to where the user stands, with forward slashes. */
export function displayPath(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/") || ".";
}

/** A path that the policy names, made absolute; undefined where it leaves the repository. */
export function pathInProject(written: string, { policy, root }: Project): string | undefined {
  const path = resolve(dirname(policy), written);
  // SECURITY: a symbolic link inside the repository may point out of it.
  return isInside(path, root) && isInside(realPath(path), realPath(root)) ? path : undefined;
}

/** Whether a path is a folder or lies below it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The real path of what exists of a path, with the rest as written. */
function realPath(path: string): string {
  for (const folder of upward(path)) {
    if (existsSync(folder)) return join(realpathSync(folder), relative(folder, path));
  }
  return path;
}

function nearest(from: string, name: string): string | undefined {
  return upward(from).find((folder) => existsSync(join(folder, name)));
}

/** A folder and all those above it. */
export function upward(from: string): readonly string[] {
  const { root } = parse(from);
  return from === root ? [from] : [from, ...upward(dirname(from))];
}
