// A log that is asked in files and in PostgreSQL: two streams of an hour, with what is odd to ask for.

import type { DecisionRecord } from "../../../runtime/audit/audit-sink.js";
import { allowed, approval, denied, unkept, unknownTool } from "../../audit/decisions.js";
import { stream, type Timed } from "../../audit/stream-files.js";

export const minute = (count: number): string =>
  new Date(Date.UTC(2026, 10, 21, 8, count)).toISOString();

export const odd: DecisionRecord = {
  ...denied,
  tool: `${"x".repeat(5000)}'; drop table safeclaw_audit; --`,
  call: "null",
  args: { text: "退款 \0" },
};

// The third of its stream is the seventh of all.
const revoking = {
  ...unkept,
  revokes: { of: 3, effect: "allow", code: null, rule: allowed.rule, policy: allowed.policy },
} as const;

const records = [
  allowed,
  denied,
  unknownTool,
  approval,
  { ...allowed, assistant: "asst_abc124" },
  odd,
];
const all: readonly Timed[] = Array.from({ length: 60 }, (_, index) => ({
  at: minute(index),
  record: {
    ...(index === 57 ? revoking : (records[index % records.length] ?? allowed)),
    ...(index % 7 === 0 ? { thread: null } : {}),
  },
}));

export function writeAskedLog(directory: string): void {
  const name = (writer: string): string => `20261121T080000000Z-host-${writer}.0001.jsonl`;
  stream(
    directory,
    name("7-0a1b2c3d"),
    all.filter((_, index) => index % 3 > 0),
  );
  stream(
    directory,
    name("8-0a1b2c3e"),
    all.filter((_, index) => index % 3 === 0),
  );
}
