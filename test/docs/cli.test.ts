// docs/cli.md: its options against `--help`.

import { auditFilterKeys } from "@authensor/safeclaw-runtime/node";
import { describe, expect, test } from "vitest";
import { safeclaw } from "../cli/safeclaw.js";
import { codeIn, rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

const page = readPage("docs/cli.md");
const sections = new Map(
  page.split(/^###? /mu).map((section) => [section.split("\n", 1)[0] ?? "", section]),
);

/** The options that a help lists under a heading, such as `--out <dir>`. */
function optionsIn(help: string, heading: string): readonly string[] {
  const [, listed = ""] = help.split(`${heading}:\n`);
  const [paragraph = ""] = listed.split(/\n(?! )/u);
  return Array.from(paragraph.matchAll(/^ {2}(--.*?)(?: {2,}|$)/gmu), ([, option = ""]) => option);
}

function optionsShown(section: string): readonly string[] {
  const rows = rowsOf(sections.get(section) ?? "", "option", "meaning");
  return rows.flatMap(([option = ""]) => codeIn(option));
}

test.each([[], ["audit"]])("every command has a section: safeclaw %s", async (...words) => {
  const { stdout } = await safeclaw([...words, "--help"], ".");
  const [, listed = ""] = stdout.split("Commands:\n");
  const whole = ["safeclaw", ...words].join(" ");
  const commands = Array.from(
    listed.matchAll(/^ {2}([\w-]+)/gmu),
    ([, name]) => `${whole} ${name}`,
  );
  const isPart = (name: string) => name.replace(/ [\w-]+$/u, "") === whole && name !== whole;
  expect([...sections.keys()].filter(isPart)).toEqual(commands);
});

describe("every option is in its table", () => {
  test("of all commands", async () => {
    const { stdout } = await safeclaw(["--help"], ".");
    expect(optionsShown("Everywhere").toSorted()).toEqual(optionsIn(stdout, "Options").toSorted());
  });

  test.each([
    "init",
    "compile",
    "evaluate",
    "audit",
    "audit export",
    "audit verify",
    "audit prove",
    "audit keygen",
  ])("of %s", async (command) => {
    const { stdout } = await safeclaw([...command.split(" "), "--help"], ".");
    const own = optionsIn(stdout, "\nOptions").filter((option) => option !== "--help");
    expect(optionsShown(`safeclaw ${command}`)).toEqual(own);
  });
});

test("every key of --filter is named", () => {
  const [, keys = ""] = /The keys are (.*)\.\n/u.exec(page) ?? [];
  expect(codeIn(keys)).toEqual(Object.keys(auditFilterKeys));
});
