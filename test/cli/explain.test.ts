// `safeclaw explain`: every code that the compiler can give has its reason and its examples.

import { describe, expect, it } from "vitest";
import { explain } from "../../compiler/commands/explain.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const codes = Object.keys(catalog);

function explained(code: string, json: boolean): string {
  let shown = "";
  const stream = {
    write: (text: string): void => {
      shown += text;
    },
  };
  const terminal = { stdout: stream, stderr: stream, color: false, cwd: "/" };
  expect(explain(code, { json }, terminal)).toBe(0);
  return shown;
}

describe("safeclaw explain", () => {
  it.each(codes)("says why %s is, with a bad and a good example", (code) => {
    const text = explained(code, false);
    const { severity, title, why } = explainedAsData(code);
    expect(text.startsWith(`${severity}[${code}]: ${title}\n\n${why}\n\nBad\n`)).toBe(true);
    expect(text).toMatch(/\n\nGood\n.+/u);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(title).toMatch(/^[a-z]/u);
    expect(title).not.toMatch(/\.$/u);
    expect(why).toMatch(/^\S.*\.$/u);
  });

  it("runs as a command, in any case of letters", async () => {
    const ran = await safeclaw(["explain", "sc2001"], folder());
    expect(ran).toEqual({ exit: 0, stdout: explained("SC2001", false), stderr: "" });
    const json = await safeclaw(["explain", "SC2001", "--json"], folder());
    expect(json).toEqual({ exit: 0, stdout: explained("SC2001", true), stderr: "" });
  });

  it.each([
    ["SC201", "did you mean `SC2001`?"],
    ["constructor", "codes look like `SC2001`"],
  ])("does not know %s", async (code, help) => {
    const ran = await safeclaw(["explain", code], folder());
    expect(ran).toMatchObject({ exit: 2, stdout: "", stderr: expect.stringContaining(help) });
  });
});

function explainedAsData(code: string): { severity: string; title: string; why: string } {
  const data = JSON.parse(explained(code, true));
  expect(data).toMatchObject({ code, bad: expect.anything(), good: expect.anything() });
  return data;
}
