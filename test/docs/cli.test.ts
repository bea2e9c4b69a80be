// docs/cli.md: its options against `--help`.

import { auditFilterKeys } from "@authensor/safeclaw-runtime/node";
import { describe, expect, test } from "vitest";
import { safeclaw } from "../cli/safeclaw.js";
import { codeIn, rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

const page = readPage("docs/cli.md");
const sections = new Map(
  page.split(/^## /mu).map((section) => [section.split("\n", 1)[0] ?? "", section]),
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

test("every command has a section", async () => {
  const { stdout } = await safeclaw(["--help"], ".");
  const [, listed = ""] = stdout.split("Commands:\n");
  const commands = Array.from(listed.matchAll(/^ {2}(\w+)/gmu), ([, name]) => `safeclaw ${name}`);
  expect([...sections.keys()].filter((name) => name.startsWith("safeclaw "))).toEqual(commands);
});

describe("every option is in its table", () => {
  test("of all commands", async () => {
    const { stdout } = await safeclaw(["--help"], ".");
    expect(optionsShown("Everywhere").toSorted()).toEqual(optionsIn(stdout, "Options").toSorted());
  });

  test.each(["init", "compile", "evaluate", "audit"])("of %s", async (command) => {
    const { stdout } = await safeclaw([command, "--help"], ".");
    const own = optionsIn(stdout, "\nOptions").filter((option) => option !== "--help");
    expect(optionsShown(`safeclaw ${command}`)).toEqual(own);
  });
});

test.each(["verify", "prove", "keygen"])(
  "every option of audit %s is in its table",
  async (command) => {
    const { stdout } = await safeclaw(["audit", command, "--help"], ".");
    const own = optionsIn(stdout, "\nOptions").filter((option) => option !== "--help");
    const rows = rowsOf(page, `option of \`${command}\``, "meaning");
    expect(rows.flatMap(([option = ""]) => codeIn(option))).toEqual(own);
  },
);

test("every key of --filter is named", () => {
  const [, keys = ""] = /The keys are (.*)\.\n/u.exec(page) ?? [];
  expect(codeIn(keys)).toEqual(Object.keys(auditFilterKeys));
});
