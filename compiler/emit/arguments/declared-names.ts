// How the definitions of a tool are called in generated code, by the names under which references find them.

export type DeclaredNames = ReadonlyMap<string, string>;

export const noNames: DeclaredNames = new Map();

export function declaredName(reference: string, names: DeclaredNames): string {
  const declared = names.get(reference);
  // INVARIANT: readers of tools give every reference its definition.
  if (declared === undefined) throw new Error(`no definition ${JSON.stringify(reference)}`);
  return declared;
}
