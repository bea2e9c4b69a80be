// What the parser passes over, or reads otherwise than CEL does: it may not stand in a condition.

import type { ASTNode } from "@marcbachmann/cel-js";
import type { Range } from "../source/source-file.js";

export interface Misread {
  readonly range: Range;
  readonly problem: string;
  readonly help: string;
}

/** Null where all readers agree. */
export function misreadIn(text: string, tree: ASTNode): Misread | null {
  const bare = withoutTexts(text, tree);
  return commentIn(bare) ?? chainIn(bare);
}

/** The same, with blanks for what is in quotes. */
function withoutTexts(text: string, tree: ASTNode): string {
  return literalsIn(tree).reduce(
    (bare, { start, end }) => bare.slice(0, start) + " ".repeat(end - start) + bare.slice(end),
    text,
  );
}

function literalsIn(node: ASTNode): readonly ASTNode[] {
  if (node.op === "value") return [node];
  const inner: readonly unknown[] = [node.args].flat(3);
  return inner.filter(isNode).flatMap(literalsIn);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value;
}

/** On one line, as messages show a condition, `// …` would hide what comes after it. */
function commentIn(bare: string): Misread | null {
  const start = bare.indexOf("//");
  if (start < 0) return null;
  const length = bare.slice(start).search(/\n|$/u);
  return {
    range: { start, end: start + length },
    problem: "a comment may not stand in a condition",
    help: "put it into the YAML, after a `#`",
  };
}

const marks = /[=!<>]=|[<>]|(?<![\w.])in(?!\w)|&&|\|\||[?:,([{)\]}]/gu;

/** CEL reads `a == b in c` as `(a == b) in c`, the parser as `a == (b in c)`, and people as one or the other. */
function chainIn(bare: string): Misread | null {
  const before: boolean[] = [];
  let isCompared = false;
  for (const { 0: mark, index } of bare.matchAll(marks)) {
    if ("([{".includes(mark)) {
      before.push(isCompared);
      isCompared = false;
    } else if (")]}".includes(mark)) {
      isCompared = before.pop() ?? false;
    } else if (["&&", "||", "?", ":", ","].includes(mark)) {
      isCompared = false;
    } else if (isCompared) {
      return {
        range: { start: index, end: index + mark.length },
        problem: "this compares what a comparison has given",
        help: "put one of the two comparisons in parentheses",
      };
    } else {
      isCompared = true;
    }
  }
  return null;
}
