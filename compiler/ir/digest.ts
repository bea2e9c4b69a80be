// Short proofs of what was compiled.

import { createHash } from "node:crypto";
import type { Condition, Expression } from "../conditions/expression.js";
import type { Mode } from "../policy/policy.js";
import type { ToolSignature } from "../tools/tool-signature.js";
import type { ActionIr } from "./guard-ir.js";

export function sha256(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Of all that was read of a tool: whatever changes in that changes the digest. */
export function digestOfSignature(signature: ToolSignature): string {
  const { name, description, parameters, definitions, strict } = signature;
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  return sha256(JSON.stringify([name, description, parameters, definitions, strict], plain));
}

/** Of what a policy says, not of how it is written: neither comments nor lines are part of it. */
export function digestOfPolicy(
  name: string,
  mode: Mode,
  assistants: readonly string[],
  actions: readonly ActionIr[],
): string {
  const said = actions.map((action) => {
    const { rule, tool, effect, reason, except, when, constraints, requirements } = action;
    const required = requirements.map(({ rule: id, text, condition, after }) => [
      id,
      text,
      meaningOf(condition),
      after,
    ]);
    const asked = when === null && required.length === 0 ? [] : [when && meaningOf(when), required];
    const excepted = except.length === 0 ? [] : [{ except }];
    return [rule, tool, effect, reason, constraints.map(limitOf), ...asked, ...excepted];
  });
  const inMode = mode === "shadow" ? [mode] : [];
  return sha256(JSON.stringify([name, assistants, said, ...inMode]));
}

function limitOf({ rule, path, constraint, mayBeAbsent }: ActionIr["constraints"][number]) {
  return [rule, path, constraint.kind, constraint.value, mayBeAbsent];
}

function meaningOf({ expression }: Condition): unknown {
  return plain(expression);
}

function plain(expression: Expression): unknown {
  switch (expression.kind) {
    case "literal":
      return ["literal", expression.value];
    case "pattern":
      return ["pattern", expression.source];
    case "read":
      return ["read", expression.root, ...expression.path];
    case "call":
      return [expression.function, ...expression.operands.map(plain)];
  }
}
