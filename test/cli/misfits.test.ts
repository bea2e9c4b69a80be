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

/** The refund tool with these arguments. */
function toolWith(properties: Readonly<Record<string, unknown>>): string {
  const parameters = { type: "object", properties };
  return JSON.stringify([{ name: "refund_order", parameters }]);
}

const number = { type: "number" };
const dotted = toolWith({ "a.b": number, a: { type: "object", properties: { b: number } } });

it.each(["max_a.b: 5", "a.b: { max: 5 }", "a.b: 5"])(
  "two arguments that one name can mean want another name: `%s`",
  async (constraint) => {
    const text = await complaint(constraint, dotted);
    expect(text).toContain("error[SC3003]");
    expect(text).toContain("= help: rename one of the two arguments\n");
  },
);

it("two pairs of dates are named, with what the tool must look like", async () => {
  const names = ["from", "to", "start_date", "end_date"];
  const tools = toolWith(Object.fromEntries(names.map((name) => [name, { type: "string" }])));
  const text = await complaint("date_range_max_days: 5", tools);
  expect(text).toContain(
    "`date_range_max_days` can mean `start_date` to `end_date` or `from` to `to`",
  );
  expect(text).toContain(
    "= help: the tool's arguments must hold one such pair, or one object `date_range` with the pair in it",
  );
});
