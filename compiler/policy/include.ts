// include: the policies of other files join those of the file that is compiled.

import { realpathSync } from "node:fs";
import { Report } from "../diagnostics/report.js";
import { displayPath, type Project } from "../source/project.js";
import { read } from "../source/read.js";
import { parse } from "../syntax/parse.js";
import { bindIncluded } from "./bind.js";
import { checkedPath } from "./checked-path.js";
import type { IncludedFile, Located, PolicyFile, PolicySource, RootFile } from "./policy.js";
import { fault, type Place } from "./shape.js";

/** How far files may include each other: more than anyone can keep in mind. */
const mostLevels = 8;

/** Reads what the root includes. `found` gets the path of every included file, also of those at fault; absolute. */
export async function include(
  root: RootFile,
  project: Project,
  report: Report,
  found: Set<string> = new Set(),
): Promise<PolicyFile | undefined> {
  const includer = new Includer(project, report, found);
  const way = [{ path: project.policy, real: realPath(project.policy), entry: null }];
  await includer.visit(root, way);
  if (report.hasErrors) return undefined;
  const files = includer.inOrder;
  const policies = files.flatMap(({ held }) => held.policies);
  if (policies.every(({ mode }) => mode === "shadow")) {
    const what = policies.length === 0 ? "there is no policy" : "all policies are on trial";
    report.add({
      code: "SC5004",
      message: `${what}, so every tool call is denied`,
      file: root.file,
      range: root.policiesRange,
      help: "add a policy when a tool may be called",
    });
  }
  return { ...root, policies, sources: files.map(({ source }) => source) };
}

/** A file on the way from the root to where the includer is. */
interface Step {
  readonly path: string;
  /** With all symbolic links followed: what tells files apart. */
  readonly real: string;
  /** Where it is included from; null for the root. */
  readonly entry: { readonly place: Place; readonly range: Located<string>["range"] } | null;
}

interface Visited {
  readonly source: PolicySource;
  readonly held: IncludedFile;
}

class Includer {
  readonly #project: Project;
  readonly #report: Report;
  readonly #found: Set<string>;
  readonly #visited = new Map<string, Visited>();
  /** Each after those that it includes. */
  readonly #done: Visited[] = [];

  constructor(project: Project, report: Report, found: Set<string>) {
    this.#project = project;
    this.#report = report;
    this.#found = found;
  }

  /** Level by level, so that each file comes before those that it includes; on a level as they are written. */
  get inOrder(): readonly Visited[] {
    const files = this.#done.toReversed();
    const levels = new Map<IncludedFile["file"], number>();
    for (const { source } of files) {
      const below = levels.get(source.file) ?? 0;
      for (const file of source.includes) {
        levels.set(file, Math.max(levels.get(file) ?? 0, below + 1));
      }
    }
    const levelOf = ({ source }: Visited): number => levels.get(source.file) ?? 0;
    return files.toSorted((a, b) => levelOf(a) - levelOf(b));
  }

  async visit(held: IncludedFile, way: readonly Step[]): Promise<Visited> {
    const includes: IncludedFile["file"][] = [];
    const seen = new Map<string, Located<string>>();
    // The last first, since what is done last comes first.
    for (const entry of this.#apart(held, way, seen).toReversed()) {
      const visited = await this.#include(entry, held, way);
      if (visited !== undefined) includes.unshift(visited.source.file);
    }
    const { path = "", real = "" } = way.at(-1) ?? {};
    const visited = { source: { file: held.file, path, includes }, held };
    this.#visited.set(real, visited);
    this.#done.push(visited);
    return visited;
  }

  /** The entries that name files of their own within the repository. */
  #apart(
    { file, include: entries }: IncludedFile,
    way: readonly Step[],
    seen: Map<string, Located<string>>,
  ): readonly (Located<string> & Omit<Step, "entry">)[] {
    const place: Place = { file, report: this.#report, what: "`include`" };
    return entries.flatMap((entry) => {
      const from = way.at(-1)?.path ?? "";
      const path = checkedPath(entry, place, { ...this.#project, policy: from });
      if (path === undefined) return [];
      const real = realPath(path);
      const first = seen.get(real);
      if (first === undefined) {
        seen.set(real, entry);
        return [{ ...entry, path, real }];
      }
      this.#report.add({
        code: "SC3017",
        message:
          entry.value === first.value
            ? `\`${entry.value}\` is included twice`
            : `\`${entry.value}\` is the same file as \`${first.value}\`, which is included already`,
        file,
        range: entry.range,
        help: "keep one of the two",
        related: [{ message: "the first time is here", file, range: first.range }],
      });
      return [];
    });
  }

  async #include(
    { path, real, value, range }: Located<string> & Omit<Step, "entry">,
    { file }: IncludedFile,
    way: readonly Step[],
  ): Promise<Visited | undefined> {
    const place: Place = { file, report: this.#report, what: "`include`" };
    this.#found.add(path);
    const circle = way.findIndex((step) => step.real === real);
    if (circle >= 0) return this.#refuseCircle(value, range, place, way.slice(circle + 1));
    const known = this.#visited.get(real);
    if (known !== undefined) return known;
    if (way.length > mostLevels) {
      const message = `\`${value}\` is included over more than ${mostLevels} levels`;
      return fault("SC3019", range, message, place, {
        help: "include it from a file that is nearer to the one that you compile",
      });
    }
    const display = displayPath(path, this.#project.cwd);
    const own = new Report();
    const source = await read(path, display, own, { file, written: value, range });
    const syntax = source && parse(source, own);
    const held = syntax && bindIncluded(syntax, own);
    for (const diagnostic of own.diagnostics) this.#report.add(diagnostic);
    return held && (await this.visit(held, [...way, { path, real, entry: { place, range } }]));
  }

  #refuseCircle(
    written: string,
    range: Located<string>["range"],
    { file }: Place,
    way: readonly Step[],
  ): undefined {
    const related = way.flatMap(({ entry }) =>
      entry === null ? [] : [{ message: "by way of", file: entry.place.file, range: entry.range }],
    );
    const [message, help] =
      way.length === 0
        ? [`\`${written}\` is this file itself`, "remove the entry"]
        : [
            `\`${written}\` includes this file, so the two would stand above each other`,
            "remove one of the two entries",
          ];
    return this.#report.add({ code: "SC3016", message, file, range, help, related });
  }
}

/** What exists of it is followed; a file that is not there is told apart by its path. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
