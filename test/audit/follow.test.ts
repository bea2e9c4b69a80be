// `safeclaw audit --follow`: a real process that shows what others record, until it is told to stop.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type AuditReading, fileAudit, followAudit } from "../../runtime/node.js";
import { folder } from "../cli/folder.js";
import { cli, ended, type Ran, safeclaw, start } from "../cli/safeclaw.js";
import { allowed, denied, unkept } from "./decisions.js";
import { sealAll, stream, type Timed } from "./stream-files.js";
import { numberedCalls, writeCalls } from "./written-log.js";

/** A command that follows, and what it has said so far. */
class Following {
  readonly child: ChildProcess;
  readonly #ended: Promise<Ran>;
  #said = "";

  constructor(cwd: string, ...options: string[]) {
    this.child = start(["audit", "--follow", ...options], cwd);
    for (const output of [this.child.stdout, this.child.stderr]) {
      output?.setEncoding("utf8").on("data", (text: string) => {
        this.#said += text;
      });
    }
    this.#ended = ended(this.child);
    onTestFinished(() => void this.child.kill("SIGKILL"));
  }

  async says(text: string): Promise<void> {
    for (let waited = 0; waited < 20_000; waited += 20) {
      if (this.#said.includes(text)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`it never said ${text}, but:\n${this.#said}`);
  }

  async stop(signal: "SIGINT" | "SIGTERM" = "SIGINT"): Promise<Ran> {
    this.child.kill(signal);
    return await this.#ended;
  }
}

interface Place {
  readonly cwd: string;
  readonly log: string;
}

function place(): Place {
  const cwd = folder();
  return { cwd, log: join(cwd, ".safeclaw/audit") };
}

const waiting = "waiting for decisions";
const calls = (stdout: string): string[] =>
  stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).call);
const say = (call: string): Timed => ({
  at: "2026-11-21T08:00:00.000Z",
  record: { ...allowed, call },
});

describe("safeclaw audit --follow", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "shows what is there and what comes, of all streams and in all their files, until %s",
    async (signal) => {
      const { cwd, log } = place();
      await writeCalls(log, numberedCalls(3));
      const following = new Following(cwd, "--json");
      await following.says(waiting);
      const sinks = [fileAudit(log, { maxFileBytes: 1 }), fileAudit(log)];
      for (let count = 4; count < 16; count += 1) {
        const sink = sinks[count % 2];
        sink?.write({ ...allowed, call: `call_${count}` });
        await sink?.flush();
        if (count % 5 === 0) await following.says(`"call_${count}"`);
      }
      for (const sink of sinks) await sink.close();
      await following.says('"call_14"');
      await following.says('"call_15"');
      const { exit, stdout, stderr } = await following.stop(signal);
      expect(exit).toBe(0);
      expect(stderr).toBe("waiting for decisions; press Ctrl-C to stop\n");
      const shown = calls(stdout);
      const all = (await safeclaw(["audit", "--json"], cwd)).stdout;
      expect(shown.toSorted()).toEqual(calls(all).toSorted());
      expect(readdirSync(log).length).toBeGreaterThan(5);
    },
  );

  it("tells what befalls the log, as it does of what is there", async () => {
    const { cwd, log } = place();
    await writeCalls(log, numberedCalls(1));
    const following = new Following(cwd);
    const filtered = new Following(cwd, "--filter", "tool=refund_order");
    for (const each of [following, filtered]) await each.says(waiting);
    const sink = fileAudit(log);
    sink.write({ ...allowed, call: "call_2" });
    await sink.flush();
    const newest = readdirSync(log).sort().at(-1) ?? "";
    renameSync(join(log, newest), join(cwd, "taken-away"));
    sink.write({ ...allowed, call: "call_3" });
    await sink.close();
    await following.says("of the log itself: ");
    expect((await following.stop()).stderr).toMatch(/^of the log itself: \S+ \S+ file \S+ /mu);
    expect((await filtered.stop()).stderr).not.toContain("of the log itself");
  });

  it("waits for a log that is not there yet", async () => {
    const { cwd, log } = place();
    const following = new Following(cwd);
    await following.says("no decision has been recorded yet");
    await following.says(waiting);
    await writeCalls(log, numberedCalls(2));
    await following.says("refund_order");
    const { exit, stdout } = await following.stop();
    expect(exit).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(3);
  });

  it("begins with the newest, and shows only what is asked for", async () => {
    const { cwd, log } = place();
    await writeCalls(log, numberedCalls(5));
    const following = new Following(cwd, "--json", "--last", "2", "--filter", "tool=refund_*");
    await following.says(waiting);
    await writeCalls(log, [
      { decision: { ...denied, tool: "other", call: "not asked for" } },
      { decision: { ...denied, call: "asked for" } },
    ]);
    await following.says("asked for");
    const { stdout } = await following.stop();
    expect(calls(stdout)).toEqual(["call_4", "call_4", "call_5", "call_5", "asked for"]);
  });

  it("shows what came of a call when it comes", async () => {
    const { cwd, log } = place();
    const following = new Following(cwd);
    await following.says(waiting);
    const sink = fileAudit(log);
    const of = Number(sink.write({ ...allowed, call: "call_1" }));
    await sink.flush();
    await following.says("ord_1001");
    const outcome = { of, status: "error", ms: 41 } as const;
    sink.write({ ...allowed, call: "call_1", args: null, outcome });
    await sink.close();
    await following.says("error 41 ms");
    const { stdout } = await following.stop();
    const [heading = "", decision = "", later = "", ...rest] = stdout.trimEnd().split("\n");
    expect(rest).toEqual([]);
    const column = heading.indexOf("DECISION");
    expect(decision.slice(column)).toMatch(/^allow /u);
    expect(later.slice(column)).toMatch(/^error 41 ms /u);
  });

  it("never takes half a line for a record, nor shows one twice, also when its file is compressed", async () => {
    const { cwd, log } = place();
    const lines = sealAll([say("one"), say("two"), say("three"), say("four")]);
    mkdirSync(log, { recursive: true });
    const path = stream(log, "a.0001.jsonl", [say("one")]);
    const following = new Following(cwd, "--json");
    await following.says('"one"');
    const [, second = "", third = "", fourth = ""] = lines;
    appendFileSync(path, second.slice(0, 100));
    const other = stream(log, "b.0001.jsonl", [say("of b")]);
    await following.says("of b");
    appendFileSync(path, `${second.slice(100)}\n`);
    await following.says('"two"');
    appendFileSync(path, `${third}\n`);
    execFileSync("gzip", [path]);
    await following.says('"three"');
    // A compressed file is whole; what comes goes into the next.
    appendFileSync(join(log, "a.0002.jsonl"), `${fourth}\n`);
    await following.says('"four"');
    execFileSync("gzip", [other]);
    stream(log, "c.0001.jsonl", [say("last")]);
    await following.says('"last"');
    const { exit, stdout, stderr } = await following.stop();
    expect(calls(stdout)).toEqual(["one", "of b", "two", "three", "four", "last"]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining("warning") });
  });

  it("warns once of what is no record or cannot be read, and goes on", async () => {
    const { cwd, log } = place();
    mkdirSync(log, { recursive: true });
    const path = stream(log, "a.jsonl", [say("one")]);
    const following = new Following(cwd, "--json");
    await following.says(waiting);
    appendFileSync(path, "not a record\n");
    execFileSync("ln", ["-s", "nowhere", join(log, "b.jsonl")]);
    await following.says("cannot be read");
    await following.says("is no record");
    renameSync(path, join(cwd, "moved.jsonl"));
    stream(log, "c.jsonl", [say("two")]);
    await following.says('"two"');
    rmSync(log, { recursive: true });
    mkdirSync(log);
    stream(log, "d.jsonl", [say("three")]);
    await following.says('"three"');
    const { exit, stdout, stderr } = await following.stop();
    expect(exit).toBe(1);
    expect(calls(stdout)).toEqual(["one", "two", "three"]);
    expect(stderr.match(/warning: /gu)).toHaveLength(2);
    expect(stderr).toContain("a.jsonl:2: 1 line is no record: skipped");
  });

  it("ends when nobody reads what it says any more", async () => {
    const { cwd, log } = place();
    await writeCalls(log, numberedCalls(1));
    const script = `${process.execPath} ${cli} audit --follow --json | head -n 3; echo "\${PIPESTATUS[0]}"`;
    const shell = spawn("bash", ["-c", script], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    onTestFinished(() => void shell.kill("SIGKILL"));
    shell.stderr.setEncoding("utf8");
    for await (const text of shell.stderr) if (String(text).includes(waiting)) break;
    const done = ended(shell);
    const sink = fileAudit(log);
    const timer = setInterval(() => sink.write(denied), 20);
    const { stdout } = await done;
    clearInterval(timer);
    await sink.close();
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("0");
    expect(stdout.trimEnd().split("\n")).toHaveLength(4);
  });

  it("has no end", async () => {
    const { cwd, log } = place();
    await writeCalls(log, numberedCalls(1));
    const { exit, stderr } = await safeclaw(["audit", "--follow", "--until", "1h"], cwd);
    expect(exit).toBe(2);
    expect(stderr).toContain("`--follow` has no end");
    const missing = await safeclaw(["audit", "--follow", "--log", "none"], cwd);
    expect(missing).toMatchObject({ exit: 2, stderr: expect.stringContaining("no audit log at") });
  });
});

it("tells of a decision that it is taken back, where both came since the last time", async () => {
  const directory = folder();
  const all = [denied, allowed, unkept].map((record) => ({ at: say("").at, record }));
  stream(directory, "a.jsonl", all.slice(0, 1));
  const follower = followAudit(directory, { filters: [{ key: "tool", value: "refund_order" }] });
  const onlyAllowed = followAudit(directory, { filters: [{ key: "effect", value: "allow" }] });
  await Promise.all([follower.read(), onlyAllowed.read()]);
  stream(directory, "a.jsonl", all);
  const told = ({ entries }: AuditReading) =>
    entries.map(({ record, revoked }) => [record.effect, revoked]);
  expect(told(await follower.read())).toEqual([
    ["allow", true],
    ["deny", undefined],
  ]);
  // By what it takes back, too: who asks for that alone may have been told of it before.
  expect(told(await onlyAllowed.read())).toEqual([
    ["allow", true],
    ["deny", undefined],
  ]);
});

it("tells of a decision that it is taken back, whatever it was asked for by", async () => {
  const directory = folder();
  const all = [denied, allowed, unkept].map((record) => ({ at: say("").at, record }));
  stream(directory, "a.jsonl", all.slice(0, 1));
  const follower = followAudit(directory, { filters: [{ key: "effect", value: "allow" }] });
  await follower.read();
  const told: unknown[] = [];
  for (const count of [2, 3]) {
    stream(directory, "a.jsonl", all.slice(0, count));
    for (const { record } of (await follower.read()).entries)
      told.push([record.seq, record.revokes?.of]);
  }
  expect(told).toEqual([
    [2, undefined],
    [3, 2],
  ]);
});
