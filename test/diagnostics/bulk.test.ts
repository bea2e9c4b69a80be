// Files that are large in the worst way: every kind of mark by the hundred thousand, and depth in disguise.

import { describe, expect, it } from "vitest";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { scan } from "../../compiler/syntax/scan.js";
import { folder } from "../cli/folder.js";
import { answered } from "./answered.js";
import { compileHere } from "./compile-here.js";

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
      "[]",
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

describe("of one tool, very many", () => {
  const compiled = (actions: string, properties: object) =>
    compileHere(
      folder({
        "tools.json": JSON.stringify({ name: "pay", parameters: { type: "object", properties } }),
        "safeclaw.yaml": `version: 1
tools: ./tools.json
policies:
  - name: everyone
    actions:
${actions}`,
      }),
    );

  it("conditions are told apart", async () => {
    const upTo = Array.from({ length: 20 }, (_, index) => index);
    const pairs = upTo.flatMap((sum) =>
      upTo.map((day) => `args.sum == ${sum} && args.day == ${day}`),
    );
    const { codes } = await compiled(
      [...pairs, pairs[7]]
        .map((when) => `      - { tool: pay, effect: allow, when: "${when}" }\n`)
        .join(""),
      { sum: { type: "integer" }, day: { type: "integer" } },
    );
    expect(codes).toContain("SC5001");
  });

  it("wrong values are answered in few words", async () => {
    const named = (letter: string) =>
      Array.from({ length: 900 }, (_, index) => `${letter}${index}`);
    const { codes, text } = await compiled(
      `      - { tool: pay, effect: allow, constraints: { sum: [${named("w")}] } }\n`,
      { sum: { enum: named("v") } },
    );
    expect(new Set(codes)).toEqual(new Set(["SC4003"]));
    expect(text).toContain('"v19" and 880 more\n');
    expect(text.length).toBeLessThan(500_000);
  });
});
