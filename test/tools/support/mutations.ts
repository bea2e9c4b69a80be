// Arguments that are nearly right: real ones with something changed, by what their schema speaks of.

import fc from "fast-check";

/** Every scalar and every key that stands in a schema: its names, listed values and bounds, and their neighbours. */
export function vocabulary(schema: unknown): readonly unknown[] {
  const found = new Set<unknown>(["", "a", "x".repeat(300), 0, -1, 1.5, 1e9, true, false, null]);
  const visit = (part: unknown): void => {
    if (typeof part === "number") for (const near of [-1, -0.5, 0, 0.5, 1]) found.add(part + near);
    if (typeof part === "string" && part.length < 40) found.add(part);
    if (typeof part !== "object" || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (!Array.isArray(part)) found.add(key);
      visit(value);
    }
  };
  visit(schema);
  return [...found];
}

/** The value with one to three changes at random places. */
export function mutated(value: unknown, words: readonly unknown[]): fc.Arbitrary<unknown> {
  const steps = fc.array(fc.tuple(fc.nat(), change(words)), { minLength: 1, maxLength: 3 });
  return steps.map((changes) =>
    changes.reduce((current, [place, how]) => changeAt(current, place, how), value),
  );
}

/** Undefined takes the value away. */
type Change = (value: unknown) => unknown;

function change(words: readonly unknown[]): fc.Arbitrary<Change> {
  const word = fc.constantFrom(...words);
  const name = fc.constantFrom(...words.filter((each) => typeof each === "string"), "extra");
  return fc.oneof(
    word.map(
      (instead): Change =>
        () =>
          instead,
    ),
    fc.constantFrom<Change>(
      () => undefined,
      () => [],
      () => ({}),
      (value) => [value],
      (value) => ({ value }),
      (value) => (Array.isArray(value) ? [...value, ...value] : (JSON.stringify(value) ?? "")),
      (value) => (typeof value === "string" ? `${value} ` : value),
      (value) => (typeof value === "string" ? value.slice(0, -1) : value),
      (value) => (typeof value === "string" ? value.toUpperCase() : value),
      (value) => (typeof value === "number" ? value + 1 : value),
      (value) => (typeof value === "number" ? value - 0.5 : value),
    ),
    fc.tuple(name, word).map(
      ([key, item]): Change =>
        (value) =>
          added(value, key, item),
    ),
    name.map(
      (key): Change =>
        (value) =>
          renamed(value, key),
    ),
  );
}

function added(value: unknown, key: string, item: unknown): unknown {
  if (Array.isArray(value)) return [...value, item];
  return typeof value === "object" && value !== null ? { ...value, [key]: item } : value;
}

function renamed(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const [first, ...others] = Object.entries(value);
  return first === undefined ? value : Object.fromEntries([...others, [key, first[1]]]);
}

/** Changes the part of that number, the value itself being the first. */
function changeAt(value: unknown, place: number, how: Change): unknown {
  let left = place % countOf(value);
  const visit = (part: unknown): unknown => {
    left -= 1;
    if (left === -1) return how(part);
    if (typeof part !== "object" || part === null) return part;
    const entries = Object.entries(part)
      .map(([key, item]) => [key, visit(item)] as const)
      .filter(([, item]) => item !== undefined);
    return Array.isArray(part) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  };
  return visit(value) ?? {};
}

function countOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, part) => sum + countOf(part), 1);
}
