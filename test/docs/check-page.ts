// Tries a page of the documentation out from its first line to its last, as a reader would.
//
// A page is a project that grows as one reads, in a folder as `safeclaw init` leaves it. A block is
// - a file, where its first line names one in a comment (for JSON: where the line before it ends in "`tools.json`:");
//   below generated/ it is an excerpt of what the compiler writes;
// - `ts` without a name: more of the file before it. tsc checks them all, `safeclaw compile` every policy;
// - `yaml` that begins with `- tool:` or `- name:`: a part of a policy, which compiles without a warning;
// - `sh`: run, and must succeed, or end as in `# exits 1` or `# fails`;
// - nothing in particular, or `json`: what the block before it prints;
// - `text`: not checked.
// A table with the columns "call" and "answer" is what the project's guards decide. Whatever is none of these fails.

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../compiler/compile.js";
import { render } from "../../compiler/diagnostics/render.js";
import { projectOf } from "../../compiler/source/project.js";
import { Application, type Ran } from "./application.js";
import { type Block, codeIn, type Part, partsOf, type Table } from "./markdown.js";
import { readPage } from "./pages.js";
import { isExcerpt, isOutput } from "./same-output.js";

export interface PageOptions {
  /** Commands before the first line of the page. Default: `safeclaw init`, without its policy. */
  readonly setUp?: (application: Application) => unknown;
  /** What the environment of the commands holds beside the usual. */
  readonly env?: () => Readonly<Record<string, string>>;
}

/** One test for each part of the page that can be checked, in order; beside other pages. */
export function checkPage(page: string, { setUp = initialise, env }: PageOptions = {}): void {
  const parts = partsOf(readPage(page));
  describe.concurrent(page, () => {
    let reader: Reader;
    beforeAll(async () => {
      const application = new Application(env?.());
      reader = new Reader(application);
      await setUp(application);
    });
    afterAll(() => reader.application.remove());
    for (const [index, part] of parts.entries()) {
      const check = checkOf(part, parts[index + 1]);
      if (check !== null) test.sequential(titleOf(part), () => check(reader));
    }
    test.sequential("the last policy compiles", () => reader.compile());
  });
}

async function initialise(application: Application): Promise<void> {
  await application.run("safeclaw init && rm safeclaw.yaml");
}

type Check = (reader: Reader) => Promise<void>;

/** What to do about a part of a page; null where there is nothing to check. */
function checkOf(part: Part, next: Part | undefined): Check | null {
  if (part.kind === "table") return isCalls(part) ? (reader) => reader.decide(part) : null;
  const { language, text } = part;
  const name = fileNameOf(part);
  if (language === "text") return null;
  if (language === "sh") return (reader) => reader.run(text);
  if (name?.startsWith("generated/")) return (reader) => reader.look(name, text);
  if (name !== undefined) return (reader) => reader.write(name, text, !isTypeCheck(next));
  if (language === "ts") return (reader) => reader.goOn(text);
  if (language === "yaml" && /^- (?:tool|name):/u.test(text)) return (reader) => reader.use(text);
  if (language === "" || language === "json") return async (reader) => reader.compare(text);
  throw new Error(`line ${part.line}: nothing checks this block of ${language}`);
}

const nameInComment = /^(?:\/\/|#) ([\w./-]+\.\w+)(?=\n|: )/u;
const nameInLead = /`([\w./-]+\.jsonl?)`:$/u;

function fileNameOf({ language, text, lead }: Block): string | undefined {
  const source = language.startsWith("json") ? nameInLead.exec(lead) : nameInComment.exec(text);
  return source?.[1];
}

function isCalls({ columns }: Table): boolean {
  return columns.includes("call") && columns.includes("answer");
}

/** True for commands that check the types themselves, perhaps to show that they do not fit. */
function isTypeCheck(part: Part | undefined): boolean {
  return part?.kind === "block" && part.language === "sh" && /\btsc\b/u.test(part.text);
}

function titleOf(part: Part): string {
  const text = part.kind === "table" ? part.columns.join(", ") : part.text;
  const [first = ""] = text.split("\n");
  return `line ${part.line}: ${first}`;
}

class Reader {
  readonly application: Application;
  #ran: Ran | null = null;
  /** The TypeScript file that was written last. */
  #source = "";
  #isCompiled = true;

  constructor(application: Application) {
    this.application = application;
  }

  async run(commands: string): Promise<void> {
    checkNpm(commands);
    const exit = Number(/# exits (\d)/u.exec(commands)?.[1] ?? 0);
    const fails = /# fails$/mu.test(commands);
    this.#ran = await this.application.run(commands);
    if (/\bsafeclaw compile\b/u.test(commands)) this.#isCompiled = true;
    expect(this.#ran).toMatchObject({ exit: fails ? expect.not.toBeOneOf([0, null]) : exit });
  }

  compare(shown: string): void {
    const output = this.#ran?.output ?? "nothing was run";
    if (!isOutput(shown, output)) expect(output.trimEnd()).toBe(shown);
  }

  async look(name: string, shown: string): Promise<void> {
    const text = this.application.read(name);
    const excerpt = shown.split("\n").slice(1).join("\n");
    if (!isExcerpt(excerpt, text)) expect(text).toBe(excerpt);
  }

  async write(name: string, text: string, checksTypes: boolean): Promise<void> {
    if (name === "safeclaw.yaml") await this.compile();
    this.application.write(name, `${text}\n`);
    if (this.#policy().includes(name)) this.#isCompiled = false;
    if (!name.endsWith(".ts")) return;
    this.#source = name;
    if (checksTypes) await this.#checkTypes();
  }

  async goOn(text: string): Promise<void> {
    this.application.write(this.#source, `${this.application.read(this.#source)}\n${text}\n`);
    await this.#checkTypes();
  }

  /** Compiles a part of a policy, in a policy of its own beside that of the page. */
  async use(part: string): Promise<void> {
    const tools = /^tools: .*$/mu.exec(this.#policy())?.[0] ?? "";
    const indent = (depth: number) => part.replaceAll(/^(?=.)/gmu, " ".repeat(depth));
    const policies = part.startsWith("- name:")
      ? indent(2)
      : `  - name: example\n    actions:\n${indent(6)}`;
    this.application.write("part.yaml", `version: 1\n${tools}\npolicies:\n${policies}\n`);
    const { folder } = this.application;
    const { diagnostics } = await compile({
      project: projectOf(join(folder, "part.yaml"), folder),
    });
    expect(diagnostics.map((diagnostic) => render(diagnostic))).toEqual([]);
  }

  async decide({ columns, rows }: Table): Promise<void> {
    const cell = (row: readonly string[], column: string) => row[columns.indexOf(column)] ?? "";
    const calls = rows.map((row) => {
      const [, tool, args] = /^(\S+) ?(.*)$/su.exec(codeIn(cell(row, "call"))[0] ?? "") ?? [];
      return { tool, arguments: args, assistant: codeIn(cell(row, "assistant"))[0] ?? null };
    });
    this.application.write("calls.jsonl", calls.map((call) => JSON.stringify(call)).join("\n"));
    const { output } = await this.application.run("safeclaw evaluate --calls calls.jsonl");
    const decisions = output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const answers = rows.map((row) => {
      const answer = cell(row, "answer");
      const code = answer.startsWith("allowed") ? null : (codeIn(answer)[0] ?? "");
      const rule = / (?:of|by) `([^`]+)`/u.exec(answer)?.[1];
      return { allowed: code === null, code, ...(rule === undefined ? {} : { rule }) };
    });
    expect(decisions).toMatchObject(answers);
  }

  /** Whatever was written since the last time is a policy that compiles. */
  async compile(): Promise<void> {
    if (this.#isCompiled) return;
    this.#isCompiled = true;
    expect(await this.application.run("safeclaw compile")).toMatchObject({ exit: 0 });
  }

  /** The policy as it stands: its own name on top, and the names of its tools' files. */
  #policy(): string {
    return this.application.has("safeclaw.yaml") ? this.application.read("safeclaw.yaml") : "";
  }

  async #checkTypes(): Promise<void> {
    await this.compile();
    // Before `safeclaw init` there is nothing to check by; a policy's tools are checked with the policy.
    if (!this.application.has("tsconfig.json")) return;
    expect(await this.application.run("tsc --noEmit")).toEqual({ exit: 0, output: "" });
  }
}

/** What a page tells the reader to ask of npm is there. */
function checkNpm(commands: string): void {
  const { scripts } = JSON.parse(readPage("package.json"));
  for (const [, script = ""] of commands.matchAll(/\bnpm run ([\w:]+)/gu)) {
    expect(scripts).toHaveProperty([script]);
  }
  for (const [, tarball = ""] of commands.matchAll(/\.\/(\S+\.tgz)/gu)) {
    const packed = ["package.json", "runtime/package.json"].map((manifest) => {
      const { name, version } = JSON.parse(readPage(manifest));
      return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
    });
    expect(packed).toContain(tarball);
  }
}
