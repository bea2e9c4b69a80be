// What data holds at a place, and data with something else there.

/** Undefined where there is nothing. */
export function valueAt(data: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) => (Object.hasOwn(Object(value), step) ? Object(value)[step] : undefined),
    data,
  );
}

/** A copy; undefined leaves out what is there. Objects on the way to it are made where there are none. */
export function withValue(
  data: object,
  [step = "", ...others]: readonly string[],
  value: unknown,
): object {
  if (others.length > 0) {
    const inner = withValue(Object(valueAt(data, [step])), others, value);
    return { ...data, [step]: inner };
  }
  if (value !== undefined) return { ...data, [step]: value };
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== step));
}
