// Prettier's own layout engine, without its parsers: what it prints, Prettier leaves alone.

import * as prettierDoc from "prettier/doc";

export type Doc = prettierDoc.builders.Doc;
export const { builders, printer, utils } = prettierDoc;
