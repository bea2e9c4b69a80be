// `safeclaw audit stats`: how often, in numbers and bars.

import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { barChart } from "../../compiler/commands/audit/bar-chart.js";
import { widthOf } from "../../compiler/commands/terminal-text.js";
import { folder } from "../cli/folder.js";
import { safeclaw } from "../cli/safeclaw.js";
import { allowed, approval, denied, unkept, unknownTool } from "./decisions.js";
import { sealAll, stream, type Timed } from "./stream-files.js";

const day = (date: number): string => new Date(Date.UTC(2026, 10, date, 12)).toISOString();
const records: readonly Timed[] = [
  { at: day(19), record: allowed },
  { at: day(20), record: allowed },
  { at: day(20), record: denied },
  { at: day(20), record: { ...allowed, args: null, outcome: { of: 2, status: "ok", ms: 1 } } },
  { at: day(21), record: approval },
  { at: day(21), record: unknownTool },
];

interface Count {
  readonly value: string;
  readonly count: number;
}

function logged(of: readonly Timed[] = records): string {
  const cwd = folder();
  mkdirSync(join(cwd, ".safeclaw/audit"), { recursive: true });
  stream(join(cwd, ".safeclaw/audit"), "a.jsonl", of);
  return cwd;
}

const stats = async (cwd: string, ...options: string[]) =>
  JSON.parse((await safeclaw(["audit", "stats", "--json", ...options], cwd)).stdout);

describe("safeclaw audit stats", () => {
  it("counts decisions by assistant, tool, effect, rule and day", async () => {
    expect(await stats(logged())).toEqual({
      decisions: 5,
      from: day(19),
      to: day(21),
      outcomes: { ok: 1, error: 0 },
      assistant: [
        { value: "asst_abc123", count: 3 },
        { value: null, count: 1 },
        { value: "asst_dispatch", count: 1 },
      ],
      tool: [
        { value: "refund_order", count: 3 },
        { value: "close_account", count: 1 },
        { value: "drop_tables", count: 1 },
      ],
      effect: [
        { value: "allow", count: 2 },
        { value: "deny", count: 2 },
        { value: "require_approval", count: 1 },
      ],
      rule: [
        { value: "support-assistant/refund_order", count: 2 },
        { value: null, count: 1 },
        { value: "dispatch/close_account", count: 1 },
        { value: "support-assistant/refund_order/max_amount", count: 1 },
      ],
      day: [
        { value: "2026-11-19", count: 1 },
        { value: "2026-11-20", count: 2 },
        { value: "2026-11-21", count: 2 },
      ],
    });
  });

  it("counts a call once whose record could not be kept in time, as what it was told", async () => {
    const shadow = { effect: "deny", code: "denied", rule: "trial/none" } as const;
    const cwd = logged([
      { at: day(19), record: allowed },
      { at: day(20), record: { ...allowed, shadow } },
      { at: day(21), record: unkept },
    ]);
    const counts = async (...options: string[]) => {
      const { decisions, effect } = await stats(cwd, ...options);
      return [decisions, ...effect.map(({ value, count }: Count) => `${count} ${value}`)];
    };
    expect(await counts()).toEqual([2, "1 allow", "1 deny"]);
    for (const filter of ["effect=allow", `rule=${allowed.rule}`, "policy=sha256:*", "code=null"]) {
      expect([filter, ...(await counts("--filter", filter))]).toEqual([filter, 1, "1 allow"]);
    }
    expect(await counts("--until", "2026-11-21")).toEqual([1, "1 allow"]);
    expect(await counts("--since", "2026-11-21")).toEqual([1, "1 deny"]);
    expect(await stats(cwd, "--shadow")).toMatchObject({ decisions: 0 });
  });

  it("shows an empty name, and tells it from none", async () => {
    const at = day(19);
    const names = ["", null, "asst_abc123"];
    const cwd = logged(names.map((assistant) => ({ at, record: { ...allowed, assistant } })));
    const { stdout } = await safeclaw(["audit", "stats"], cwd);
    expect(stdout).toMatch(/^"" {2,}1 +33%/mu);
    expect(stdout).toMatch(/^- {2,}1 +33%/mu);
  });

  it("counts a part where it is asked for one", async () => {
    const cwd = logged();
    const filter = ["--filter", "effect=deny", "--filter", "assistant=asst_*"];
    expect(await stats(cwd, ...filter)).toMatchObject({ decisions: 1, from: day(20) });
    const between = ["--since", "2026-11-20", "--until", "2026-11-21"];
    expect(await stats(cwd, ...between)).toMatchObject({ decisions: 2, outcomes: { ok: 1 } });
    expect(await stats(cwd, "--last", "1")).toMatchObject({ decisions: 1, to: day(21) });
    expect(await stats(cwd, "--filter", "tool=none")).toMatchObject({ decisions: 0, tool: [] });
  });

  it("draws a bar for each in a terminal", async () => {
    const { exit, stdout, stderr } = await safeclaw(["audit", "stats"], logged());
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(
      stdout,
    ).toBe(`5 decisions, 2026-11-19 12:00:00 to 2026-11-21 12:00:00 (UTC); 1 call ended well, 0 with an error

ASSISTANT
asst_abc123    3  60%  ██████████████████████████████
-              1  20%  ██████████
asst_dispatch  1  20%  ██████████

TOOL
refund_order   3  60%  ██████████████████████████████
close_account  1  20%  ██████████
drop_tables    1  20%  ██████████

EFFECT
allow             2  40%  ██████████████████████████████
deny              2  40%  ██████████████████████████████
require_approval  1  20%  ███████████████

RULE
support-assistant/refund_order            2  40%  ██████████████████████████████
-                                         1  20%  ███████████████
dispatch/close_account                    1  20%  ███████████████
…pport-assistant/refund_order/max_amount  1  20%  ███████████████

DAY
2026-11-19  1  20%  ███████████████
2026-11-20  2  40%  ██████████████████████████████
2026-11-21  2  40%  ██████████████████████████████
`);
  });

  it("says how much it leaves out, and warns of what it skipped or cannot trust", async () => {
    const many = Array.from({ length: 13 }, (_, index) => ({
      at: day(index + 1),
      record: { ...allowed, tool: `tool_${index}\u001b[31m` },
    }));
    const cwd = logged(many);
    const [line = ""] = sealAll(records);
    const log = join(cwd, ".safeclaw/audit/a.jsonl");
    appendFileSync(log, `junk\n${line.replace('"amount":50', '"amount":5')}\n`);
    const { exit, stdout, stderr } = await safeclaw(["audit", "stats"], cwd);
    expect(exit).toBe(1);
    expect(stdout).toContain("TOOL (4 more: --json)\n");
    expect(stdout).toContain("DAY (4 earlier: --json)\n2026-11-05");
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toContain("1 line is no record: skipped");
    expect(stderr).toContain("changed after being written");
  });

  it("is nothing to worry about where there is no log yet", async () => {
    const none = await safeclaw(["audit", "stats"], folder());
    expect(none).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining("no decision has been"),
    });
    expect(await safeclaw(["audit", "stats", "--follow"], folder())).toMatchObject({ exit: 2 });
    const near = await safeclaw(["audit", "stat"], folder());
    expect(near).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("did you mean `stats`?"),
    });
  });
});

describe("a bar chart", () => {
  it.each([20, 40, 80, 200])("fits %d columns", (width) => {
    const bars = ["a", "漢字".repeat(30), "x".repeat(100)].map((name, index) => ({
      name,
      size: 10 ** (2 * index),
    }));
    for (const line of barChart(bars, 10_101, width)) {
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
    expect(barChart([], 0, width)).toEqual([]);
  });
});
