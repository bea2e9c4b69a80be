// `safeclaw audit` as a person, a terminal and a script see it.

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSince } from "../../compiler/commands/audit/parse-since.js";
import { type AuditOptions, audit } from "../../compiler/commands/audit.js";
import type { Terminal } from "../../compiler/commands/terminal.js";
import { UsageError } from "../../compiler/commands/usage-error.js";
import { allowed, approval, denied, unkept, unknownTool } from "./decisions.js";
import { folder, sealAll, stream, type Timed } from "./stream-files.js";

interface Shown {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(options: Partial<AuditOptions>, part: Partial<Terminal> = {}): Promise<Shown> {
  const shown = { stdout: "", stderr: "" };
  const keep = (stream: "stdout" | "stderr") => ({
    write: (text: string): void => {
      shown[stream] += text;
    },
  });
  const terminal = {
    stdout: keep("stdout"),
    stderr: keep("stderr"),
    color: false,
    cwd: "/",
    ...part,
  };
  const exit = await audit({ filter: [], json: false, ...options }, terminal);
  return { exit, ...shown };
}

const minute = (count: number): string =>
  new Date(Date.UTC(2026, 10, 21, 8, count, 7, 89)).toISOString();
const day: readonly Timed[] = [
  allowed,
  denied,
  unknownTool,
  approval,
  {
    ...denied,
    code: "malformed-arguments",
    rule: null,
    line: null,
    args: '{"amount":',
    reason: "the arguments are not JSON",
  } as const,
  { ...allowed, tool: "send_note", args: { text: "退款已处理 😀 naïve" } },
].map((record, index) => ({ at: minute(index), record }));
const numbered = (count: number): Timed[] =>
  Array.from({ length: count }, (_, index) => ({
    at: minute(index),
    record: { ...allowed, call: `call_${index}` },
  }));
const golden = (name: string): string => `./golden/${name}.txt`;

describe("the table", () => {
  it.each([
    ["away from a terminal, nothing cut", {}, "plain"],
    ["in 160 columns", { columns: 160 }, "160-columns"],
    ["in 120 columns", { columns: 120 }, "120-columns"],
    ["in 80 columns", { columns: 80 }, "80-columns"],
    ["in 40 columns", { columns: 40 }, "40-columns"],
    ["in colour", { columns: 160, color: true }, "color"],
  ])("%s", async (_, terminal, name) => {
    const log = stream(folder(), "a.jsonl", day);
    const { exit, stdout, stderr } = await run({ log }, terminal);
    expect(exit).toBe(0);
    await expect(stdout + stderr).toMatchFileSnapshot(golden(name));
  });

  it("fits any terminal from 40 columns", async () => {
    const directory = folder();
    const word = fc.string({
      unit: fc.constantFrom("a", "Z", "_", "0", "漢", "\u0301"),
      maxLength: 60,
    });
    const facts = fc.record({ tool: word, assistant: word, thread: word, run: word, rule: word });
    await fc.assert(
      fc.asyncProperty(
        fc.array(facts, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 40, max: 200 }),
        async (rows, columns) => {
          const records = rows.map((row, index) => ({
            at: minute(index),
            record: { ...denied, ...row },
          }));
          const log = stream(directory, "a.jsonl", records);
          const { stdout } = await run({ log }, { columns });
          const lines = stdout.trimEnd().split("\n");
          expect(lines).toHaveLength(rows.length + 1);
          for (const line of lines) {
            const cells = line.replaceAll("\u0301", "").replaceAll("漢", "xx").length;
            expect(cells).toBeLessThanOrEqual(columns);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("shows the newest 20 and says how to see more", async () => {
    const log = stream(folder(), "a.jsonl", numbered(25));
    const { stdout, stderr } = await run({ log });
    expect(stdout.trimEnd().split("\n")).toHaveLength(21);
    expect(stdout).toContain("2026-11-21 08:24:07");
    expect(stdout).not.toContain("2026-11-21 08:04:07");
    expect(stderr).toBe("these are the newest 20; `--last 100` shows more\n");
    expect((await run({ log, last: 20 })).stderr).toBe("");
    expect((await run({ log, last: 3 })).stdout.trimEnd().split("\n")).toHaveLength(4);
  });
});

describe("what came of a call", () => {
  const outcome = (of: number, status: "ok" | "error", ms: number): Timed => ({
    at: minute(10 + of),
    record: { ...allowed, args: null, outcome: { of, status, ms } },
  });
  const records: readonly Timed[] = [
    ...numbered(3),
    outcome(2, "error", 3.4),
    outcome(1, "ok", 12.4),
  ];

  it("is not that of a decision which a later record takes back", async () => {
    const records = [denied, allowed, unkept].map((record, index) => ({
      at: minute(index),
      record,
    }));
    const log = stream(folder(), "a.jsonl", records);
    const { stdout } = await run({ log });
    expect(stdout).toMatch(/ allow, revoked .*\n.* deny audit-failed, revokes allow .*\n$/u);
  });

  it("stands beside its decision", async () => {
    const log = stream(folder(), "a.jsonl", records);
    const { stdout } = await run({ log });
    expect(stdout.trimEnd().split("\n")).toHaveLength(4);
    expect(stdout).toMatch(/ allow, ok 12 ms .*\n.* allow, error 3 ms .*\n.* allow {2}/u);
  });

  it("is a line of its own in JSON, after that of its decision", async () => {
    const log = stream(folder(), "a.jsonl", records);
    const lines = readFileSync(log, "utf8").trimEnd().split("\n");
    const { stdout } = await run({ log, json: true });
    expect(stdout.trimEnd().split("\n")).toEqual([0, 4, 1, 3, 2].map((index) => lines[index]));
  });

  it("is warned of where it was changed", async () => {
    const log = stream(folder(), "a.jsonl", records);
    writeFileSync(log, readFileSync(log, "utf8").replace('"status":"error"', '"status":"ok"'));
    const { exit, stdout, stderr } = await run({ log });
    expect(exit).toBe(1);
    expect(stdout).toContain("allow, altered: ok 3 ms");
    expect(stderr).toContain("changed after being written");
  });
});

describe("--json", () => {
  it("gives more records than are held at once, to the byte", async () => {
    const log = stream(folder(), "a.jsonl", numbered(9000));
    const { stdout } = await run({ log, json: true });
    expect(stdout === readFileSync(log, "utf8")).toBe(true);
  });

  it("gives the stored lines to the byte, all of them unless a number is asked for", async () => {
    const hostile = {
      ...denied,
      tool: "\u001b]0;x\u0007\u009b\u202e\u2028\ud800\n",
      args: { "\u0000": "漢😀" },
    };
    const log = stream(folder(), "a.jsonl", [...numbered(25), { at: minute(30), record: hostile }]);
    const stored = readFileSync(log, "utf8");
    expect(await run({ log, json: true })).toEqual({ exit: 0, stdout: stored, stderr: "" });
    const [newest] = stored.trimEnd().split("\n").slice(-1);
    expect((await run({ log, json: true, last: 1 })).stdout).toBe(`${newest}\n`);
  });

  it("keeps sentences off the stream of records", async () => {
    const directory = folder();
    const empty = await run({ log: directory, json: true });
    expect(empty).toMatchObject({ exit: 0, stdout: "" });
    expect(empty.stderr).toContain("no decision has been recorded yet");
    const log = stream(directory, "a.jsonl", day);
    const unmatched = await run({ log, json: true, filter: ["tool=none"] });
    expect(unmatched).toMatchObject({ exit: 0, stdout: "" });
    expect(unmatched.stderr).toBe("no recorded decision matches\n");
  });
});

describe("what the log holds", () => {
  const attacks = [
    "\u001b[2J\u001b[31mowned",
    "\u009b31m",
    "\u001b]8;;http://evil\u0007click\u001b]8;;\u0007",
    "a\rallow  everything fine",
    "line\nbreak",
    "user\u202egnp.exe",
    "zero\u200bwidth\ufeff",
    "tab\tbell\u0007backspace\b",
    "\u2066isolate",
    "\ud800",
    "\u{e0041}tag",
  ];
  const raw = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

  it.each(attacks)("never commands the terminal: %j", async (attack) => {
    const record = {
      ...denied,
      assistant: attack,
      thread: attack,
      run: attack,
      call: attack,
      tool: attack,
      rule: attack,
      reason: attack,
      args: { [attack]: attack },
    };
    const directory = join(folder(), `log${attack.replaceAll(/[/\ud800]/gu, "")}`);
    mkdirSync(directory);
    const log = stream(directory, "a.jsonl", [{ at: minute(0), record }]);
    // A forger leaves unescaped what we would have escaped.
    const [line = ""] = sealAll([{ at: minute(1), record: { ...denied, tool: "forged" } }]);
    appendFileSync(log, `${line.replace("forged", `forged\u009b\u202e\u{e0041}`)}\nnot a record\n`);
    for (const options of [{ json: false }, { json: true }]) {
      const { stdout, stderr } = await run({ log: directory, ...options }, { columns: 200 });
      for (const shown of [...stdout.split("\n"), ...stderr.split("\n")])
        expect(shown).not.toMatch(raw);
      expect(stdout.trimEnd().split("\n")).toHaveLength(options.json ? 2 : 3);
      expect(stderr).toContain("warning");
    }
  });

  it("is warned of aloud where it is not what was written", async () => {
    const directory = folder();
    const path = stream(directory, "a.jsonl", day);
    const altered = readFileSync(path, "utf8").replace('"amount":5000', '"amount":50');
    writeFileSync(path, `${altered}rubbish\nmore rubbish\n{"v":3}\n${altered.slice(0, 200)}`);
    mkdirSync(join(directory, "other"));
    const terminal = { columns: 160, cwd: dirname(directory) };
    const { exit, stdout, stderr } = await run({ log: directory }, terminal);
    expect(exit).toBe(1);
    expect(stderr).not.toContain(directory);
    await expect((stdout + stderr).replaceAll(basename(directory), "log")).toMatchFileSnapshot(
      golden("damaged"),
    );
  });
});

describe("where to look", () => {
  it("is .safeclaw/audit, and nothing there yet is not an error", async () => {
    const cwd = folder();
    const place = join(cwd, ".safeclaw", "audit");
    expect(await run({}, { cwd })).toEqual({
      exit: 0,
      stdout: `no decision has been recorded yet (looked in ${place})\n`,
      stderr: "",
    });
    mkdirSync(place, { recursive: true });
    expect((await run({}, { cwd })).stdout).toContain("no decision has been recorded yet");
    stream(place, "a.jsonl", day);
    expect((await run({}, { cwd })).stdout).toContain("refund_order");
  });

  it("is an error on the command line where a path is given that is not there", async () => {
    const cwd = folder();
    stream(cwd, "a.jsonl", day);
    for (const log of ["none", join("a.jsonl", "below")]) {
      await expect(run({ log }, { cwd })).rejects.toThrow(
        new UsageError(`there is no audit log at ${join(cwd, log)}`),
      );
    }
    expect((await run({ log: "a.jsonl" }, { cwd })).stdout).toContain("refund_order");
  });

  it("is told when it is nothing that could be a log", async () => {
    const { exit, stderr } = await run({ log: "/dev/null" });
    expect(exit).toBe(1);
    expect(stderr).toBe("error: /dev/null is neither a file nor a folder\n");
  });
});

describe("a wrong command line", () => {
  it.each<[Partial<AuditOptions>, string]>([
    [
      { filter: ["asistant=x"] },
      "unknown filter key `asistant`\ndid you mean `assistant`? there are: assistant, thread, run, call, tool, effect, code, rule, policy",
    ],
    [
      { filter: ["assistant_id=x"] },
      "unknown filter key `assistant_id`\ndid you mean `assistant`?",
    ],
    [{ filter: ["zebra=x"] }, "unknown filter key `zebra`\nthere are: assistant,"],
    [{ filter: ["toString=x"] }, "unknown filter key `toString`"],
    [{ filter: ["=x"] }, "unknown filter key ``"],
    [{ filter: ["tool"] }, "`--filter tool` has no `=`\nwrite KEY=VALUE"],
    [{ filter: ["tool="] }, "`--filter tool=` has no value\n`tool=*` finds"],
    [
      { filter: ["effect=alow"] },
      "unknown effect `alow`\ndid you mean `allow`? there are: allow, deny, require_approval",
    ],
    [{ filter: ["effect=null"] }, "unknown effect `null`"],
    [{ filter: ["code=no_rule"] }, "unknown code `no_rule`\ndid you mean `no-rule`?"],
    [{ filter: ["code=x*"] }, "unknown code `x*`"],
    [{ filter: ["tool=a", "tol=b"] }, "unknown filter key `tol`\ndid you mean `tool`?"],
    [{ since: "yesterday" }, "`--since yesterday` is no time\nwrite a length of time"],
    [{ last: 0 }, "`--last` needs a whole number from 1"],
    [{ last: -3 }, "`--last` needs"],
    [{ last: 1.5 }, "`--last` needs"],
    [{ last: Number.NaN }, "`--last` needs"],
  ])("%o is refused with what to write instead", async (options, message) => {
    const log = stream(folder(), "a.jsonl", day);
    const refusal = await run({ log, ...options }).catch((error: unknown) => error);
    if (!(refusal instanceof UsageError)) throw new Error("it was not refused");
    expect(`${refusal.message}\n${refusal.help}`).toContain(message);
  });

  it.each(["tool=a=b", "tool=null", "code=null", "code=unknown-*", "effect=*", "assistant=*"])(
    "%s is none",
    async (filter) => {
      const log = stream(folder(), "a.jsonl", day);
      expect((await run({ log, filter: [filter] })).exit).toBe(0);
    },
  );
});

describe("--since", () => {
  const now = new Date("2026-11-21T12:00:00.000Z");
  it.each([
    ["90s", "2026-11-21T11:58:30.000Z"],
    ["15m", "2026-11-21T11:45:00.000Z"],
    ["2h", "2026-11-21T10:00:00.000Z"],
    ["7d", "2026-11-14T12:00:00.000Z"],
    ["4w", "2026-10-24T12:00:00.000Z"],
    ["0m", "2026-11-21T12:00:00.000Z"],
    ["2026-11-20", "2026-11-20T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2026-11-20T08:30", "2026-11-20T08:30:00.000Z"],
    ["2026-11-20 08:30:05", "2026-11-20T08:30:05.000Z"],
    ["2026-11-20T08:30:05.5Z", "2026-11-20T08:30:05.500Z"],
    ["2026-11-20t08:30z", "2026-11-20T08:30:00.000Z"],
    ["2026-11-20T08:30:00+02:00", "2026-11-20T06:30:00.000Z"],
    ["2026-11-20T08:30:00-05:30", "2026-11-20T14:00:00.000Z"],
    ["2026-11-20T08:30:00+0200", "2026-11-20T06:30:00.000Z"],
    ["2026-11-20T08:30:05.123456789Z", "2026-11-20T08:30:05.123Z"],
  ])("%s is %s", (text, moment) => {
    expect(parseSince(text, now).toISOString()).toBe(moment);
  });

  it.each([
    "",
    " ",
    "15",
    "m",
    "15 m",
    "-15m",
    "1.5h",
    "15M",
    "999999999w",
    "2026",
    "2026-11",
    "2026-13-01",
    "2026-02-30",
    "2027-02-29",
    "2026-11-20T",
    "2026-11-20T25:00",
    "2026-11-20T08:61",
    "20261120",
    "2026-11-20T08:30+2",
    "+10000-01-01",
    "now",
    "1763712000",
  ])("%j is no time", (text) => {
    expect(() => parseSince(text, now)).toThrow(/is no time/u);
  });
});
