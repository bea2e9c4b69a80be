// Names that are not taken yet.

/** Where the name is taken, a number tells the two apart. */
export function freshName(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${name}${number === 1 ? "" : number}`;
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}
