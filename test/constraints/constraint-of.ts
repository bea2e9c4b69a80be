// A constraint as a policy file would write it.

import type { Constraint, ConstraintKind } from "../../compiler/constraints/constraint.js";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { parse } from "../../compiler/syntax/parse.js";

/** The constraint of this kind whose value the YAML is. Throws where it has no such value. */
export function constraintOf(kind: Pick<ConstraintKind, "read">, yaml: string): Constraint {
  const syntax = parse(new SourceFile("example.yaml", yaml), new Report());
  if (syntax === undefined) throw new Error(`${yaml} does not parse`);
  const result = kind.read(syntax.root);
  if ("problem" in result) throw new Error(`${yaml} ${result.problem}`);
  return result.value;
}
