// Conditions and limits of an included file: what is to be said of them is said once, and where it can be read.

import { expect, it } from "vitest";
import { toolsJson } from "../cli/samples.js";
import { compileFiles } from "../composition/ask.js";

const refunds = (name: string, ...keys: readonly string[]): string =>
  ["policies:", `  - name: ${name}`, "    actions:", "      - tool: refund_order"]
    .concat(keys.map((key) => `        ${key}`))
    .join("\n");

/** Longer than the file that includes it, so that a place in one is none in the other. */
const org = (...keys: readonly string[]): string =>
  `version: 1\n${"# what all are held to\n".repeat(20)}${refunds("org", "effect: allow", ...keys)}\n`;
const app = (...keys: readonly string[]): string =>
  `version: 1\ntools: ./tools.json\ninclude: ./org.yaml\n${refunds("app", "effect: allow", ...keys)}\n`;

it.each([
  [
    "a requirement against its own",
    org("constraints: { require: { that: args.amount < 500.0 } }"),
    app("constraints: { require: { that: args.amount > 600.0 } }"),
    ["SC5002 safeclaw.yaml:9:41"],
  ],
  [
    "a requirement against its own limit",
    org("constraints: { require: { that: args.amount < 500.0 } }"),
    app("constraints: { min_amount: 600 }"),
    ["SC5002 safeclaw.yaml:7:15"],
  ],
  [
    "a `when` against its own limit",
    org("when: args.amount < 500.0"),
    app("constraints: { min_amount: 600 }"),
    ["SC5002 safeclaw.yaml:7:15"],
  ],
  [
    "a requirement that is always true",
    org("constraints: { require: { that: size(args.order_id) >= 0 } }"),
    app("constraints: { max_amount: 5 }"),
    ["SC5016 org.yaml:27:41"],
  ],
])("%s", async (_, included, including, places) => {
  const found = await compileFiles({ "org.yaml": included, "safeclaw.yaml": including });
  expect(placesIn(found.text), found.text).toEqual(places);
});

it("limits that null fails", async () => {
  const { text } = await compileFiles({
    "org.yaml": org("constraints: { max_amount: 500 }"),
    "safeclaw.yaml": app("constraints: { max_amount: 50 }"),
    "tools.json": toolsJson.replaceAll('"number"', '["number", "null"]'),
  });
  expect(placesIn(text), text).toEqual(["SC5019 safeclaw.yaml:9:24", "SC5019 org.yaml:27:24"]);
});

function placesIn(text: string): readonly string[] {
  const found = text.matchAll(/^\w+\[(SC\d+)\].*\n *--> (\S+)$/gmu);
  return [...found].map(([, code, place]) => `${code} ${place}`);
}
