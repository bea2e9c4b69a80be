// What a `when` makes certain is certain in what the action requires, and so is what was required before.

import { expect, it } from "vitest";
import { folder } from "../cli/folder.js";
import { compileHere } from "../diagnostics/compile-here.js";

const parameters = {
  type: "object",
  properties: { amount: { type: "number" }, limit: { type: ["number", "null"] } },
  required: ["limit"],
};

/** The codes that are given to an action on a tool with an amount that may be missing, and a limit that may be null. */
async function codesOf(when: string | null, ...required: readonly string[]) {
  const action = {
    tool: "pay",
    effect: "allow",
    ...(when === null ? {} : { when }),
    ...(required.length === 0
      ? {}
      : { constraints: { require: required.map((that) => ({ that })) } }),
  };
  const policy = {
    version: 1,
    tools: "./tools.json",
    policies: [{ name: "a", actions: [action] }],
  };
  const { codes } = await compileHere(
    folder({
      "tools.json": JSON.stringify([{ name: "pay", parameters }]),
      "safeclaw.yaml": JSON.stringify(policy),
    }),
  );
  return codes;
}

const isThere = "has(args.amount)";
const isNumber = "args.limit != null";
const isWithin = "args.amount < args.limit";

it.each<[what: string, when: string | null, required: string[], codes: string[]]>([
  ["by nothing", null, [isWithin], ["SC8010", "SC8011"]],
  ["by the `when`", `${isThere} && ${isNumber}`, [isWithin], []],
  ["by one half of it", isNumber, [isWithin], ["SC8010"]],
  ["by one of two cases of it", `${isThere} || ${isNumber}`, [isWithin], ["SC8010", "SC8011"]],
  ["by its opposite", `!(${isThere} && ${isNumber})`, [isWithin], ["SC8010", "SC8011"]],
  ["by what was required before", isThere, [isNumber, isWithin], []],
  [
    "by the `when`, and asked again",
    `${isThere} && ${isNumber}`,
    [`${isNumber} && ${isWithin}`],
    [],
  ],
  ["twice in one", `${isThere} && ${isNumber} && (${isNumber} && ${isWithin})`, [], []],
  ["by what is required after it", isThere, [isWithin, isNumber], ["SC8011"]],
])("%s", async (_, when, required, codes) => {
  expect(await codesOf(when, ...required)).toEqual(codes);
});
