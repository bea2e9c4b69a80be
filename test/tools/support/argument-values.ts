// Values for an argument type, right ones and nearly right ones.

import fc from "fast-check";
import {
  type ArgumentType,
  type Check,
  type Definitions,
  noDefinitions,
  type ObjectType,
} from "../../../compiler/tools/argument-type.js";

const texts = fc.constantFrom(
  ...["", "a", "ab", "processing", "💩", "💩💩", "e\u0301", "x".repeat(7), "/", "\u2028", "oO"],
  ...["2024-02-29", "2023-02-29", "ada@example.org", "127.0.0.1"],
);
// No unsafe integers: arguments with those are malformed before any schema is asked.
const numbers = fc.constantFrom(
  -4,
  -1,
  0,
  0.5,
  0.3,
  4.35,
  1e-6,
  1,
  1.5,
  2,
  3,
  100,
  1_000_001,
  Number.MAX_SAFE_INTEGER,
);
const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));

const anything: fc.Arbitrary<unknown> = fc.oneof(
  scalars,
  fc.array(scalars, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom("id", "amount", "x"), scalars, { maxKeys: 2 }).map(plain),
);

/** Like the copies that guards check: without a prototype, so that only its own properties count. */
function plain(entries: Iterable<readonly [string, unknown]> | object): object {
  const pairs = Symbol.iterator in entries ? [...entries] : Object.entries(entries);
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, value] of pairs) copy[key] = value;
  return copy;
}

/** Mostly values that the type accepts; now and then, at any depth, something else. */
export function argumentValues(
  type: ArgumentType,
  definitions: Definitions = noDefinitions,
): fc.Arbitrary<unknown> {
  return new Values(definitions).of(type);
}

class Values {
  readonly #definitions: Definitions;
  /** How deep references are followed. */
  readonly #depth: number;

  constructor(definitions: Definitions, depth = 2) {
    this.#definitions = definitions;
    this.#depth = depth;
  }

  of(type: ArgumentType): fc.Arbitrary<unknown> {
    const wanted = (type.checks ?? []).flatMap(typesIn);
    return fc.oneof(
      { weight: 8, arbitrary: this.#likely(type) },
      { weight: 1, arbitrary: anything },
      ...wanted.map((each) => ({ weight: 3, arbitrary: this.#likely(each) })),
    );
  }

  #likely(type: ArgumentType): fc.Arbitrary<unknown> {
    switch (type.kind) {
      case "literal":
        return fc.constantFrom(...type.values);
      case "string":
        return texts;
      case "number":
        return numbers;
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      case "array": {
        const first = (type.prefix ?? []).map((item) => this.of(item));
        const wanted = (type.contains ?? []).map((each) => each.type);
        const rest = fc.oneof(...[type.items, ...wanted].map((item) => this.of(item)));
        return fc
          .tuple(fc.tuple(...first), fc.array(rest, { maxLength: 4 }), fc.nat(6))
          .map(([start, end, length]) => [...start, ...end].slice(0, length));
      }
      case "union":
        return fc.oneof(...type.members.map((member) => this.of(member)));
      case "object":
        return this.#objects(type);
      case "reference": {
        const body = this.#definitions.get(type.name);
        if (body === undefined || this.#depth === 0) return scalars;
        return new Values(this.#definitions, this.#depth - 1).of(body);
      }
      case "unknown":
      case "never":
        return anything;
    }
  }

  #objects({ properties, additional, patterns = [] }: ObjectType): fc.Arbitrary<unknown> {
    const named = [...properties].map(([name, { type, required }]) => {
      const present = this.of(type).map((value) => [[name, value] as const]);
      return fc.oneof({ weight: required ? 9 : 2, arbitrary: present }, fc.constant([]));
    });
    const others = [
      ...patterns.map(({ type }) => type),
      ...(additional === null ? [] : [additional]),
    ];
    const extra = fc
      .tuple(
        fc.constantFrom("extra", "id", "amount", "constructor"),
        fc.oneof(anything, ...others.map((type) => this.of(type))),
      )
      .map((entry) => [entry]);
    const rest = fc.oneof(
      { weight: others.length === 0 ? 9 : 2, arbitrary: fc.constant([]) },
      extra,
    );
    return fc.tuple(rest, ...named).map((entries) => plain(entries.flat()));
  }
}

function typesIn(check: Check): readonly ArgumentType[] {
  if ("types" in check) return check.types;
  if ("type" in check) return [check.type];
  return [check.condition, check.then, check.otherwise].filter((type) => type !== null);
}

/** The same data, like the copies that guards check. */
export function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (typeof value !== "object" || value === null) return value;
  return plain(Object.entries(value).map(([key, item]) => [key, withoutPrototypes(item)] as const));
}
