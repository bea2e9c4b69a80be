// The schema that editors use knows the same keys and words as the compiler.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { effects } from "../../compiler/policy/policy.js";
import { folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const level = z.object({ properties: z.record(z.string(), z.unknown()) });
const json = JSON.parse(
  readFileSync(new URL("../../safeclaw.schema.json", import.meta.url), "utf8"),
);
const schema = z
  .object({
    properties: level.shape.properties,
    definitions: z.object({
      policy: level,
      action: z.object({
        properties: z.looseObject({ effect: z.object({ enum: z.array(z.string()) }) }),
      }),
      kinds: level,
    }),
  })
  .parse(json);
const { policy, action, kinds } = schema.definitions;

/** The keys that the compiler says it knows, where a key is not one of them. */
async function keysAt(yaml: string): Promise<readonly string[]> {
  const ran = await safeclaw(["compile"], folder({ "safeclaw.yaml": yaml }));
  const help = /= help: the (?:keys here|constraints) are (.*)/u.exec(ran.stderr)?.[1] ?? "";
  return Array.from(help.matchAll(/`(\w+)`/gu), ([, key = ""]) => key).sort();
}

describe("safeclaw.schema.json", () => {
  it.each([
    ["the file", schema, "version: 1\nbogus: 1\npolicies: []\n"],
    ["a policy", policy, "version: 1\npolicies: [{ bogus: 1 }]\n"],
    ["an action", action, "version: 1\npolicies: [{ name: a, actions: [{ bogus: 1 }] }]\n"],
    [
      "a constraint",
      kinds,
      "version: 1\npolicies: [{ name: a, actions: [{ tool: t, effect: allow, constraints: { a: { bogus: 1 } } }] }]\n",
    ],
  ])("has the compiler's keys of %s", async (_, { properties }, yaml) => {
    expect(Object.keys(properties).sort()).toEqual(await keysAt(yaml));
  });

  it("has every kind of constraint and every effect", () => {
    const keys = constraintKinds.map(({ key }) => key);
    expect(Object.keys(kinds.properties).sort()).toEqual([...keys, "optional"].sort());
    expect(action.properties.effect.enum).toEqual(effects);
  });

  // `fromJSONSchema` lets some wrong things pass; what it refuses is refused.
  const accepts = (yaml: string) => z.fromJSONSchema(json).safeParse(parse(yaml)).success;
  const examples = Object.entries(catalog).flatMap(([code, { bad, good }]) => {
    const yaml = (example: typeof good) =>
      "situation" in example ? undefined : example["safeclaw.yaml"];
    return { code, bad: yaml(bad), good: yaml(good) };
  });

  it.each(examples.filter(({ good }) => good !== undefined))(
    "accepts the good example of $code",
    ({ good = "" }) => expect(accepts(good)).toBe(true),
  );

  const seenByEditors = ["SC2001", "SC2002", "SC2003", "SC2004", "SC2005", "SC2006", "SC4004"];
  it.each(examples.filter(({ code }) => seenByEditors.includes(code)))(
    "refuses the bad example of $code",
    ({ bad = "" }) => expect(accepts(bad)).toBe(false),
  );
});
