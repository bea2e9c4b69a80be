// Schemas of all keywords at random mean to generated code what they mean to ajv.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { parseJson } from "../../compiler/tools/json/parse-json.js";
import { SchemaReader } from "../../compiler/tools/json-schema/read-schema.js";
import { SchemaPlace } from "../../compiler/tools/json-schema/schema.js";
import { isWhole } from "./support/corpora.js";
import { judge } from "./support/judge.js";
import { referenceValidator } from "./support/reference-validator.js";
import { jsonSchemas, jsonValues } from "./support/schemas.js";

/** Undefined where the schema is refused. */
function read(schema: unknown) {
  const file = new SourceFile("schema.json", JSON.stringify(schema));
  const report = new Report();
  const value = parseJson(file, report);
  if (value === undefined) throw new Error(`no JSON: ${file.text}`);
  const place = new SchemaPlace("tool", file, report);
  const reader = new SchemaReader(value, "strict", place);
  const type = reader.read(value, place);
  const errors = report.diagnostics.filter(({ code }) => catalog[code].severity === "error");
  return errors.length > 0 ? undefined : { type, definitions: reader.definitions };
}

function answer(ask: () => boolean): boolean | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

const uri = {
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
} as const;

describe.each(["draft-07", "2020-12"] as const)("a schema of %s", (draft) => {
  it("accepts what ajv accepts", { timeout: 3_600_000 }, () => {
    const references = ["#/$defs/a", "#/$defs/b"];
    const schemas = fc
      .tuple(
        jsonSchemas(2, draft, references),
        jsonSchemas(1, draft, references),
        jsonSchemas(1, draft, references),
      )
      .map(([schema, a, b]) => ({
        $schema: uri[draft],
        ...(typeof schema === "boolean" ? { not: !schema } : schema),
        $defs: { a, b },
      }));
    const counts = { accepted: 0, refused: 0, unread: 0 };
    const values = fc.array(jsonValues, { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(schemas, values, (schema, all) => {
        const found = read(schema);
        counts.unread += found === undefined ? 1 : 0;
        if (found === undefined) return;
        const ours = judge(found.type, found.definitions);
        const theirs = referenceValidator(schema);
        for (const value of all) {
          const verdict = answer(() => theirs(value));
          // ajv itself fails on some alternatives beside patternProperties, whose properties it forgets to note.
          if (verdict === undefined) continue;
          expect(ours(value), JSON.stringify(value)).toBe(verdict);
          counts[verdict ? "accepted" : "refused"] += 1;
        }
      }),
      { numRuns: isWhole ? 20_000 : 150 },
    );
    console.log(draft, counts);
    expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(200);
  });
});
