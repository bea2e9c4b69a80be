// What code needs from other modules. Pieces that need the same share one set, for there are hundreds of thousands.

/** A name that the code needs from another module. */
export interface Import {
  readonly from: string;
  readonly name: string;
  /** The name it has in this module, where that is another. */
  readonly as?: string;
  readonly typeOnly: boolean;
}

export type Imports = ReadonlySet<Import>;

export const noImports: Imports = new Set();

const known = new Map<string, Imports>();

/** The same set for the same import, however often it is asked for. */
export function importsOf(only: Import): Imports {
  const { from, name, as, typeOnly } = only;
  const text = JSON.stringify([from, name, as, typeOnly]);
  const imports = known.get(text) ?? new Set([only]);
  known.set(text, imports);
  return imports;
}

/** What all of them need: one of the sets as it is, where that holds the others. */
export function allImports(pieces: readonly { readonly imports: Imports }[]): Imports {
  let all = noImports;
  const further: Imports[] = [];
  for (const { imports } of pieces) {
    if (imports === all || imports.size === 0) continue;
    if (all.size === 0) all = imports;
    else if (!isWithin(imports, all)) further.push(imports);
  }
  return further.length === 0 ? all : new Set([all, ...further].flatMap((each) => [...each]));
}

function isWithin(part: Imports, whole: Imports): boolean {
  for (const each of part) if (!whole.has(each)) return false;
  return true;
}
