// Runs a process that decides a little and ends.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./short-life.ts", import.meta.url));

export async function runShortLife(
  ...args: readonly [directory: string, target: string, way: string]
): Promise<{ status: unknown; stderr: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args]);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [status] = await once(child, "close");
  return { status, stderr };
}
