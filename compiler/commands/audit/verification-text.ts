// What a verification of the log says, in words.

import type { Place, Verification, VerifiedStream } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../../diagnostics/harmless.js";
import type { Palette } from "../../diagnostics/render.js";
import { displayPath } from "../../source/project.js";
import { counted } from "../terminal.js";

export interface VerificationText {
  /** Of each stream, and of what is wrong with checkpoints. */
  readonly streams: readonly string[];
  /** Of all, and by which keys signatures were checked. */
  readonly summary: readonly string[];
  readonly unknown: readonly string[];
}

const mostNames = 3;

/** Files are named as somebody in this folder would. */
export function textOf(
  verification: Verification,
  cwd: string,
  palette: Palette,
): VerificationText {
  const { streams, checkpoints, keys, unknown, intact } = verification;
  const checks = checkpoints.map((fault) => {
    const more = fault.count > 1 ? `, and so are ${fault.count - 1} more of this file` : "";
    return `${palette.error("tampered")}  ${placeOf(fault, cwd)}: ${harmless(fault.what)}${more}`;
  });
  return {
    streams: [...streams.flatMap((stream) => linesOf(stream, cwd, palette)), ...checks],
    summary: [
      intact ? `${palette.bold("intact")}: ${whole(streams)}` : found(verification, palette),
      keys.length === 0 ? "no signature was checked: there is no `--key`" : signedBy(keys),
    ],
    unknown: [
      ...[...unknownOf(streams)].map(
        ([each, names]) => `not known of ${whoOf(names, streams.length)}: ${harmless(each)}`,
      ),
      ...unknown.map((each) => `not known: ${harmless(each)}`),
    ],
  };
}

/** What is not known, and of which streams. */
function unknownOf(streams: Verification["streams"]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const { stream, unknown } of streams) {
    for (const each of unknown) all.set(each, [...(all.get(each) ?? []), stream]);
  }
  return all;
}

function whoOf(names: readonly string[], streams: number): string {
  if (names.length > 1 && names.length === streams) return `all ${streams} streams`;
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return `${names.slice(0, mostNames).map(harmless).join(", ")}${more}`;
}

function whole(streams: Verification["streams"]): string {
  const records = streams.reduce((sum, stream) => sum + stream.records, 0);
  return `${counted(records, "record")} in ${counted(streams.length, "stream")}`;
}

function found({ streams, checkpoints }: Verification, palette: Palette): string {
  const wrong = streams.filter(({ tampering }) => tampering !== null).length;
  const notes = checkpoints.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...(wrong > 0 ? [`in ${wrong} of ${counted(streams.length, "stream")}`] : []),
    ...(notes > 0 ? [`in ${counted(notes, "checkpoint")}`] : []),
  ];
  return `${palette.error("tampering found")} ${parts.join(" and ")}`;
}

function signedBy(keys: Verification["keys"]): string {
  return `signatures were checked with ${keys.map(({ name, id }) => harmless(`${name}+${id}`)).join(", ")}`;
}

function linesOf(verified: VerifiedStream, cwd: string, palette: Palette): readonly string[] {
  const { stream, records, proven, provenBy, torn, tampering } = verified;
  const lines: string[] = [];
  if (tampering === null)
    lines.push(`${"intact".padEnd(8)}  ${harmless(stream)}: ${counted(records, "record")}`);
  else {
    const seq = tampering.seq === null ? "" : ` (record ${tampering.seq})`;
    lines.push(
      `${palette.error("tampered")}  ${placeOf(tampering, cwd)}${seq}: ${harmless(tampering.what)}`,
    );
    if (records > 0) lines.push(`          ${spanOf(records)} before it follow from each other`);
  }
  if (provenBy !== null && proven > 0) {
    const kept = provenBy.outside ? ", which was kept elsewhere" : "";
    lines.push(`          ${spanOf(proven)} fit the checkpoint ${placeOf(provenBy, cwd)}${kept}`);
  }
  if (torn !== null) {
    lines.push(
      `          ${placeOf(torn, cwd)}: incomplete (being written, or cut off by a crash)`,
    );
  }
  return lines;
}

function spanOf(records: number): string {
  return records === 1 ? "record 1" : `records 1 to ${records}`;
}

function placeOf({ file, line }: Place, cwd: string): string {
  const path = harmless(displayPath(file, cwd));
  return line === null ? path : `${path}:${line}`;
}
