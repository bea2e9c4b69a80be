// Files that are large in the worst way: every kind of mark by the hundred thousand, and depth in disguise.

import { describe, expect, it } from "vitest";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { scan } from "../../compiler/syntax/scan.js";
import { answered } from "./answered.js";

const size = 400_000;
const filled = (piece: string): string => piece.repeat(Math.floor(size / piece.length));
const staircase = (line: string, lineEnd = "\n"): string =>
  Array.from({ length: 800 }, (_, depth) => `${" ".repeat(depth)}${line}${lineEnd}`).join("");

describe("a file of nothing but", () => {
  it.each([
    ...[
      "- ",
      "? ",
      ": ",
      "-\t",
      "?\t",
      "[",
      "{",
      "[,",
      '"" ',
      "a: b\r\n",
      "\n",
      " ",
      "\t",
      "# x\n",
    ],
    ...[
      "&a ",
      "*a ",
      "!t ",
      "%a\n",
      "---\n",
      "...\n",
      "`",
      "@",
      "|\n",
      "> ",
      "'",
      '"',
      "\\",
      "\0",
      "😀",
      "é",
    ],
  ])("%j is answered", async (piece) => {
    await answered(filled(piece));
  });

  it.each([
    ["a list of wrong policies", `version: 1\npolicies:\n${filled("- a\n")}`],
    ["unknown keys", Array.from({ length: 40_000 }, (_, index) => `k${index}: 1\n`).join("")],
    ["an endless text", `a: "${filled("x")}"\n`],
    ["an endless text that never ends", `a: "${filled('\\"')}`],
    ["an endless block", `a: |\n${filled(" x\n")}`],
    ["an endless key", `${filled("k")}: 1\n`],
  ])("%s is answered", async (_, yaml) => {
    await answered(yaml);
  });
});

describe("depth is seen", () => {
  it.each([
    ["indentation", staircase("a:")],
    ["indentation with empty lines between", staircase("a:", "\n\n")],
    ["indentation with comments between", staircase("a:", "\n#\n")],
    ["indentation with Windows line ends", staircase("a:", "\r\n")],
    ["dashes below each other", staircase("-")],
    ["question marks below each other", staircase("?")],
    ["dashes behind each other", `policies: \n${"- ".repeat(800)}`],
    ["brackets", `policies: ${"[".repeat(800)}`],
    ["brackets over many lines", `policies:\n${" [\n".repeat(800)}`],
    ["braces", `policies: ${"{a: ".repeat(800)}`],
  ])("in %s, before the parser goes down there", async (_, yaml) => {
    expect(await answered(yaml)).toEqual(["SC1106"]);
    expect(scan(new SourceFile("safeclaw.yaml", yaml), new Report())).toBe(false);
  });
});
