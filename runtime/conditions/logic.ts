// `&&`, `||`, `!` and `? :`, from left to right: what need not be known is not asked for, and what throws stays thrown.

import { type Operand, type Term, termOf } from "./term.js";

export function and(...operands: readonly Operand<boolean>[]): Term<boolean> {
  const terms = operands.map(termOf);
  return (input, bound) => {
    for (const term of terms) {
      if (!term(input, bound)) {
        return false;
      }
    }
    return true;
  };
}

export function or(...operands: readonly Operand<boolean>[]): Term<boolean> {
  const terms = operands.map(termOf);
  return (input, bound) => {
    for (const term of terms) {
      if (term(input, bound)) {
        return true;
      }
    }
    return false;
  };
}

export function not(operand: Operand<boolean>): Term<boolean> {
  const term = termOf(operand);
  return (input, bound) => !term(input, bound);
}

/** `if ? then : otherwise`. */
export function choose<Value>(
  condition: Operand<boolean>,
  then: Operand<Value>,
  otherwise: Operand<Value>,
): Term<Value> {
  const isSo = termOf(condition);
  const one = termOf(then);
  const other = termOf(otherwise);
  return (input, bound) => (isSo(input, bound) ? one(input, bound) : other(input, bound));
}
