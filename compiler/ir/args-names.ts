// What the types of tools' arguments are called: a tool's name says it alone, so that another tool changes nothing.

import { groupBy } from "../analysis/group-by.js";
import { pascalCase } from "../code/identifiers.js";
import { sha256 } from "./digest.js";

/** Names that generated modules export beside them. */
const taken: ReadonlySet<string> = new Set(["ToolArgs", "PermittedArgs"]);

/** `refund_order` → `RefundOrderArgs`. Of tools that are spelt alike, the one in snake case has that name. */
export function argsNamesOf(tools: readonly string[]): ReadonlyMap<string, string> {
  const alike = groupBy(tools, stemOf);
  return new Map(
    [...alike].flatMap(([stem, names]) => {
      const plain = `${stem}Args`;
      const [owner, ...others] = names.length === 1 ? names : names.filter(isSnakeCase);
      const isOwned = others.length === 0 && !taken.has(plain);
      return names.map((name) => [
        name,
        isOwned && name === owner ? plain : `${stem}_${hashOf(name)}Args`,
      ]);
    }),
  );
}

function stemOf(tool: string): string {
  const base = pascalCase(tool);
  return /^\p{ID_Start}/u.test(base) ? base : `Tool${base}`;
}

function isSnakeCase(tool: string): boolean {
  return /^[a-z0-9]+(?:_[a-z0-9]+)*$/u.test(tool);
}

function hashOf(tool: string): string {
  return sha256(tool).slice("sha256:".length, "sha256:".length + 8);
}
