// Warnings: the policy compiles, and a person reads what may surprise them.

import { expect, it } from "vitest";
import { folder } from "../cli/folder.js";
import { policy } from "../cli/samples.js";
import { compileHere } from "./compile-here.js";

/** A tool whose `delivery` has a street that may be left out or not, and may itself be left out, or not. */
const toolsWith = (delivery: object, required: readonly string[]): string =>
  JSON.stringify([
    { name: "refund_order", parameters: { type: "object", properties: { delivery }, required } },
  ]);

const address = (required: readonly string[]): object => ({
  type: "object",
  properties: { street: { type: "string" } },
  required,
});

const cases = [
  { is: "all required", tools: toolsWith(address(["street"]), ["delivery"]), warns: false },
  {
    is: "a required field of an optional object",
    tools: toolsWith(address(["street"]), []),
    warns: true,
  },
  { is: "an optional field", tools: toolsWith(address([]), ["delivery"]), warns: true },
  {
    is: "a required field of an object that may be null",
    tools: toolsWith({ anyOf: [address(["street"]), { type: "null" }] }, ["delivery"]),
    warns: true,
  },
];

it.each(cases)(
  "SC5005 warns of a constraint that denies a call without it: $is: $warns",
  async ({ tools, warns }) => {
    const constrained = policy.replace("max_amount: 100", "delivery.street: { max_length: 9 }");
    const path = folder({
      "package.json": "{}",
      "safeclaw.yaml": constrained,
      "tools.json": tools,
    });
    const { exit, text, codes } = await compileHere(path);
    expect({ exit, codes }, text).toEqual({ exit: 0, codes: warns ? ["SC5005"] : [] });
  },
);
