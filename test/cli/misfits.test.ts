// What a message underlines and advises where a constraint does not fit the tool's arguments.

import { expect, it } from "vitest";
import { folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";
import { policy, project } from "./samples.js";

/** What `safeclaw compile` says of the sample policy with this constraint. */
async function complaint(
  constraint: string,
  tools: string = project["tools.json"],
): Promise<string> {
  const yaml = policy.replace("max_amount: 100", constraint);
  const root = folder({ "safeclaw.yaml": yaml, "tools.json": tools });
  const { exit, stderr } = await safeclaw(["compile"], root);
  expect(exit, stderr).toBe(1);
  return stderr;
}

/** The piece of the source that the first error underlines. */
function underlined(text: string): string {
  const [, source = "", marks = ""] =
    /^error.*\n.*\n.*\n\d+ \| (.*)\n +\| ( *\^+)/mu.exec(text) ?? [];
  return source.slice(marks.indexOf("^"), marks.length);
}

it.each([
  ["allowed_statuses: [open, shiped]", "shiped"],
  ["allowed_statuses: open|shiped", "shiped"],
  ["allowed_statuses: 'shiped|open'", "shiped"],
  ['allowed_statuses: "open|ship|shipped"', "ship"],
  ["status: { in: [open, 'shiped'] }", "'shiped'"],
  ["status: shiped", "shiped"],
  ['allowed_statuses: "open|\\u0073hiped"', '"open|\\u0073hiped"'],
])("of `%s` only %s is underlined", async (constraint, piece) => {
  expect(underlined(await complaint(constraint))).toBe(piece);
});
