// Real tool definitions and real calls of them, from ../shared/corpora beside the checkout; skipped where it is missing.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { print } from "../../compiler/code/code.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { Report } from "../../compiler/diagnostics/report.js";
import { zodSchema } from "../../compiler/emit/arguments/zod-schema.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { readJsonDefinitions } from "../../compiler/tools/read-json-definitions.js";
import type { ToolSignature } from "../../compiler/tools/tool-signature.js";
import { withoutPrototypes } from "./support/argument-values.js";

const folder = fileURLToPath(new URL("../../../shared/corpora/", import.meta.url));

interface Definition {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: object;
}

interface Call {
  readonly tool_id: string;
  readonly args: object;
  readonly schema_valid: boolean;
}

// INVARIANT: the corpora's README says what their rows are.
const rows = <Row>(file: string): readonly Row[] =>
  readFileSync(`${folder}${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);

function read({ name, description, parameters }: Definition): {
  tool: ToolSignature | undefined;
  messages: readonly string[];
} {
  const report = new Report();
  const text = JSON.stringify({ name, description, parameters });
  const [tool] = readJsonDefinitions("tool.json", new SourceFile("tool.json", text), report);
  const errors = report.diagnostics.filter(({ code }) => catalog[code].severity === "error");
  const messages = errors.map(({ code, message }) => `${code} ${message}`);
  return { tool: report.hasErrors ? undefined : tool, messages };
}

if (!existsSync(folder)) console.warn(`skipped: there are no corpora at ${folder}`);

describe.skipIf(!existsSync(folder))("real tools", () => {
  it("are read, or refused with tool and pointer", () => {
    const definitions = rows<Definition>("tools.jsonl");
    const refused = definitions.flatMap((definition) => {
      const { tool, messages } = read(definition);
      if (tool !== undefined) return [];
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages)
        expect(message).toMatch(/^SC700[56] .*\(tool `.*`(?: at `\/.+`)?\)$/u);
      return [definition.id];
    });
    const share = 1 - refused.length / definitions.length;
    console.log(`${definitions.length - refused.length} of ${definitions.length} tools read`);
    expect(share).toBeGreaterThanOrEqual(0.999);
  });

  it("accept exactly the calls that fit their schemas", () => {
    const definitions = new Map(rows<Definition>("tools.jsonl").map((row) => [row.id, row]));
    const schemas = new Map<string, z.ZodType | undefined>();
    const schemaOf = (id: string): z.ZodType | undefined => {
      const definition = definitions.get(id);
      const { tool } = definition === undefined ? { tool: undefined } : read(definition);
      return tool && new Function("z", `return ${print(zodSchema(tool.parameters))};`)(z);
    };
    let checked = 0;
    const wrong = rows<Call>("calls.jsonl").filter(({ tool_id: id, args, schema_valid: valid }) => {
      if (!schemas.has(id)) schemas.set(id, schemaOf(id));
      const schema = schemas.get(id);
      if (schema === undefined) return false;
      checked += 1;
      return schema.safeParse(withoutPrototypes(args)).success !== valid;
    });
    console.log(`${checked} calls checked`);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(1000);
  });
});
