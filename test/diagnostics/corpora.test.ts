// YAML that others collected, from ../shared/corpora beside the checkout; skipped where it is missing.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { parse } from "../../compiler/syntax/parse.js";
import type { ValueSyntax } from "../../compiler/syntax/syntax.js";
import { answered } from "./answered.js";

const corpora = fileURLToPath(new URL("../../../shared/corpora/", import.meta.url));

interface Generator {
  readonly kind: "indent" | "scalar" | "repeat";
  readonly n: number;
  readonly bytes: number;
  readonly unit: string;
}

interface Abuse {
  readonly id: string;
  readonly yaml: string | null;
  readonly generator?: Generator;
  readonly value?: unknown;
  readonly recommended: string;
}

interface SuiteCase {
  readonly id: string;
  readonly yaml: string;
  readonly json: string | null;
  readonly fail: boolean;
}

const isThere = existsSync(corpora);
if (!isThere) console.warn(`skipped: there are no corpora at ${corpora}`);

// INVARIANT: the corpora's README says what their rows are.
const rows = <Row>(file: string): readonly Row[] =>
  (isThere ? readFileSync(`${corpora}${file}`, "utf8") : "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);

function textOf({ yaml, generator }: Abuse): string {
  if (generator?.kind === "indent") {
    return Array.from({ length: generator.n }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("");
  }
  if (generator?.kind === "scalar") return `a: ${"x".repeat(generator.bytes)}\n`;
  return generator?.kind === "repeat" ? generator.unit.repeat(generator.n) : (yaml ?? "");
}

/** A tree as the plain data that a YAML library would give. */
function plain(value: ValueSyntax): unknown {
  if (value.kind === "list") return value.items.map(plain);
  if (value.kind !== "map") return value.value;
  return Object.fromEntries(value.entries.map(({ key, value: inner }) => [key.text, plain(inner)]));
}

function parsed(yaml: string): { readonly codes: readonly string[]; readonly value?: unknown } {
  const report = new Report();
  const syntax = parse(new SourceFile("safeclaw.yaml", yaml), report);
  const codes = report.diagnostics.map(({ code }) => code);
  return syntax === undefined ? { codes } : { codes, value: plain(syntax.root) };
}

const abuse = rows<Abuse>("yaml_abuse.jsonl");
const suite = rows<SuiteCase>("yaml_suite.jsonl");

describe.skipIf(!isThere)("hostile and ambiguous YAML", () => {
  it.each(abuse)("$id is answered", async (row) => void (await answered(textOf(row))));

  const refused = ["reject", "reject-with-position", "reject-fast"];
  const notPolicies = /syntax\/10[23]|proto|merge-keys/u;
  it.each(
    abuse.filter(({ id, recommended }) => refused.includes(recommended) && !notPolicies.test(id)),
  )("$id is refused as YAML", (row) => {
    const { codes, value } = parsed(textOf(row));
    expect(value).toBeUndefined();
    for (const code of codes) expect(code).toMatch(/^SC11/u);
  });

  it.each(abuse.filter(({ id, value }) => value !== undefined && id !== "yabuse/encoding/117"))(
    "$id means what it means in YAML 1.2",
    ({ yaml, value }) => expect(parsed(yaml ?? "")).toEqual({ codes: [], value }),
  );
});

describe.skipIf(!isThere)("the YAML test suite", () => {
  it.each(suite)("$id is answered", async ({ yaml }) => void (await answered(yaml)));

  it.each(suite.filter(({ fail }) => fail))("$id is refused, as it is no YAML", ({ yaml }) => {
    expect(parsed(yaml).value).toBeUndefined();
  });

  it.each(suite.filter(({ fail, json }) => !fail && json !== null))(
    "$id is refused for a feature that policies do not use, or means what the suite says",
    ({ yaml, json }) => {
      const { codes, value } = parsed(yaml);
      if (value === undefined) {
        for (const code of codes) expect(code).toMatch(/^SC110[24567]$/u);
      } else expect(value).toEqual(json === "" ? null : JSON.parse(json ?? ""));
    },
  );
});
