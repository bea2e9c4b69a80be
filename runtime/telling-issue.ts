// Which of the things that zod finds wrong is told: of a union it says itself only that nothing fits.

/** The part of an issue of zod that is read here. */
export interface ZodIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The type that is expected, where it is another one. */
  readonly expected?: string | undefined;
  /** Of a union: what each of its members finds wrong. */
  readonly errors?: readonly (readonly ZodIssue[])[] | undefined;
}

/** The first issue; of a union, that of the member which the value comes nearest to, or which types would fit. */
export function tellingIssue([first]: readonly ZodIssue[]): ZodIssue | undefined {
  const members = first?.errors?.toSorted((a, b) => a.length - b.length) ?? [];
  const told = members.flatMap((issues) => tellingIssue(issues) ?? []);
  if (first === undefined || told.length === 0) return first;
  const within = told.find(({ path }) => path.length > 0);
  if (within !== undefined) return { ...within, path: [...first.path, ...within.path] };
  const types = new Set(told.map(({ expected }) => expected));
  const [one] = types;
  if (types.has(undefined)) return first;
  const expected = [...types].join(" or ");
  const message = String(told[0]?.message).replace(`expected ${one}`, `expected ${expected}`);
  return { ...first, expected, message };
}
