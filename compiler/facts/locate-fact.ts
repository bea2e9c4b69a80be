// A fact with its place and the words of its doc comment.

import type { ts as TypeScript } from "ts-morph";
import { documentation } from "../tools/typescript/documentation.js";
import type { OpenModule } from "../tools/typescript/open-module.js";
import { nameOf } from "../tools/typescript/places.js";
import type { FactSignature } from "./fact-signature.js";

/** What is read of the types of one fact. */
export type ReadFact = Pick<FactSignature, "parameters" | "result" | "definitions">;

export function locateFact(
  name: string,
  symbol: TypeScript.Symbol,
  declaration: TypeScript.Declaration,
  { parameters, result, definitions }: ReadFact,
  { checker, places, file }: OpenModule,
): FactSignature {
  const source = declaration.getSourceFile();
  return {
    name,
    description: documentation(symbol, checker),
    parameters,
    result,
    definitions,
    origin: {
      file: places.file(source),
      range: places.range(nameOf(declaration)),
      path: source.fileName,
      module: file.fileName,
    },
  };
}
