// docs/language.md: its tables against the code.

import { auditFilterKeys } from "@authensor/safeclaw-runtime/node";
import { expect, test } from "vitest";
import { each } from "../../compiler/constraints/each.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { factEntries } from "../../compiler/diagnostics/catalog/facts.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import {
  actionSchema,
  policyDefinitions,
  policyFile,
} from "../../compiler/emit/editor-schema/policy-language.js";
import { compileInMemory } from "../support/compile-in-memory.js";
import { codeIn, partsOf, rowsOf } from "./markdown.js";
import { readPage } from "./pages.js";

const page = readPage("docs/language.md");

test("every key is in a table", () => {
  const tables = partsOf(page).flatMap((part) =>
    part.kind === "table" && part.columns.join() === "key,value" ? [part.rows] : [],
  );
  const shown = tables.map((rows) => rows.flatMap(([keys = ""]) => codeIn(keys)).toSorted());
  const { facts, policy } = policyDefinitions;
  const schemas = [policyFile, policy, actionSchema({}, []), facts];
  expect(shown).toEqual(schemas.map((schema) => keysIn(schema).toSorted()));
});

/** Of the first object in it. */
function keysIn(schema: unknown): readonly string[] {
  const parts: readonly unknown[] = Object(schema).anyOf ?? [];
  const properties = Object(schema).properties;
  return properties === undefined ? parts.flatMap(keysIn) : Object.keys(properties);
}

test("every kind of constraint is in the table, with its short forms and what it stands on", () => {
  const shown = rowsOf(page, "long form", "short form", "for", "passes").map(
    ([long = "", short = "", on = ""]) => [codeIn(long), codeIn(short), on.split(", ")],
  );
  const forms = (key: string, short: (typeof constraintKinds)[number]["short"]) =>
    short.map(({ form }) => form.replace("*", key === "in" || key === "not_in" ? "Xs" : "X"));
  expect(shown).toEqual(
    constraintKinds.map(({ key, short, on }) => [[key], forms(key, short), on]),
  );
});

test("every kind of constraint has an example of what passes and what fails", async () => {
  const rows = rowsOf(page, "constraint", "passes", "fails");
  const tool: string = "t";
  for (const [written = "", passes = "", fails = ""] of rows) {
    const [constraint = ""] = codeIn(written);
    const policies = await compileInMemory({
      yaml: `version: 1\npolicies: [{ name: p, actions: [{ tool: t, effect: allow, constraints: { x: { ${constraint} } } }] }]\n`,
    });
    const isLetThrough = (value: string) =>
      policies.guard(null).decide(tool, { x: readValue(value) }).allowed;
    expect([constraint, codeIn(passes).filter((value) => !isLetThrough(value))]).toEqual([
      constraint,
      [],
    ]);
    expect([constraint, codeIn(fails).filter(isLetThrough)]).toEqual([constraint, []]);
    expect(Math.min(codeIn(passes).length, codeIn(fails).length)).toBeGreaterThan(0);
  }
  const shown = rows.map(([written = ""]) => codeIn(written)[0]?.split(":")[0]);
  const keys = [...constraintKinds, each].map(({ key }) => key);
  expect([...new Set(shown)].toSorted()).toEqual(keys.toSorted());
});

/** As JSON, or the text itself where it is none. */
function readValue(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
}

test("every denial code is in the table", () => {
  const shown = rowsOf(page, "code", "when").flatMap(([codes = ""]) => codeIn(codes));
  const known = auditFilterKeys.code?.filter((code) => code !== "null") ?? [];
  expect(shown.toSorted()).toEqual(known.toSorted());
});

test("every diagnostic of policy files is in the table", () => {
  const shown = Object.fromEntries(rowsOf(page, "code", "what"));
  const known = Object.entries(catalog)
    .filter(([code]) => !/^SC[79]/u.test(code))
    // Those of facts are in docs/facts.md.
    .filter(([code]) => !Object.hasOwn(factEntries, code))
    .map(([code, { title, severity }]) => [
      code,
      severity === "warning" ? `${title} (warning)` : title,
    ]);
  expect(shown).toEqual(Object.fromEntries(known));
});
