// Generates some of a list's items in any order, as many as there are where there are too few.

import fc from "fast-check";

export function sublist<Item>(
  items: readonly Item[],
  least: number,
  most: number,
): fc.Arbitrary<readonly Item[]> {
  return fc.shuffledSubarray([...items], {
    minLength: Math.min(least, items.length),
    maxLength: Math.min(most, items.length),
  });
}
