// Real tool definitions and real calls of them, against ajv; skipped where there are none beside the checkout.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { Report } from "../../compiler/diagnostics/report.js";
import type { Dialect } from "../../compiler/policy/policy.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { checkDepth } from "../../compiler/tools/check-depth.js";
import { readJsonDefinitions } from "../../compiler/tools/read-json-definitions.js";
import type { ToolSignature } from "../../compiler/tools/tool-signature.js";
import { argumentValues } from "./support/argument-values.js";
import { type Call, type Definition, isMissing, refused, rows, sample } from "./support/corpora.js";
import { type Judge, judge } from "./support/judge.js";
import { mutated, vocabulary } from "./support/mutations.js";
import { referenceValidator } from "./support/reference-validator.js";

const definitions = isMissing ? [] : rows<Definition>("tools.jsonl");

function read(
  { name, description, parameters }: Definition,
  dialect: Dialect = "strict",
): {
  readonly tool: ToolSignature | undefined;
  readonly errors: readonly string[];
} {
  const report = new Report();
  const text = JSON.stringify({ name, description, parameters });
  const file = new SourceFile("tool.json", text);
  const [tool] = readJsonDefinitions("tool.json", file, report, dialect);
  if (tool !== undefined) checkDepth([tool], report);
  const errors = report.diagnostics.filter(({ code }) => catalog[code].severity === "error");
  return {
    tool: errors.length === 0 ? tool : undefined,
    errors: errors.map(({ code, message }) => `${code} ${message}`),
  };
}

/** What both sides say of a tool's arguments. */
interface Sides {
  readonly tool: ToolSignature;
  readonly ours: Judge;
  readonly theirs: (value: unknown) => boolean;
}

function sides(definition: Definition): Sides | undefined {
  const { tool } = read(definition);
  if (tool === undefined) return undefined;
  const ours = judge(tool.parameters, tool.definitions);
  return { tool, ours, theirs: referenceValidator(definition.parameters) };
}

/** Says where the two disagree; undefined where they do not. Arguments are an object, whatever the schema says. */
function disagreement(id: string, { ours, theirs }: Sides, args: unknown): string | undefined {
  if (typeof args !== "object" || args === null || Array.isArray(args)) return undefined;
  const verdict = ours(args);
  if (verdict === undefined || verdict === theirs(args)) return undefined;
  return `${verdict ? "false accept" : "false refusal"} of ${id}: ${JSON.stringify(args)}`;
}

describe.skipIf(isMissing)("real tools", () => {
  it("are read, or refused with tool and pointer", () => {
    const found = definitions.flatMap((definition) => {
      const { tool, errors } = read(definition);
      if (tool !== undefined) return [];
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) expect(error).toMatch(/\(tool `.*`(?: at `\/.+`)?\)$/u);
      return [definition.id];
    });
    console.log(`${definitions.length - found.length} of ${definitions.length} tools read`);
    expect(found.toSorted()).toEqual(Object.keys(refused).toSorted());
    expect(found.length / definitions.length).toBeLessThanOrEqual(0.001);
  });

  it("mean in a lenient policy what they mean in plain words", () => {
    const written = definitions.filter(({ dialect, id }) => dialect === "bfcl" && !refused[id]);
    expect(written.length).toBeGreaterThan(1000);
    for (const definition of sample(written, 300)) {
      const raw = { ...definition, parameters: Object(definition.parameters_raw) };
      expect(read(raw).errors, definition.id).not.toEqual([]);
      expect(read(raw, "lenient").tool?.parameters).toEqual(read(definition).tool?.parameters);
    }
  });

  it("accept exactly the real calls that ajv accepts", { timeout: 600_000 }, () => {
    const byId = new Map(definitions.map((definition) => [definition.id, definition]));
    const known = new Map<string, Sides | undefined>();
    let checked = 0;
    const wrong = sample(rows<Call>("calls.jsonl"), 1200).flatMap(
      ({ tool_id: id, args, schema_valid: valid }) => {
        const definition = byId.get(id);
        if (definition === undefined) return [];
        if (!known.has(id)) known.set(id, sides(definition));
        const both = known.get(id);
        if (both === undefined) return [];
        checked += 1;
        expect(both.theirs(args)).toBe(valid);
        return disagreement(id, both, args) ?? [];
      },
    );
    console.log(`${checked} calls checked`);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(1000);
  });

  it("accept exactly the changed arguments that ajv accepts", { timeout: 3_600_000 }, () => {
    const calls = new Map<string, unknown[]>();
    for (const { tool_id: id, args } of rows<Call>("calls.jsonl")) {
      calls.set(id, [...(calls.get(id) ?? []), args]);
    }
    const counts = { accepted: 0, refused: 0 };
    const wrong = sample(definitions, 250).flatMap((definition) => {
      const both = sides(definition);
      if (both === undefined) return [];
      const words = vocabulary(definition.parameters);
      const made = argumentValues(both.tool.parameters, both.tool.definitions);
      const real = (calls.get(definition.id) ?? []).map((args) => fc.constant(args));
      const near = fc.oneof(made, ...real).chain((args) => mutated(args, words));
      return fc.sample(fc.oneof(made, near), { numRuns: 40 }).flatMap((args) => {
        counts[both.theirs(args) ? "accepted" : "refused"] += 1;
        return disagreement(definition.id, both, args) ?? [];
      });
    });
    console.log(`${counts.accepted} accepted, ${counts.refused} refused`);
    expect(wrong).toEqual([]);
    // Both sides must have been tried, or the comparison says little.
    expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(1000);
  });
});
