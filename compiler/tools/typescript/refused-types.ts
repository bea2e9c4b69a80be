// The TypeScript types that no argument can have, and what to write instead of each.

import type { ts as TypeScript } from "ts-morph";
import { ts } from "./ts-morph.js";
import { tupleOf } from "./type-forms.js";

type Type = TypeScript.Type;

export interface Refusal {
  /** Follows the argument's name in a sentence. */
  readonly what: string;
  readonly help: string;
}

interface Rule extends Refusal {
  readonly applies: (type: Type, program: TypeScript.Program) => boolean;
}

const { SymbolFlags, TypeFlags } = ts;

/** The first that applies is named. */
const rules: readonly Rule[] = [
  {
    applies: ({ flags }) => (flags & TypeFlags.Any) !== 0,
    what: "is `any`",
    help: "write its type out, or `unknown` where it may be anything; generated types are not read",
  },
  {
    applies: ({ flags }) => (flags & (TypeFlags.TemplateLiteral | TypeFlags.StringMapping)) !== 0,
    what: "has a template literal type",
    help: "write `string`, and put a `pattern` into the policy",
  },
  {
    applies: ({ flags }) => (flags & TypeFlags.Instantiable) !== 0,
    what: "has a generic type",
    help: "write the type out: it must be the same in every call",
  },
  {
    applies: ({ flags }) => (flags & TypeFlags.BigIntLike) !== 0,
    what: "is a bigint",
    help: "write `number`, or `string` for its digits",
  },
  {
    applies: ({ flags }) => (flags & TypeFlags.ESSymbolLike) !== 0,
    what: "is a symbol",
    help: "write `string`",
  },
  {
    applies: ({ flags }) => (flags & (TypeFlags.VoidLike | TypeFlags.Never)) !== 0,
    what: "has a type that no JSON value has",
    help: "write the type of the values that it takes",
  },
  {
    applies: ({ flags }) => (flags & TypeFlags.NonPrimitive) !== 0,
    what: "is any `object`",
    help: "write `Record<string, unknown>`",
  },
  {
    applies: ({ flags }) => (flags & TypeFlags.Enum) !== 0 && (flags & TypeFlags.Union) === 0,
    what: "is an enum with computed values",
    help: "give every member of the enum a value",
  },
  {
    applies: (type, program) => isOddTuple(type, program.getTypeChecker()),
    what: "is a tuple with items behind those of which there may be any number",
    help: "let `...` come last, or write an object",
  },
  {
    applies: (type) =>
      type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0,
    what: "is a function",
    help: "remove it: JSON holds no functions",
  },
  {
    applies: isInstance,
    what: "is an instance of a class, which JSON cannot hold",
    help: "write a plain object type; for a date, `string`",
  },
  {
    applies: (type) =>
      type.isIntersection() && type.types.some(({ flags }) => (flags & TypeFlags.Object) === 0),
    what: "is an intersection with something that is no object",
    help: "write the type without its brand",
  },
  {
    applies: (type, program) =>
      isStructure(type, program) &&
      program
        .getTypeChecker()
        .getIndexInfosOfType(type)
        .some(({ keyType }) => (keyType.flags & TypeFlags.String) === 0),
    what: "has an index signature whose keys are not `string`",
    help: "write `Record<string, …>`",
  },
];

export function refusalOf(type: Type, program: TypeScript.Program): Refusal | undefined {
  return rules.find(({ applies }) => applies(type, program));
}

function isOddTuple(type: Type, checker: TypeScript.TypeChecker): boolean {
  return checker.isTupleType(type) && tupleOf(type, checker) === undefined;
}

/** A class of the application, one of TypeScript's library such as Date and Map, or one of Node's such as URL. */
function isInstance(type: Type, program: TypeScript.Program): boolean {
  const symbol = type.getSymbol();
  if (symbol === undefined || !isStructure(type, program)) return false;
  if ((symbol.flags & SymbolFlags.Class) !== 0) return true;
  if ((symbol.flags & SymbolFlags.Interface) === 0) return false;
  const declared = symbol.declarations ?? [];
  return (
    declared.some((each) => program.isSourceFileDefaultLibrary(each.getSourceFile())) ||
    isConstructed(symbol, program.getTypeChecker())
  );
}

/** Declared as an interface, with a constructor of the same name beside it. */
function isConstructed(symbol: TypeScript.Symbol, checker: TypeScript.TypeChecker): boolean {
  const isValue = (symbol.flags & SymbolFlags.Variable) !== 0;
  return isValue && checker.getTypeOfSymbol(symbol).getConstructSignatures().length > 0;
}

function isStructure(type: Type, program: TypeScript.Program): boolean {
  return (
    (type.flags & TypeFlags.StructuredType & ~TypeFlags.Union) !== 0 &&
    !program.getTypeChecker().isArrayType(type) &&
    !program.getTypeChecker().isTupleType(type)
  );
}
