import { readFileSync } from "node:fs";
import { emitEditorSchema } from "./dist/compiler/emit/emit-editor-schema.js";
import { readJsonDefinitions } from "./dist/compiler/tools/read-json-definitions.js";
import { SourceFile } from "./dist/compiler/source/source-file.js";
import { Report } from "./dist/compiler/diagnostics/report.js";
import { printJson } from "./dist/compiler/emit/editor-schema/print-json.js";
import { constraintKeys } from "./dist/compiler/policy/constraint-keys.js";
import * as prettier from "prettier";
import fc from "fast-check";
const tools = readJsonDefinitions("/x", new SourceFile("x", readFileSync("/tmp/k1000/tools.json", "utf8")), new Report());
for (let i = 0; i < 3; i++) {
  const t = performance.now(); for (const x of tools) constraintKeys(x.parameters); const b = performance.now();
  const f = emitEditorSchema(tools, "x"); const e = performance.now();
  const j = JSON.parse(f.text); const u = performance.now(); printJson(j); 
  console.log("keys", b - t, "all", e - b, "print", performance.now() - u, f.text.length);
}
const value = fc.letrec((tie) => ({ v: fc.oneof({maxDepth: 4}, fc.integer(), fc.double({noNaN:true,noDefaultInfinity:true}), fc.boolean(), fc.constant(null), fc.string({unit:"grapheme"}), fc.array(tie("v"), {maxLength: 6}), fc.array(fc.integer(), {maxLength: 30}), fc.dictionary(fc.string(), tie("v"), {maxKeys: 5})) })).v;
await fc.assert(fc.asyncProperty(value, async (v) => { const t = printJson(v as never); const p = await prettier.format(t, { parser: "json", printWidth: 100 }); if (p !== t) throw new Error("\n" + t + "\n---\n" + p); if (JSON.stringify(JSON.parse(t)) !== JSON.stringify(v)) throw new Error("not same"); }), { numRuns: 5000 });
