// What shadow policies would have changed: the decisions beside which they were evaluated, counted.

import type { AuditEntry } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../../diagnostics/harmless.js";
import { counted, paletteOf, printJson, type Terminal } from "../terminal.js";
import { barChart } from "./bar-chart.js";

type Effect = AuditEntry["record"]["effect"];
type Record = AuditEntry["record"];

/** What a change is counted by, in the order in which it is shown; the rule is that of the shadow policy. */
const groups: readonly (readonly [name: string, of: (record: Record) => string | null])[] = [
  ["tool", ({ tool }) => tool],
  ["assistant", ({ assistant }) => assistant],
  ["rule", ({ shadow }) => shadow?.rule ?? null],
];

const mostRows = 10;
const mostExamples = 3;

interface Count {
  readonly value: string | null;
  readonly count: number;
}

/** Decisions that the shadow policies would have made otherwise, in one way. */
interface Change {
  readonly now: Effect;
  readonly shadow: Effect;
  count: number;
  readonly groups: ReadonlyMap<string, Map<string | null, number>>;
  /** The newest. */
  readonly examples: Record[];
}

export interface ShadowStats {
  /** Those beside which a shadow policy was evaluated. */
  readonly decisions: number;
  readonly same: number;
  readonly from: string | null;
  readonly to: string | null;
  /** The most frequent first. */
  readonly changes: readonly Change[];
}

/** Takes the newest first, as the log is read. */
export async function countShadow(entries: AsyncIterable<AuditEntry>): Promise<ShadowStats> {
  const changes = new Map<string, Change>();
  let [decisions, same] = [0, 0];
  let from: string | null = null;
  let to: string | null = null;
  for await (const { record, revoked } of entries) {
    const { effect, shadow, time } = record;
    if (shadow === undefined || revoked === true) continue;
    decisions += 1;
    if (from === null || time < from) from = time;
    if (to === null || time > to) to = time;
    if (shadow.effect === effect) same += 1;
    else add(record, changeIn(changes, effect, shadow.effect));
  }
  const sorted = [...changes.values()].toSorted((a, b) => b.count - a.count);
  return { decisions, same, from, to, changes: sorted };
}

function changeIn(changes: Map<string, Change>, now: Effect, shadow: Effect): Change {
  const key = `${now} ${shadow}`;
  const known = changes.get(key);
  if (known !== undefined) return known;
  const counts = groups.map(([name]) => [name, new Map<string | null, number>()] as const);
  const change: Change = { now, shadow, count: 0, groups: new Map(counts), examples: [] };
  changes.set(key, change);
  return change;
}

function add(record: Record, change: Change): void {
  change.count += 1;
  if (change.examples.length < mostExamples) change.examples.push(record);
  for (const [name, of] of groups) {
    const group = change.groups.get(name);
    group?.set(of(record), (group.get(of(record)) ?? 0) + 1);
  }
}

function inOrder(group: ReadonlyMap<string | null, number>): readonly Count[] {
  return Array.from(group, ([value, count]) => ({ value, count })).toSorted(
    (a, b) => b.count - a.count || ((a.value ?? "") < (b.value ?? "") ? -1 : 1),
  );
}

export function printShadowStats(
  stats: ShadowStats,
  { json }: { readonly json: boolean },
  terminal: Terminal,
): void {
  if (json) printJson(asData(stats), terminal);
  else print(stats, terminal);
}

function asData({ changes, ...stats }: ShadowStats): object {
  return {
    ...stats,
    changes: changes.map(({ groups: counts, examples, ...change }) => ({
      ...change,
      ...Object.fromEntries(Array.from(counts, ([name, group]) => [name, inOrder(group)])),
      examples,
    })),
  };
}

const inWords: Readonly<{ [Key in Effect]: string }> = {
  allow: "allowed",
  deny: "denied",
  require_approval: "in need of an approval",
};

function print({ decisions, same, from, to, changes }: ShadowStats, terminal: Terminal): void {
  const { stdout, columns } = terminal;
  if (decisions === 0) {
    stdout.write("no decision was recorded beside a shadow policy\n");
    return;
  }
  const { bold, dim } = paletteOf(terminal);
  const clock = (time: string | null): string => time?.slice(0, 19).replace("T", " ") ?? "-";
  const spans = `${clock(from)} to ${clock(to)} (UTC)`;
  stdout.write(`${counted(decisions, "decision")} beside a shadow policy, ${spans}\n`);
  stdout.write(`${same} would be the same, ${decisions - same} would change\n`);
  for (const { now, shadow, count, groups: counts, examples } of changes) {
    stdout.write(`\n${bold(`${count} ${inWords[now]} now, and would be ${inWords[shadow]}`)}\n`);
    for (const [name, group] of counts) {
      const all = inOrder(group);
      const left = all.length - mostRows;
      stdout.write(`  ${name}${left > 0 ? ` (${left} more: --json)` : ""}\n`);
      const bars = all.slice(0, mostRows).map(({ value, count: size }) => ({
        name: `    ${harmless(value ?? "-")}`,
        size,
      }));
      for (const line of barChart(bars, count, columns || undefined)) stdout.write(`${line}\n`);
    }
    for (const { time, tool, args } of examples) {
      const call = `${clock(time)}  ${tool} ${JSON.stringify(args)}`;
      stdout.write(`  ${dim("such as")}  ${harmless(call)}\n`);
    }
  }
}
