// A policy file as a tree of plain values, every one with its place. Nothing here knows what a policy is.

import type { Range, SourceFile } from "../source/source-file.js";

export type ValueSyntax = MapSyntax | ListSyntax | ScalarSyntax;

export interface MapSyntax {
  readonly kind: "map";
  readonly range: Range;
  /** In written order; no key stands twice. */
  readonly entries: readonly EntrySyntax[];
}

export interface EntrySyntax {
  readonly key: KeySyntax;
  readonly value: ValueSyntax;
}

export interface KeySyntax {
  readonly text: string;
  readonly range: Range;
}

export interface ListSyntax {
  readonly kind: "list";
  readonly range: Range;
  readonly items: readonly ValueSyntax[];
}

export type ScalarSyntax =
  | { readonly kind: "string"; readonly range: Range; readonly value: string }
  | { readonly kind: "number"; readonly range: Range; readonly value: number }
  | { readonly kind: "boolean"; readonly range: Range; readonly value: boolean }
  | { readonly kind: "null"; readonly range: Range; readonly value: null };

/** A parsed policy file. */
export interface PolicySyntax {
  readonly file: SourceFile;
  readonly root: ValueSyntax;
}
