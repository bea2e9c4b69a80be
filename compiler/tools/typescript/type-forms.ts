// What TypeScript knows of the form of a type: its name, and the items of a tuple.

import type { ts as TypeScript } from "ts-morph";
import { ts } from "./ts-morph.js";

type Type = TypeScript.Type;

export interface Tuple {
  readonly first: readonly Type[];
  /** The type of all further items; null where there are none. */
  readonly rest: Type | null;
  /** How many items there are at least. */
  readonly required: number;
}

const { ElementFlags, SymbolFlags } = ts;

/** The name that a person has given to a type: an alias, or an interface. */
export function nameOf(type: Type, checker: TypeScript.TypeChecker): string | undefined {
  if (type.aliasSymbol !== undefined) return type.aliasSymbol.getName();
  const symbol = type.getSymbol();
  const isList = checker.isArrayType(type) || checker.isTupleType(type);
  return symbol !== undefined && !isList && (symbol.flags & SymbolFlags.Interface) !== 0
    ? symbol.getName()
    : undefined;
}

/** Undefined for what is no tuple, and for tuples with items behind those of which there may be any number. */
export function tupleOf(type: Type, checker: TypeScript.TypeChecker): Tuple | undefined {
  if (!checker.isTupleType(type) || !isTupleReference(type)) return undefined;
  const { elementFlags } = type.target;
  const types = checker.getTypeArguments(type);
  const fixed = elementFlags.findIndex((flag) => (flag & ElementFlags.Fixed) === 0);
  if (fixed < 0) return { first: types, rest: null, required: type.target.minLength };
  const rest = types[fixed];
  const isLast = fixed === types.length - 1 && elementFlags[fixed] === ElementFlags.Rest;
  return isLast && rest !== undefined
    ? { first: types.slice(0, fixed), rest, required: type.target.minLength }
    : undefined;
}

function isTupleReference(type: Type): type is TypeScript.TupleTypeReference {
  return "target" in type;
}
