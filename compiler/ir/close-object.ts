// `strict_arguments: true`: objects that are open to anything take what they name, and nothing else.

import {
  type ArgumentType,
  type Check,
  type Definitions,
  isAnything,
  type ObjectType,
  type Property,
} from "../tools/argument-type.js";

/**
 * A type for properties that are not named is a wish, and stays; only properties of any type are shut out. Checks stay
 * as they are, since closing what must not fit would let more through; what they name counts as named.
 */
export function closeObject(object: ObjectType, definitions: Definitions): ObjectType {
  return closeNaming(object, [], definitions);
}

/** The same within any type. `named` are the properties that checks around it name. */
export function close(
  type: ArgumentType,
  definitions: Definitions,
  named: readonly string[] = [],
): ArgumentType {
  switch (type.kind) {
    case "object":
      return closeNaming(type, named, definitions);
    case "array": {
      const prefix = type.prefix?.map((item) => close(item, definitions));
      const items = close(type.items, definitions);
      return { ...type, ...(prefix === undefined ? {} : { prefix }), items };
    }
    case "union": {
      const all = [...named, ...namedByChecks(type, definitions)];
      return { ...type, members: type.members.map((member) => close(member, definitions, all)) };
    }
    default:
      return type;
  }
}

function closeNaming(
  object: ObjectType,
  named: readonly string[],
  definitions: Definitions,
): ObjectType {
  const isOpen = object.additional !== null && isAnything(object.additional);
  const mentioned = isOpen ? [...named, ...namesIn(object, definitions)] : [];
  const properties = new Map([
    ...mentioned.map((name) => [name, anything] as const),
    ...[...object.properties].map(
      ([name, property]) =>
        [name, { ...property, type: close(property.type, definitions) }] as const,
    ),
  ]);
  const patterns = object.patterns?.map((each) => ({
    ...each,
    type: close(each.type, definitions),
  }));
  const { additional } = object;
  return {
    ...object,
    properties,
    ...(patterns === undefined ? {} : { patterns }),
    additional: additional === null || isOpen ? null : close(additional, definitions),
  };
}

const anything: Property = { type: { kind: "unknown" }, required: false, description: null };

/** The properties that a type speaks of: its own, and those of what values of it may have to fit. */
function namesIn(type: ArgumentType, definitions: Definitions): readonly string[] {
  const byChecks = namedByChecks(type, definitions);
  switch (type.kind) {
    case "object": {
      const { properties, dependentRequired = new Map<string, readonly string[]>() } = type;
      return [...properties.keys(), ...[...dependentRequired].flat(2), ...byChecks];
    }
    case "union":
      return [...type.members.flatMap((member) => namesIn(member, definitions)), ...byChecks];
    case "reference": {
      const body = definitions.get(type.name);
      const others = new Map([...definitions].filter(([name]) => name !== type.name));
      return body === undefined ? byChecks : [...namesIn(body, others), ...byChecks];
    }
    default:
      return byChecks;
  }
}

function namedByChecks(type: ArgumentType, definitions: Definitions): readonly string[] {
  const checks = type.checks ?? [];
  return checks.flatMap(typesToFit).flatMap((each) => namesIn(each, definitions));
}

function typesToFit(check: Check): readonly ArgumentType[] {
  switch (check.kind) {
    case "any":
    case "one":
      return check.types;
    case "all":
      return [check.type];
    case "not":
      return [];
    case "if":
      return [check.condition, check.then, check.otherwise].filter((type) => type !== null);
  }
}
