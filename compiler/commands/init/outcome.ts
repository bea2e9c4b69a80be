// What `safeclaw init` did, for a person and for a script, and what comes next.

import { harmless } from "../../diagnostics/harmless.js";
import { counted, paletteOf, type Terminal } from "../terminal.js";
import type { FoundTools } from "./find-tools.js";
import type { FileChange, MissingPackages } from "./prepare-project.js";

export interface Outcome {
  readonly policy: FileChange;
  readonly changes: readonly FileChange[];
  readonly found: FoundTools;
  readonly missing: MissingPackages;
  /** True where something was answered, so that the policy lets something through or says why not. */
  readonly decides: boolean;
}

export function outcomeAsData({ policy, changes, found, missing }: Outcome): object {
  const files = [policy, ...changes].map(({ file, before, after, says }) => ({
    file,
    written: after !== before,
    says,
  }));
  const { written: tools, refused } = found;
  return { ok: true, policy: policy.file, tools, refused, files, missing };
}

export function outcomeAsText(outcome: Outcome, terminal: Terminal): string {
  const { policy, changes, found } = outcome;
  const { bold, dim, warning } = paletteOf(terminal);
  const rows: readonly (readonly [label: string, text: string])[] = [
    [policy.file, policy.says],
    ["tools", toolsText(found)],
    ...found.refused.map(
      ({ file, why }) => ["", `${warning("not")} ${harmless(`${file}: ${why}`)}`] as const,
    ),
    ...changes.map(({ file, says }) => [file, says] as const),
  ];
  const steps = nextSteps(outcome);
  const done = columns(rows, (label) => bold(label));
  return `${done}\nNext\n${columns(
    steps.map(([step, why]) => [step, dim(why)]),
    (step) => step,
  )}`;
}

function toolsText({ written, signatures: { length } }: FoundTools): string {
  if (written === null) return "none found; name yours as `tools:` in the policy";
  return `${counted(length, "tool")} in ${harmless(written)}`;
}

function nextSteps({ policy, found, missing, decides }: Outcome): readonly [string, string][] {
  const { dependencies, devDependencies } = missing;
  const tool = found.signatures[0]?.name ?? "NAME";
  return [
    ...install("npm install", dependencies, "what the guards import"),
    ...install("npm install --save-dev", devDependencies, "what compiles them"),
    ...(decides
      ? []
      : [[`edit ${policy.file}`, "say what may be called"] satisfies [string, string]]),
    ["npx safeclaw compile", "write the guards"],
    [`npx safeclaw evaluate --tool ${tool} --args '{}'`, "try a call"],
  ];
}

function install(command: string, packages: readonly string[], why: string): [string, string][] {
  return packages.length === 0 ? [] : [[`${command} ${packages.join(" ")}`, why]];
}

/** Two columns, the first as wide as its widest entry. */
function columns(
  rows: readonly (readonly [string, string])[],
  paint: (text: string) => string,
): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return (
    rows.map(([left, right]) => `  ${paint(left.padEnd(width))}${right}`.trimEnd()).join("\n") +
    "\n"
  );
}
