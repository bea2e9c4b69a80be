// What a condition reads, as CEL writes it: for messages and their advice.

import type { Expression } from "./expression.js";

/** `args.a["odd name"]`. */
export function writtenPath(root: string, path: readonly string[]): string {
  return [root, ...path.map(stepOf)].join("");
}

/** The same of an expression; undefined where it is more than a path. */
export function nameOfRead(expression: Expression): string | undefined {
  if (expression.kind === "read") return writtenPath(expression.root, expression.path);
  if (expression.kind !== "call") return undefined;
  const [of, at] = expression.operands;
  const holder = of && nameOfRead(of);
  if (holder === undefined) return undefined;
  switch (expression.function) {
    case "field":
      return at?.kind === "literal" ? `${holder}${stepOf(String(at.value))}` : undefined;
    case "entry":
    case "item": {
      const index = at?.kind === "literal" ? JSON.stringify(at.value) : at && nameOfRead(at);
      return index === undefined ? undefined : `${holder}[${index}]`;
    }
    default:
      return isCheck(expression.function) ? holder : undefined;
  }
}

function isCheck(name: string): boolean {
  return /^as[A-Z]/u.test(name);
}

function stepOf(name: string): string {
  const isName = /^(?!(?:false|in|null|true)$)[A-Za-z_]\w*$/u.test(name);
  return isName ? `.${name}` : `[${JSON.stringify(name)}]`;
}
