// The syntax tree of a regular expression with the `u` flag, and edits of its text.

import { createRequire } from "node:module";
import type { AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

type Handlers = Parameters<typeof visitRegExpAST>[1];

/** A piece of the text and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const require = createRequire(import.meta.url);

// INVARIANT: loaded when asked for and not above, since only a policy with patterns needs it.
const regexpp = () =>
  require("@eslint-community/regexpp") as {
    readonly RegExpParser: typeof RegExpParser;
    readonly visitRegExpAST: typeof visitRegExpAST;
  };

/** The tree as it is with these flags: without `u`, much that is wrong with it stands for itself. */
export function parseAs(flags: string, source: string): AST.Pattern {
  const parser = new (regexpp().RegExpParser)({ ecmaVersion: 2024 });
  return parser.parsePattern(source, 0, source.length, { unicode: flags.includes("u") });
}

export function parseRegExp(source: string): AST.Pattern {
  return parseAs("u", source);
}

export function visitRegExp(node: AST.Node, handlers: Handlers): void {
  regexpp().visitRegExpAST(node, handlers);
}

/** Every repetition, an inner one before the one around it. */
export function quantifiersIn(node: AST.Node): readonly AST.Quantifier[] {
  const found: AST.Quantifier[] = [];
  visitRegExp(node, { onQuantifierLeave: (quantifier) => found.push(quantifier) });
  return found;
}

/** The characters that stand in it for themselves, each once. */
export function charactersIn(node: AST.Node): readonly string[] {
  const found = new Set<string>();
  visitRegExp(node, { onCharacterEnter: ({ value }) => found.add(String.fromCodePoint(value)) });
  return [...found];
}

export const isEndless = ({ max }: AST.Quantifier): boolean => !Number.isFinite(max);
export const isRepeating = ({ max }: AST.Quantifier): boolean => max > 1;

/** The text with `*` for all repetitions, or for those that are asked for. */
export function starred(
  node: AST.Node,
  isAsked: (repetition: AST.Quantifier) => boolean = () => true,
): string {
  const edits = quantifiersIn(node)
    .filter(isAsked)
    .map(({ element, end }) => ({
      start: element.end - node.start,
      end: end - node.start,
      text: "*",
    }));
  return edit(node.raw, edits);
}

export const isLookaround = ({ kind }: AST.Assertion): boolean =>
  kind === "lookahead" || kind === "lookbehind";

export function hasLookaround(node: AST.Node): boolean {
  let found = false;
  visitRegExp(node, {
    onAssertionEnter: (assertion) => {
      found ||= isLookaround(assertion);
    },
  });
  return found;
}

export function hasBackreference(node: AST.Node): boolean {
  let found = false;
  visitRegExp(node, {
    onBackreferenceEnter: () => {
      found = true;
    },
  });
  return found;
}

/** The text with the edits made, which are given from left to right. */
export function edit(source: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (text, { start, end, text: instead }) => text.slice(0, start) + instead + text.slice(end),
    source,
  );
}
