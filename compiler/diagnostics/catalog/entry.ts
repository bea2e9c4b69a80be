// What the catalog says about one diagnostic.

/** Files of a small project by name; `safeclaw.yaml` is the one that is compiled. */
export type Example = Readonly<Record<string, string>>;

export interface CatalogEntry {
  readonly severity: "error" | "warning";
  readonly title: string;
  /** Why the compiler does not let it pass. */
  readonly why: string;
  /** Files that give this diagnostic; or, where no small file can, how it comes about. */
  readonly bad: Example | { readonly situation: string };
  /** The same, put right: files that compile. */
  readonly good: Example | { readonly situation: string };
}

/** Checks entries while keeping their codes. */
export function entries<const Code extends string>(
  table: Readonly<Record<Code, CatalogEntry>>,
): Readonly<Record<Code, CatalogEntry>> {
  return table;
}
