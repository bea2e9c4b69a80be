// `safeclaw audit stats --shadow`: what policies on trial would have changed.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { folder } from "../cli/folder.js";
import { safeclaw } from "../cli/safeclaw.js";
import { allowed, approval, denied } from "./decisions.js";
import { stream } from "./stream-files.js";

const beside = (
  record: DecisionRecord,
  effect: DecisionRecord["effect"],
  rule: string | null = "trial/refund_order",
): DecisionRecord => ({
  ...record,
  shadow: { effect, code: effect === "allow" ? null : "denied", rule },
});

const records = [
  allowed,
  beside(allowed, "allow"),
  beside(allowed, "deny", "trial/refund_order/max_amount"),
  beside({ ...allowed, args: { order_id: "ord_9" } }, "deny", "trial/refund_order/max_amount"),
  beside({ ...allowed, assistant: "asst_dispatch" }, "deny"),
  beside(denied, "allow"),
  beside(approval, "deny"),
  beside(allowed, "require_approval"),
];

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();

function logged(of: readonly DecisionRecord[] = records): string {
  const cwd = folder();
  mkdirSync(join(cwd, ".safeclaw/audit"), { recursive: true });
  const timed = of.map((record, minute) => ({ at: at(minute), record }));
  stream(join(cwd, ".safeclaw/audit"), "a.jsonl", timed);
  return cwd;
}

const stats = async (cwd: string, ...options: string[]) => {
  const ran = await safeclaw(["audit", "stats", "--shadow", "--json", ...options], cwd);
  expect(ran.exit, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout);
};

it("counts what would be the same, and each change by tool, assistant and rule", async () => {
  const document = await stats(logged());
  expect(document).toMatchObject({ decisions: 7, same: 1, from: at(1), to: at(7) });
  const changes = document.changes.map(
    ({ now, shadow, count }: { now: string; shadow: string; count: number }) =>
      `${count}: ${now} to ${shadow}`,
  );
  expect(changes.toSorted()).toEqual([
    "1: allow to require_approval",
    "1: deny to allow",
    "1: require_approval to deny",
    "3: allow to deny",
  ]);
  expect(document.changes[0]).toMatchObject({
    tool: [{ value: "refund_order", count: 3 }],
    assistant: [
      { value: "asst_abc123", count: 2 },
      { value: "asst_dispatch", count: 1 },
    ],
    rule: [
      { value: "trial/refund_order/max_amount", count: 2 },
      { value: "trial/refund_order", count: 1 },
    ],
  });
});

it("shows at most three records of each, the newest first", async () => {
  const many = Array.from({ length: 5 }, (_, n) =>
    beside({ ...allowed, args: { order_id: `ord_${n}` } }, "deny"),
  );
  const { changes } = await stats(logged(many));
  const ids = changes[0].examples.map(({ args }: { args: { order_id: string } }) => args.order_id);
  expect(ids).toEqual(["ord_4", "ord_3", "ord_2"]);
});

it("counts a part where it is asked for one", async () => {
  const cwd = logged();
  expect(await stats(cwd, "--filter", "assistant=asst_dispatch")).toMatchObject({
    decisions: 2,
    same: 0,
  });
  expect(
    await stats(cwd, "--filter", "effect=allow", "--filter", "assistant=asst_a*"),
  ).toMatchObject({ decisions: 4, same: 1 });
  expect(await stats(cwd, "--last", "1")).toMatchObject({ decisions: 1, from: at(7) });
  expect(await stats(cwd, "--since", at(6))).toMatchObject({ decisions: 2 });
});

it("tells it to a person", async () => {
  const { exit, stdout } = await safeclaw(["audit", "stats", "--shadow"], logged());
  expect(exit).toBe(0);
  expect(stdout).toMatch(
    /^7 decisions beside a shadow policy, 2026-11-20 12:01:00 to 2026-11-20 12:07:00 \(UTC\)\n1 would be the same, 6 would change\n\n3 allowed now, and would be denied\n {2}tool\n {4}refund_order {2}3 100%/u,
  );
  expect(stdout).toContain('such as  2026-11-20 12:04:00  refund_order {"order_id":"ord_1001"');
  expect(stdout).toContain("1 denied now, and would be allowed");
});

it("says so where no policy was on trial", async () => {
  const { exit, stdout } = await safeclaw(["audit", "stats", "--shadow"], logged([allowed]));
  expect({ exit, stdout }).toEqual({
    exit: 0,
    stdout: "no decision was recorded beside a shadow policy\n",
  });
});
