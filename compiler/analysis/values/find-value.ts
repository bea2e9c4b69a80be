// Finds a value of a type that passes some constraints and fails another, or proves that there is none.

import type { Constraint } from "../../constraints/constraint.js";
import { fits, hasForm } from "../../constraints/fits.js";
import type { ValueKind } from "../../constraints/value-kinds.js";
import type { ArgumentType, Definitions, ObjectType } from "../../tools/argument-type.js";
import { findList } from "./find-list.js";
import { findNumber } from "./find-number.js";
import { findText } from "./find-text.js";
import {
  anything,
  type Found,
  firstAmong,
  inAny,
  isWanted,
  type Json,
  none,
  undecided,
  type Wanted,
} from "./found.js";

export function findValue(type: ArgumentType, wanted: Wanted, definitions: Definitions): Found {
  const known = remembered.get(type) ?? new Map<string, Found>();
  remembered.set(type, known);
  const asked = `${wanted.passes.map(textOf).join(" ")} ! ${wanted.fails && textOf(wanted.fails)}`;
  const found = known.get(asked) ?? search(type, wanted, definitions);
  known.set(asked, found);
  return found;
}

/** Policies for many assistants ask the same of the same arguments. */
const remembered = new WeakMap<ArgumentType, Map<string, Found>>();

const texts = new WeakMap<Constraint, string>();

/** The same for constraints of the same meaning. */
function textOf(constraint: Constraint): string {
  const text = texts.get(constraint) ?? JSON.stringify([constraint.kind, constraint.value]);
  texts.set(constraint, text);
  return text;
}

function search(type: ArgumentType, wanted: Wanted, definitions: Definitions): Found {
  if (wanted.fails?.holds === null) return undecided;
  const isRight = (value: Json) => isWanted(value, wanted);
  switch (type.kind) {
    case "never":
      return none;
    case "null":
      return firstAmong([null], isRight);
    case "boolean":
      return firstAmong([true, false], isRight);
    case "literal":
      return firstAmong(type.values, isRight);
    case "string":
      return findText(type, wanted);
    case "number":
      return findNumber(type, wanted);
    case "union":
      return inAny(type.members.map((member) => findValue(member, wanted, definitions)));
    case "unknown":
      return inAny(possible(wanted).map((each) => findValue(each, wanted, definitions)));
    case "reference": {
      // Each is opened once, so that one which means itself comes to an end.
      const others = new Map([...definitions].filter(([name]) => name !== type.name));
      const meant = definitions.get(type.name);
      return meant === undefined ? undecided : findValue(meant, wanted, others);
    }
    case "array":
      return findList(type, wanted, definitions, findValue);
    case "object": {
      // Only one is tried, so that not finding it says nothing.
      const object = objectOf(type, definitions);
      return object !== null && isRight(object) ? { kind: "value", value: object } : undecided;
    }
  }
}

const anyValues: Readonly<Record<ValueKind, ArgumentType>> = {
  string: { kind: "string" },
  number: { kind: "number", integer: false },
  boolean: { kind: "boolean" },
  array: { kind: "array", items: { kind: "string" } },
  object: { kind: "object", properties: new Map(), additional: null },
};

/** What a value of no known type may be, if it is to pass the constraints. */
export function possible({ passes }: Wanted): readonly ArgumentType[] {
  const kinds = Object.keys(anyValues) as readonly ValueKind[];
  return kinds
    .filter((kind) => passes.every(({ on }) => on.includes(kind)))
    .map((kind) => anyValues[kind]);
}

/** What the two ends of a range are called. */
const datesName = /^(?:start|end|from|to|since|until)$|_date$/u;
const someDay = "2026-01-01";

/** With what it must have, and with the dates that it may have. */
function objectOf(type: ObjectType, definitions: Definitions): Json | null {
  const entries: [string, Json][] = [];
  for (const [name, { type: inner, required }] of type.properties) {
    const isDay = datesName.test(name) && takesText(inner, someDay);
    if (!required && !isDay) continue;
    const value = findValue(inner, anything, definitions);
    if (isDay) entries.push([name, someDay]);
    else if (value.kind === "value") entries.push([name, value.value]);
    else return null;
  }
  // With null as prototype no name means anything but itself.
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function takesText(type: ArgumentType, text: string): boolean {
  if (type.kind === "union") return type.members.some((member) => takesText(member, text));
  return type.kind === "string" && fits(text, type) && hasForm(text, type);
}
