// A tool that several sources define is one tool where they agree on its arguments, and an error where they do not.

import type { Report } from "../diagnostics/report.js";
import { describeSignature } from "./describe-signature.js";
import type { ToolSignature } from "./tool-signature.js";

/** Nobody reads more differences than this. */
const mostShown = 3;

/** Each tool once: its first definition, with the links to all of them. */
export function mergeTwins(
  tools: readonly ToolSignature[],
  report: Report,
): readonly ToolSignature[] {
  const merged = new Map<string, ToolSignature>();
  for (const tool of tools) {
    const first = merged.get(tool.name);
    merged.set(tool.name, first === undefined ? tool : withLinkTo(tool, first));
    if (first !== undefined) compare(first, tool, report);
  }
  return [...merged.values()];
}

function withLinkTo({ origin: { link } }: ToolSignature, first: ToolSignature): ToolSignature {
  if (link === null) return first;
  const { origin } = first;
  const links = origin.link === null ? { link } : { twins: [...(origin.twins ?? []), link] };
  return { ...first, origin: { ...origin, ...links } };
}

function compare(first: ToolSignature, second: ToolSignature, report: Report): void {
  const one = describeSignature(first);
  const other = describeSignature(second);
  const paths = new Set([...one.keys(), ...other.keys()]);
  const different = [...paths].filter((path) => one.get(path) !== other.get(path));
  if (different.length === 0) return;
  const shown = different.slice(0, mostShown);
  const more = different.length > shown.length ? [`… (${different.length} differences)`] : [];
  const list = (said: ReadonlyMap<string, string>): string =>
    [...shown.map((path) => said.get(path) ?? `no \`${path}\``), ...more].join(", ");
  const { file, range } = second.origin;
  report.add({
    code: "SC7011",
    message: `the tool \`${second.name}\` is defined twice, with different arguments`,
    file,
    range,
    label: `here ${list(other)}`,
    help: "correct one of the two, remove it, or rename it",
    related: [
      {
        message: `there ${list(one)}`,
        file: first.origin.file,
        range: first.origin.range,
      },
    ],
  });
}
