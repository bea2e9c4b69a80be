// Compiles a condition as a policy would have it, and runs the code that comes of it.

import { cel } from "@authensor/safeclaw-runtime/conditions";
import { code as codeOf, object, print } from "../../compiler/code/code.js";
import type { Subject } from "../../compiler/conditions/checking.js";
import { compileCondition } from "../../compiler/conditions/compile-condition.js";
import { emitExpression } from "../../compiler/conditions/emit-expression.js";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { noDefinitions } from "../../compiler/tools/argument-type.js";
import type { ConditionInput } from "../../runtime/compiled-policy.js";

export const noSubject: Subject = {
  tool: "any",
  parameters: { kind: "object", properties: new Map(), additional: null },
  definitions: noDefinitions,
  facts: null,
};

export interface CompiledHere {
  /** Null where the compiler refuses the condition. */
  readonly holds: ((input: ConditionInput) => boolean) | null;
  /** The code of each diagnostic and its message. */
  readonly findings: readonly string[];
  /** The way out of each. */
  readonly help: readonly string[];
  readonly code: string;
  /** The code where the table of a policy has it. */
  readonly module: string;
}

export function conditionOf(text: string, subject: Subject = noSubject): CompiledHere {
  const report = new Report();
  // In double quotes JSON is YAML.
  const file = new SourceFile("safeclaw.yaml", JSON.stringify(text));
  const written = { value: text, range: { start: 0, end: file.text.length } };
  const condition = compileCondition(written, subject, { file, report, what: "`when`" });
  const findings = report.diagnostics.map(({ code, message }) => `${code} ${message}`);
  const help = report.diagnostics.flatMap((each) => each.help ?? []);
  if (report.hasErrors) return { holds: null, findings, help, code: "", module: "" };
  const emitted = emitExpression(condition.expression);
  const code = print(emitted);
  const table = object([["holds", emitted]], { expand: true });
  const module = `${print(codeOf`export const when = ${table};`)}\n`;
  const holds = new Function("cel", `return ${code}`)(cel);
  return { holds, findings, help, code, module };
}

/** What the condition answers; "error" where it has no answer. */
export function answerOf(
  { holds }: CompiledHere,
  input: Partial<ConditionInput> = {},
): boolean | "error" | "refused" {
  if (holds === null) return "refused";
  const assistant = { id: "asst_1", policy: "support" };
  try {
    return holds({ args: {}, facts: {}, assistant, now: 0, ...input });
  } catch {
    return "error";
  }
}
