// What generated conditions import: CEL's operators and functions over checked reads, under one name.

export * as cel from "./conditions/cel.js";
export type { Operand, Term } from "./conditions/term.js";
