// What a doc comment says, for the model to read.

import type { ts as TypeScript } from "ts-morph";
import { ts } from "./ts-morph.js";

export function documentation(
  symbol: TypeScript.Symbol,
  checker: TypeScript.TypeChecker,
): string | null {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  return text === "" ? null : text;
}
