// `safeclaw audit`, from a decision of a compiled guard to the line that shows it.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { load } from "../../compiler/output/load.js";
import { projectOf } from "../../compiler/source/project.js";
import { type CompiledPolicies, SafeClaw } from "../../runtime/index.js";
import { fileAudit } from "../../runtime/node.js";
import { folder, read, write } from "./folder.js";
import { safeclaw } from "./safeclaw.js";
import { project, scoped } from "./samples.js";

interface Tools {
  readonly refund_order: { readonly order_id: string; readonly amount: number };
}

/** A project whose guard has decided three calls: allowed, over the limit, and of someone unknown. */
async function decided(): Promise<string> {
  const path = folder({ ...project, "safeclaw.yaml": scoped });
  const { output } = await compile({ project: projectOf(join(path, "safeclaw.yaml"), path) });
  // INVARIANT: the tools of samples.ts, in a policy with an assistant.
  const policies = (await load(output?.files ?? [])) as CompiledPolicies<Tools, true>;
  const guards = new SafeClaw(policies, {
    audit: fileAudit(join(path, ".safeclaw/audit")),
  });
  const calls = [
    ["asst_1", 100, "call_1"],
    ["asst_1", 101, "call_2"],
    ["asst_2", 1, "call_3"],
  ] as const;
  for (const [assistantId, amount, callId] of calls) {
    const context = { assistantId, threadId: "thread_1", runId: "run_1", callId };
    await guards.decide("refund_order", { order_id: "ord_1", amount }, context);
  }
  await guards.close();
  return path;
}

const calls = (stdout: string): string[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).call);

describe("safeclaw audit", () => {
  it("shows what was decided, the newest last", async () => {
    const path = await decided();
    const { exit, stdout, stderr } = await safeclaw(["audit"], path);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    const [header = "", ...rows] = stdout.trimEnd().split("\n");
    expect(header.toLowerCase()).toContain("tool");
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain("allow");
    expect(rows[1]).toContain("constraint");
    expect(rows[2]).toContain("unknown-assistant");
  });

  it("is as wide as it needs to be where nobody says how wide the paper is", async () => {
    const path = await decided();
    const widest = async (COLUMNS: string): Promise<number> => {
      const { exit, stdout } = await safeclaw(["audit"], path, { COLUMNS });
      expect(exit).toBe(0);
      return Math.max(...stdout.split("\n").map((line) => line.length));
    };
    const whole = await widest("");
    expect(whole).toBeGreaterThan(120);
    expect(await widest("100")).toBe(100);
    for (const odd of ["0", "-5", "wide", "1e3", "99999999"]) expect(await widest(odd)).toBe(whole);
  });

  it.each<[string[], string[]]>([
    [[], ["call_1", "call_2", "call_3"]],
    [
      ["--last", "2"],
      ["call_2", "call_3"],
    ],
    [
      ["--filter", "assistant=asst_1"],
      ["call_1", "call_2"],
    ],
    [["--filter", "assistant=asst_*", "--filter", "code=constraint"], ["call_2"]],
    [["--since", "1h", "--last", "1"], ["call_3"]],
  ])("prints records as JSON lines: %j", async (options, expected) => {
    const path = await decided();
    const { exit, stdout } = await safeclaw(["audit", "--json", ...options], path);
    expect(exit).toBe(0);
    expect(calls(stdout)).toEqual(expected);
    for (const line of stdout.trimEnd().split("\n")) {
      expect(JSON.parse(line)).toMatchObject({
        thread: "thread_1",
        run: "run_1",
        tool: "refund_order",
      });
    }
  });

  it("finds a log elsewhere, says when nothing matches, and finds a record that was changed", async () => {
    const path = await decided();
    const log = ".safeclaw/audit";
    const [name = ""] = readdirSync(join(path, log));
    const elsewhere = folder();
    expect(
      calls((await safeclaw(["audit", "--json", "--log", join(path, log)], elsewhere)).stdout),
    ).toHaveLength(3);
    const nothing = await safeclaw(["audit", "--json", "--filter", "tool=other"], path);
    expect(nothing).toMatchObject({
      exit: 0,
      stdout: "",
      stderr: expect.stringContaining("matches"),
    });
    write(path, {
      [join(log, name)]: read(path, join(log, name)).replace('"amount":101', '"amount":100'),
    });
    const altered = await safeclaw(["audit"], path);
    expect(altered.exit).toBe(1);
    expect(altered.stderr).toContain("changed after being written");
  });
});
