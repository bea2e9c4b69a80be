// How much work one condition may be, so that no arguments make a guard slow, however its lists are nested.

/** Items looked at, and a part of the characters: about a tenth of a second. */
const most = 5_000_000;

// Conditions are decided one after the other, and none within another.
let left = most;

export function refill(): void {
  left = most;
}

/** Throws where all of it is spent. */
export function spend(units: number): void {
  left -= units;
  if (left < 0) {
    throw new RangeError("this condition cannot be decided: it is too much work");
  }
}

/** Of looking through a text. */
export function spendOn(text: string): void {
  spend(1 + (text.length >> 4));
}

/** Of listing the names in an object: where there are very many, each takes as long as dozens of items. */
export function namesIn(object: object): readonly string[] {
  const names = Object.keys(object);
  spend(1 + 8 * names.length);
  return names;
}
