// `safeclaw audit export` as an auditor opens it: in a browser, in a spreadsheet, in a program.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { fileAudit } from "../../runtime/node.js";
import { folder, write } from "../cli/folder.js";
import { type Ran, safeclaw } from "../cli/safeclaw.js";
import { keyFile, SignedProject } from "../cli/signed-project.js";
import { browse, hasChromium, withoutChromium } from "./chromium.js";
import { readCsv } from "./csv.js";
import { allowed, approval, denied, unkept } from "./decisions.js";
import { sealAll } from "./stream-files.js";
import { type Call, numberedCalls, writeCalls } from "./written-log.js";

const markup = `</td></tr></table><script>document.title="owned"</script><img src="http://evil.test/x" onerror="document.title='owned'">`;
const hidden = "user\u202egnp.exe\u0007\u001b[31m";
const hostile: Call = {
  decision: {
    ...denied,
    assistant: `"><style>body{display:none}</style>`,
    call: "call_hostile",
    tool: markup,
    rule: `' onmouseover='document.title="owned"`,
    reason: `${markup}${hidden}`,
    args: { [markup]: hidden, long: `${"x".repeat(300)}${markup}` },
  },
};
const calls: readonly Call[] = [
  { decision: allowed, status: "ok", ms: 12 },
  { decision: { ...allowed, call: "call_9" }, status: "error", ms: 3.4 },
  { decision: denied },
  { decision: approval },
  hostile,
];

interface Log {
  readonly cwd: string;
  readonly log: string;
}

async function written(what: readonly Call[] = calls, maxFileBytes?: number): Promise<Log> {
  const cwd = folder();
  const log = join(cwd, ".safeclaw/audit");
  await writeCalls(log, what, maxFileBytes);
  return { cwd, log };
}

function exported({ cwd }: Log, format: string, ...options: readonly string[]): Promise<Ran> {
  return safeclaw(["audit", "export", "--format", format, ...options], cwd);
}

/** Changes a record behind the log's back. */
function alter({ log }: Log, from: string, to: string): void {
  const [name = ""] = readdirSync(log);
  const text = readFileSync(join(log, name), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(log, name), text.replace(from, to));
}

const stored = ({ log }: Log): readonly string[] =>
  readdirSync(log).flatMap((name) => readFileSync(join(log, name), "utf8").trimEnd().split("\n"));

describe("--format jsonl", () => {
  it("holds every line as it is stored, the oldest first, and then the verdict", async () => {
    const log = await written(numberedCalls(40), 4000);
    expect(readdirSync(log.log).length).toBeGreaterThan(2);
    const { exit, stdout, stderr } = await exported(log, "jsonl");
    expect(exit).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    const verdict = JSON.parse(lines.pop() ?? "");
    expect(lines).toEqual(stored(log));
    expect(verdict).toMatchObject({ kind: "verdict", ok: true, decisions: 40, warnings: [] });
    expect(stderr).toMatch(/^intact: 80 records in 1 stream\n/u);
  });

  it("rests its verdict on the keys and checkpoints that an auditor brings along", async () => {
    const log = await written();
    const keygen = await safeclaw(["audit", "keygen", "--name", "auditor.example/log"], log.cwd);
    write(log.cwd, { "public.key": keygen.stdout.split("\n")[0] ?? "", "kept.txt": "no note\n" });
    const { stderr } = await exported(log, "jsonl", "--key", "public.key");
    expect(stderr).toContain("signatures were checked with auditor.example/log+");
    const kept = await exported(log, "jsonl", "--key", "public.key", "--checkpoint", "kept.txt");
    expect(kept.exit).toBe(1);
    expect(kept.stderr).toContain("kept.txt:1");
    const absent = await exported(log, "jsonl", "--checkpoint", "absent.txt");
    expect(absent.exit).toBe(2);
    expect(absent.stderr).toMatch(/there is no file of checkpoints at .*absent\.txt/u);
  });

  it("says of a changed log that it is not to be trusted, and where", async () => {
    const log = await written();
    alter(log, '"amount":5000', '"amount":50');
    const { exit, stdout, stderr } = await exported(log, "jsonl");
    expect(exit).toBe(1);
    const verdict = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    expect(verdict.ok).toBe(false);
    expect(verdict.lines.join("\n")).toMatch(
      /^tampering found in 1 of 1 stream\ntampered: .*0001\.jsonl:5 /mu,
    );
    expect(verdict.warnings.join("\n")).toContain("changed after being written");
    expect(stderr).toContain("error: not verified: ");
  });

  it("finds a missing file", async () => {
    const log = await written(numberedCalls(4), 1);
    rmSync(join(log.log, readdirSync(log.log).sort()[1] ?? ""));
    const { exit, stderr } = await exported(log, "csv");
    expect(exit).toBe(1);
    expect(stderr).toMatch(/follows on a file that is missing: .*\.0002\.jsonl/u);
  });

  it("can be about a part of the log; the verdict is about all of it", async () => {
    const log = await written();
    alter(log, '"amount":5000', '"amount":50');
    const { exit, stdout } = await exported(log, "jsonl", "--filter", "effect=require_approval");
    expect(exit).toBe(1);
    const [decision, verdict] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(decision).toMatchObject({ tool: "close_account" });
    expect(verdict).toMatchObject({
      ok: false,
      decisions: 1,
      asked: "effect=require_approval",
    });
  });
});

describe.each(["csv", "html"])("--format %s", (format) => {
  it("says which facts were used, and what a policy on trial would have said", async () => {
    const facts = { order: { note: markup }, user: "sha256:00ff" };
    const shadow = { effect: "deny", code: "constraint", rule: "trial/refund_order" } as const;
    const { stdout } = await exported(
      await written([{ decision: { ...allowed, facts, shadow } }]),
      format,
    );
    const text = stdout.replaceAll(/&#(\d+);/gu, (_, unit) => String.fromCharCode(unit));
    expect(text.replaceAll('""', '"')).toContain(JSON.stringify(facts));
    expect(text).toMatch(
      format === "csv"
        ? /\{""effect"":""deny"",/u
        : /on trial: deny constraint trial\/refund_order/u,
    );
    expect(stdout.includes("<img")).toBe(format === "csv");
  });
});

it("counts a call once that was denied because its record could not be kept in time", async () => {
  const log = await written([allowed, allowed, unkept].map((decision) => ({ decision })));
  const rows = readCsv((await exported(log, "csv")).stdout);
  expect(rows.map(({ effect, revoked, revokes }) => [effect, revoked, revokes])).toEqual([
    ["allow", "false", ""],
    ["allow", "true", ""],
    ["deny", "false", "2"],
  ]);
  const { stdout } = await exported(log, "html");
  expect(stdout).toMatch(/<dt>Allowed<\/dt><dd>1<.*\n.*<dt>Denied<\/dt><dd>1</u);
  expect(stdout).toContain("<b>allow</b>  <strong>revoked</strong>");
  expect(stdout).toContain("<div>revokes #2: allow</div>");
});

describe("--format csv", () => {
  it("is a row for each decision, what came of it and the verdict in it", async () => {
    const log = await written();
    const rows = readCsv((await exported(log, "csv")).stdout);
    expect(rows).toHaveLength(5);
    expect(rows.map(({ call, outcome, outcome_ms }) => [call, outcome, outcome_ms])).toEqual([
      ["call_1", "ok", "12"],
      ["call_9", "error", "3.4"],
      ["call_2", "", ""],
      ["call_2", "", ""],
      ["call_hostile", "", ""],
    ]);
    expect(JSON.parse(rows[0]?.["args"] ?? "")).toEqual(allowed.args);
    expect(rows.map(({ verdict, intact }) => [verdict, intact])).toEqual(
      rows.map(() => ["intact", "true"]),
    );
    alter(log, '"amount":5000', '"amount":50');
    const altered = readCsv((await exported(log, "csv")).stdout);
    expect(altered.map(({ verdict }) => verdict)).toEqual(altered.map(() => "NOT VERIFIED"));
    expect(altered.map(({ intact }) => intact)).toEqual(["true", "true", "false", "true", "true"]);
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    `=cmd|' /C calc'!A0`,
    "＝1",
    " =1",
    "  +1",
    "\u00a0@x",
    "\u3000-1",
  ])("holds no cell that a spreadsheet takes for a formula: %j", async (formula) => {
    const part = { tool: formula, assistant: formula, rule: formula, reason: formula };
    const record = { ...denied, ...part, thread: formula, run: formula, call: formula };
    const log = await written([{ decision: { ...record, args: formula } }]);
    const { stdout } = await exported(log, "csv");
    const [row = {}] = readCsv(stdout);
    for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@\t\r\n＝]/u);
    expect(row["tool"]).toContain(formula.trim());
    // Nor one that begins a line of the file, where a reader does not know about quotes.
    expect(stdout.split("\r\n")).toHaveLength(3);
  });

  it("keeps quotes, commas and line breaks within their cells", async () => {
    const reason = `a "quoted", b;c\r\nd`;
    const log = await written([{ decision: { ...denied, reason, args: { reason } } }]);
    const [row] = readCsv((await exported(log, "csv")).stdout);
    expect(row?.["reason"]).toBe(`a "quoted", b;c\\u000d\\u000ad`);
    expect(JSON.parse(row?.["args"] ?? "")).toEqual({ reason });
  });
});

describe("a log of the first version", () => {
  it("is verified, and read", async () => {
    const cwd = folder();
    let prev = "0".repeat(64);
    const lines = sealAll([
      { at: "2026-11-21T08:00:00.000Z", record: allowed },
      { at: "2026-11-21T08:00:01.000Z", record: denied },
    ]).map((line) => {
      const { hash: _, ...record } = JSON.parse(line);
      const body = JSON.stringify({ ...record, v: 1, prev }).slice(0, -1);
      prev = createHash("sha256").update(body).digest("hex");
      return `${body},"hash":"${prev}"}\n`;
    });
    const name = ".safeclaw/audit/20261121T080000000Z-4242-0a1b2c3d.jsonl";
    write(cwd, { [name]: lines.join("") });
    const { exit, stdout } = await exported({ cwd, log: "" }, "jsonl", "--filter", "tool=refund_*");
    expect(exit).toBe(0);
    expect(stdout.split("\n").slice(0, 2).join("\n").concat("\n")).toBe(lines.join(""));
  });
});

describe("what is said to be verified", () => {
  const titleOf = (page: string): string => /<h2>(.*?)<\/h2>/u.exec(page)?.[1] ?? "";
  const said = async (project: SignedProject, ...options: readonly string[]) => {
    const run = async (format: string): Promise<Ran> =>
      await project.run("export", "--format", format, ...options);
    const [html, csv, jsonl] = [await run("html"), await run("csv"), await run("jsonl")];
    const { ok, signed } = JSON.parse(jsonl.stdout.trimEnd().split("\n").at(-1) ?? "");
    const words = new Set(readCsv(csv.stdout).map(({ verdict }) => verdict));
    return { title: titleOf(html.stdout), words: [...words], ok, signed, stderr: html.stderr };
  };

  it("is what a key was given for, and a checkpoint speaks of", async () => {
    const project = await SignedProject.start();
    await project.record(3);
    expect(await said(project, "--key", project.publicKey)).toMatchObject({
      ...{ title: "Verified", words: ["verified"], ok: true, signed: true },
      stderr: expect.stringMatching(/^verified: intact: 3 records/u),
    });
    const { stdout } = await project.run("export", "--format", "html");
    expect(titleOf(stdout)).toBe("Intact, as far as can be known");
    expect(stdout).toContain("no signature was checked");
    expect(stdout).toContain("whoever can write here may have made the checkpoints too");
  });

  it.each<[string, (project: SignedProject) => Promise<unknown>]>([
    ["a stream without a checkpoint", (project) => writeCalls(project.path(""), numberedCalls(1))],
    [
      "records that came after the last checkpoint",
      async (project) => {
        const checkpoints = { key: join(project.here, keyFile), everyRecords: 1 };
        const sink = fileAudit(project.path(""), { checkpoints });
        for (const call of ["first", "second"]) {
          sink.write({ ...allowed, call });
          await sink.flush();
        }
        await sink.close();
        const newest = readdirSync(project.path("")).sort().at(-1) ?? "";
        project.spoil(newest, (text) => text.split(/\n(?=safeclaw)/u)[0] ?? "");
      },
    ],
  ])("is not a log with %s", async (_, add) => {
    const project = await SignedProject.start();
    await project.record(3);
    await add(project);
    expect(await said(project, "--key", project.publicKey)).toMatchObject({
      ...{ title: "Intact, as far as can be known", words: ["intact"], ok: true, signed: false },
      stderr: expect.stringMatching(/^intact: .*not known of/su),
    });
  });
});

describe.skipIf(!hasChromium)("--format html", () => {
  const open = async (log: Log, javaScriptEnabled: boolean) => {
    const path = join(log.cwd, "audit.html");
    const { stdout } = await exported(log, "html", "--out", path);
    expect(stdout).toMatch(/^wrote \d+ decisions? to audit\.html\n$/u);
    const { context, asked } = await browse({ javaScriptEnabled });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(path).href);
    return { page, asked, complaints, path };
  };

  it.each([
    ["without scripts", false],
    ["with scripts", true],
  ])(
    "is one page that asks for nothing and runs nothing of what is in it: %s",
    async (_, scripts) => {
      const log = await written();
      const { page, asked, complaints, path } = await open(log, scripts);
      expect(await page.title()).toBe("SafeClaw audit log");
      expect(await page.locator("tbody tr").count()).toBe(5);
      expect(await page.locator("img, script, style, link, iframe").count()).toBe(2);
      const row = page.locator("tbody tr").last();
      expect(await row.locator("td").count()).toBe(10);
      expect(await row.locator("td").nth(3).innerText()).toBe(markup);
      expect(await row.innerText()).toContain("user\\u202egnp.exe\\u0007\\u001b[31m");
      await row.hover();
      expect(await page.title()).toBe("SafeClaw audit log");
      expect(asked).toEqual([pathToFileURL(path).href]);
      expect(complaints).toEqual([]);
    },
  );

  it("can be read without scripts: verdict, key, time, counts, decisions", async () => {
    const { page } = await open(await written(), false);
    const verdict = await page.locator(".verdict").innerText();
    expect(verdict).toMatch(/^Intact, as far as can be known\n/u);
    const facts = await page.locator("dl").innerText();
    expect(facts).toMatch(/Key\n+none/u);
    expect(facts).toMatch(/Time\n+\d{4}-\d\d-\d\d [\d:]+ to \d{4}-\d\d-\d\d [\d:]+ UTC/u);
    expect(facts).toMatch(/Allowed\n+2\n+Denied\n+2\n+Left to a person\n+1\n/u);
    expect(facts).toMatch(/ended well\n+1\n+Calls with an error\n+1\n/u);
    expect(await page.locator("tbody tr").first().innerText()).toMatch(
      /asst_abc123.*refund_order.*allow.*ok 12 ms.*ord_1001/su,
    );
    expect(await page.locator("form").isVisible()).toBe(false);
    // What is too long for a row can be unfolded.
    const long = page.locator("tbody tr").last().locator("details").last();
    expect(await long.locator("> code").isVisible()).toBe(false);
    await long.locator("summary").click();
    expect(await long.locator("> code").innerText()).toContain(`${"x".repeat(300)}</td>`);
  });

  it("loads and runs nothing even if a record had got its markup onto the page", async () => {
    const { page, path } = await open(await written(), true);
    let loaded = 0;
    const server = createServer((_, response) => {
      loaded += 1;
      response.end();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const smuggled = markup.replace("evil.test", `127.0.0.1:${port}`);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("<tbody>", `${smuggled}<tbody>`));
    await page.goto(pathToFileURL(path).href, { waitUntil: "networkidle" });
    expect(await page.locator("img").count()).toBe(1);
    expect(await page.title()).toBe("SafeClaw audit log");
    expect(loaded).toBe(0);
  });

  it("finds decisions where scripts run", async () => {
    const { page } = await open(await written(), true);
    const rows = page.locator("tbody tr:visible");
    expect(await rows.count()).toBe(5);
    await page.getByLabel("Decision").selectOption("deny");
    expect(await rows.count()).toBe(2);
    await page.getByLabel("Find").fill("ORD_1002 constraint");
    expect(await rows.count()).toBe(1);
    expect(await page.locator("output").innerText()).toBe("1 of 5 shown");
    await page.getByLabel("Find").press("Enter");
    await page.getByLabel("Find").fill("");
    await page.getByLabel("Decision").selectOption("");
    expect(await rows.count()).toBe(5);
  });

  it("shows what was changed and what befell the log, and that it is not to be trusted", async () => {
    const log = await written();
    alter(log, '"amount":5000', '"amount":50');
    const { page } = await open(log, true);
    expect(await page.locator(".verdict").innerText()).toMatch(/^Not verified\n.*own hash/su);
    expect(await page.locator("tbody strong").allInnerTexts()).toEqual(["altered"]);
    expect(await page.locator("header").innerText()).toContain("changed after being written");
    const shot = await page.screenshot({ fullPage: true, path: join(log.cwd, "audit.png") });
    expect(shot.length).toBeGreaterThan(10_000);
  });
});

it.runIf(!hasChromium)(`the page is not looked at: ${withoutChromium}`, () => undefined);

describe("--out", () => {
  it("writes into a pipe that is there, and leaves it one", async () => {
    const log = await written([{ decision: allowed }]);
    const pipe = join(log.cwd, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reading = readFile(pipe, "utf8");
    const { exit } = await exported(log, "csv", "--out", "pipe");
    expect(exit).toBe(0);
    expect(readCsv(await reading)).toHaveLength(1);
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(readdirSync(log.cwd).sort()).toEqual([".safeclaw", "pipe"]);
  });

  it("replaces the file that a link leads to, and not the link", async () => {
    const log = await written([{ decision: allowed }]);
    mkdirSync(join(log.cwd, "kept"));
    writeFileSync(join(log.cwd, "kept/old.csv"), "old");
    symlinkSync("kept/old.csv", join(log.cwd, "audit.csv"));
    expect((await exported(log, "csv", "--out", "audit.csv")).exit).toBe(0);
    expect(lstatSync(join(log.cwd, "audit.csv")).isSymbolicLink()).toBe(true);
    expect(readCsv(readFileSync(join(log.cwd, "kept/old.csv"), "utf8"))).toHaveLength(1);
    expect(readdirSync(join(log.cwd, "kept"))).toEqual(["old.csv"]);
  });

  it("does not get into the log by a link, either", async () => {
    const log = await written([{ decision: allowed }]);
    const [file = ""] = readdirSync(log.log);
    symlinkSync(".safeclaw/audit", join(log.cwd, "folder"));
    symlinkSync(join(log.log, file), join(log.cwd, "file"));
    const before = readFileSync(join(log.log, file), "utf8");
    for (const out of ["folder/audit.csv", "file"]) {
      const { exit, stderr } = await exported(log, "csv", "--out", out);
      expect(exit).toBe(2);
      expect(stderr).toContain("lies in the log itself");
    }
    expect(readFileSync(join(log.log, file), "utf8")).toBe(before);
    expect(readdirSync(log.log)).toEqual([file]);
  });
});

describe("a command line that cannot be carried out", () => {
  it.each([
    [[], "`--format` is missing", "html, csv, jsonl"],
    [["--format", "htm"], "unknown format `htm`", "did you mean `html`?"],
    [["--format", "csv", "--follow"], "cannot follow", "leave out"],
    [["--format", "csv", "--last", "0"], "`--last` needs a whole number", ""],
    [["--format", "csv", "--out", ".safeclaw/audit/x.jsonl"], "lies in the log itself", "another"],
    [["--format", "csv", "--out", "."], "`--out .` is a folder", "the name of a file"],
    [["--format", "csv", "--out", "none/x.csv"], "there is no folder for", ""],
    [["--format", "csv", "--log", "none"], "there is no audit log at", ""],
    [["--format", "csv", "--since", "1h", "--until", "2h"], "there is no time between", ""],
  ])("%j", async (options, message, help) => {
    const { cwd } = await written([{ decision: allowed }]);
    const { exit, stdout, stderr } = await safeclaw(["audit", "export", ...options], cwd);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain(help);
    expect(readdirSync(cwd)).toEqual([".safeclaw"]);
  });
});
