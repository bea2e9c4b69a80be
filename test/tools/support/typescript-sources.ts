// Types of arguments as applications write them, of every kind that can be read.

export const preamble = `
interface Range { start: string; end?: string }
type Status = "open" | "closed";
type Nested = "c" | ("a" | Status);
enum Color { Red = "red", Blue = "blue" }
enum Level { Low, High = 5 }
const priorities = ["low", "normal", "high"] as const;
interface Page<T> { items: T[] }
`;

/** A type as an application writes it, and as it is generated. */
export const types: readonly (readonly [written: string, generated: string])[] = [
  ["string", "string"],
  ["number", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
  ["unknown", "unknown"],
  ['"open"', '"open"'],
  ["5", "5"],
  ["-1.5", "-1.5"],
  ["true", "true"],
  ["Status", '"open" | "closed"'],
  ["Nested", '"c" | "a" | "open" | "closed"'],
  ["Color", '"red" | "blue"'],
  ["Color.Blue", '"blue"'],
  ["Level", "0 | 5"],
  ["(typeof priorities)[number]", '"low" | "normal" | "high"'],
  ['"x" | 2 | false', '"x" | 2 | false'],
  ["string | null", "string | null"],
  ["boolean | null", "boolean | null"],
  ["boolean | string", "boolean | string"],
  ["Status | null", '"open" | "closed" | null'],
  ["string[]", "string[]"],
  ["readonly string[]", "string[]"],
  ["Array<Status>", '("open" | "closed")[]'],
  ["ReadonlyArray<string | null>", "(string | null)[]"],
  ["string[][]", "string[][]"],
  ['{ a: "z" | "y"; b: ("y" | "z")[] }', '{ a: "z" | "y"; b: ("y" | "z")[]; }'],
  ["Range", "{ start: string; end?: string; }"],
  ["Readonly<Range>", "{ start: string; end?: string; }"],
  ['Omit<Range, "end">', "{ start: string; }"],
  ["Partial<Range>", "{ start?: string; end?: string; }"],
  ["Page<number>", "{ items: number[]; }"],
  ["{ a: string } & { b: number }", "{ a: string; b: number; }"],
  ["{ a: string } | { b: number }", "{ a: string; } | { b: number; }"],
  ["{ b?: string | undefined }", "{ b?: string; }"],
  ["{ b?: boolean }", "{ b?: boolean; }"],
  ["{ b?: Status | null }", '{ b?: "open" | "closed" | null; }'],
  ["{}", "Record<string, never>"],
  ["Record<string, never>", "Record<string, never>"],
  ["Record<string, number>", "Record<string, number>"],
  ["{ [name: string]: Status }", 'Record<string, "open" | "closed">'],
  ['Record<"a" | "b", number>', "{ a: number; b: number; }"],
  ["{ a: string; [name: string]: unknown }", "{ a: string; [key: string]: unknown; }"],
  ["[string, number]", "[string, number]"],
  ["readonly [first: string, second?: number]", "[string, number?]"],
  ["[string, ...Status[]]", '[string, ...("open" | "closed")[]]'],
  ["[boolean?]", "[boolean?]"],
  ["[]", "never[]"],
  ["[[number, number], Range][]", "[ [number, number], { start: string; end?: string; }, ][]"],
  ['Pick<Range, "start">', "{ start: string; }"],
  ["Required<Range>", "{ start: string; end: string; }"],
  ["Record<Status, Color>", '{ open: "red" | "blue"; closed: "red" | "blue"; }'],
  ["Partial<Record<Status, boolean>>", "{ open?: boolean; closed?: boolean; }"],
  ["{ [Key in Status]: Key }", '{ open: "open"; closed: "closed"; }'],
  [
    "{ -readonly [Key in keyof Range]?: Page<NonNullable<Range[Key]>> }",
    "{ start?: { items: string[]; }; end?: { items: string[]; }; }",
  ],
  ["Page<Page<Status>>", '{ items: { items: ("closed" | "open")[]; }[]; }'],
  ['Exclude<Status | "new", "open">', '"closed" | "new"'],
  ["NonNullable<Status | null>", '"open" | "closed"'],
  ["Status extends string ? number : boolean", "number"],
  ["keyof Range", '"end" | "start"'],
  ['Range["start"]', "string"],
  ["Range & { page: 1 }", "{ start: string; end?: string; page: 1; }"],
  ["{ a: string } & { a: Status }", '{ a: "open" | "closed"; }'],
  ["{ a: string } & Record<string, unknown>", "{ a: string; [key: string]: unknown; }"],
  ["({ a: string } | { b: number }) & { c: 1 }", "{ a: string; c: 1; } | { b: number; c: 1; }"],
  [
    '{ kind: "circle"; radius: number } | { kind: "square"; side: number }',
    '{ kind: "circle"; radius: number; } | { kind: "square"; side: number; }',
  ],
  ['{ "a-b": string; 1: string }', '{ "a-b": string; "1": string; }'],
];
