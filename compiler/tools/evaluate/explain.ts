// Why a module could not be asked for its tools, as a person reads it.

import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import type { Place } from "./bundle.js";
import type { Outcome } from "./outcome.js";

interface Explanation {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly help: string;
  readonly place: Place | null;
}

const topLevel = "a tools module only says which tools there are; do the rest in functions";

export function explain(
  outcome: Exclude<Outcome, { kind: "read" }>,
  display: string,
  root: string,
): Explanation {
  const module = `\`${display}\``;
  switch (outcome.kind) {
    case "threw": {
      const message = `${module} throws when it is run: ${firstLine(outcome.message)}`;
      const help = "it runs with an empty environment and may read the project only";
      return { code: "SC7051", message, help, place: placeOf(outcome.stack, root) };
    }
    case "exited": {
      const message = `${module} ends before its tools can be read, with ${outcome.status}${said(outcome.stderr)}`;
      return {
        code: "SC7051",
        message,
        help: endings.get(outcome.status) ?? topLevel,
        place: null,
      };
    }
    case "late": {
      const message = `${module} has not ended after ${outcome.seconds} seconds`;
      return { code: "SC7052", message, help: topLevel, place: null };
    }
    case "denied": {
      const what = actions.get(outcome.permission) ?? `has no permission for ${outcome.permission}`;
      const resource = outcome.resource === "" ? "" : `: \`${outcome.resource}\``;
      const message = `${module} ${what} when it is run${resource}`;
      return { code: "SC7053", message, help: topLevel, place: placeOf(outcome.stack, root) };
    }
    case "large": {
      const message = `the definitions in ${module} have more than 8 MB`;
      return { code: "SC7054", message, help: "split the module", place: null };
    }
  }
}

const endings: ReadonlyMap<string, string> = new Map([
  ["code 13", "it awaits what never comes; await nothing outside of functions"],
]);

/** What Node's permission model keeps it from. */
const actions: ReadonlyMap<string, string> = new Map([
  ["ChildProcess", "starts a process"],
  ["WorkerThreads", "starts a worker"],
  ["FileSystemWrite", "writes a file"],
  ["FileSystemRead", "reads a file outside of the project"],
]);

/** The last that the process said, in one line. */
function said(stderr: string): string {
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return last === "" ? "" : `, after \`${firstLine(last)}\``;
}

function firstLine(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** The innermost place in the project's own sources. */
function placeOf(stack: string, root: string): Place | null {
  for (const line of stack.split("\n")) {
    const [, path = "", row, column] =
      /(?:\(|at )(?:async )?((?:\/|[A-Za-z]:)[^()]*):(\d+):(\d+)\)?$/u.exec(line) ?? [];
    if (
      path.startsWith(root) &&
      !/[\\/]node_modules[\\/]|[\\/]evaluate[\\/]child[\\/]/u.test(path)
    ) {
      return { path, line: Number(row), column: Number(column) };
    }
  }
  return null;
}
