// The text of a condition as a syntax tree, by a library for CEL that is loaded only where a policy has conditions.

import { createRequire } from "node:module";
import type { ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import type { Range } from "../source/source-file.js";

export type Parsed =
  | { readonly tree: ASTNode }
  | {
      readonly problem: string;
      readonly help: string;
      readonly range: Range;
      readonly tooLarge: boolean;
    };

/** Keeps every walk through the syntax tree quick and shallow. */
export const longestCondition = 8000;
const limits = { maxAstNodes: 1000, maxDepth: 50, maxListElements: 1000, maxCallArguments: 8 };

const require = createRequire(import.meta.url);

// INVARIANT: loaded when asked for and not above, since only a policy with conditions needs it.
const library = () =>
  require("@marcbachmann/cel-js") as {
    readonly Environment: typeof Environment;
    readonly ParseError: typeof ParseError;
  };

export function parseCondition(text: string): Parsed {
  const { Environment: Parser, ParseError: Refusal } = library();
  const all = { start: 0, end: text.length };
  if (text.length > longestCondition)
    return tooLarge(`is longer than ${longestCondition} characters`, all);
  try {
    return { tree: new Parser({ limits }).parse(text).ast };
  } catch (error) {
    // SECURITY: what is nested deeper than the library counts ends where the stack does.
    if (error instanceof RangeError) return tooLarge("is nested too deeply", all);
    if (!(error instanceof Refusal)) throw error;
    const range = error.range ?? all;
    if (error.code === "limit_exceeded") return tooLarge(limitIn(error.summary), range);
    return { ...wordingOf(error, text, range), range, tooLarge: false };
  }
}

function tooLarge(problem: string, range: Range): Parsed {
  const help = "split it: several `require`, or several actions, are checked one after the other";
  return { problem, help, range, tooLarge: true };
}

function limitIn(summary: string): string {
  if (summary.includes("maxDepth")) return `is nested more than ${limits.maxDepth} levels deep`;
  return summary.includes("maxAstNodes")
    ? `has more than ${limits.maxAstNodes} parts`
    : "has too many items in one place";
}

/** Words and marks of other languages, by what stands where the parser stopped. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/^=/u, "`==` compares"],
  [/^&/u, "write `&&` for and"],
  [/^\|/u, "write `||` for or"],
  [/^(?:and|or|not)\b/u, "write `&&` for and, `||` for or, `!` for not"],
  [/^(?:\?\.|\?\?)/u, "write `has(args.x) && …` for what may be missing"],
  [/^\./u, "write a `0` before the point of a number"],
  [/^['"]/u, "close the text with the mark that opens it"],
];

const wordsOfCodes: ReadonlyMap<string, string> = new Map([
  ["unterminated_string", "a text is never closed"],
  ["unterminated_triple_quoted_string", "a text is never closed"],
  ["newline_in_string", "a text goes beyond the end of its line"],
  ["invalid_escape_sequence", "there is no such escape"],
  ["reserved_identifier", "this word is reserved in CEL"],
  ["invalid_macro_argument", "a name for the items must stand here"],
]);

function wordingOf(
  { code, summary }: ParseError,
  text: string,
  { start, end }: Range,
): { readonly problem: string; readonly help: string } {
  const rest = text.slice(start);
  const slip = slips.find(([beginning]) => beginning.test(rest))?.[1];
  return {
    problem: wordsOfCodes.get(code) ?? unexpected(summary, rest.slice(0, end - start)),
    help: slip ?? (code === "invalid_macro_argument" ? exampleOfMacro : example),
  };
}

const example = 'write a CEL expression, e.g. `args.amount <= 100.0 && args.currency == "EUR"`';
const exampleOfMacro = "write e.g. `args.items.all(item, item.price < 100.0)`";

/** The library speaks of its own tokens, but says well what is wrong within a number or a text. */
function unexpected(summary: string, here: string): string {
  if (here.trim() === "") return "it ends too early";
  const isWithin = /^Invalid/u.test(summary);
  return isWithin ? summary.toLowerCase() : `\`${here}\` is not expected here`;
}
