// What the command line says of many calls: `safeclaw evaluate --calls`.

import { rmSync } from "node:fs";
import type { Decision } from "@authensor/safeclaw-runtime";
import { keptFolder, write } from "../cli/folder.js";
import { safeclaw } from "../cli/safeclaw.js";
import { folderOf } from "./compiled-case.js";

/** A line of the file. */
export interface CallLine {
  readonly tool: string;
  readonly args: object;
  readonly assistant?: string;
  readonly facts?: object;
  readonly now?: string;
}

export type Verdict = Pick<Decision, "allowed" | "effect" | "code" | "rule" | "reason">;

/** One verdict for each call, in order, by the policy of a case. */
export async function evaluated(
  name: string,
  calls: readonly CallLine[],
): Promise<readonly Verdict[]> {
  const here = keptFolder();
  try {
    write(here, { "calls.jsonl": calls.map((call) => JSON.stringify(call)).join("\n") });
    const config = `${folderOf(name)}safeclaw.yaml`;
    const ran = await safeclaw(["evaluate", "--config", config, "--calls", "calls.jsonl"], here);
    if (ran.exit !== 0) throw new Error(ran.stderr);
    return ran.stdout
      .trimEnd()
      .split("\n")
      .map((line): Verdict => JSON.parse(line));
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
}
