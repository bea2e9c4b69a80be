// What the constraints on a tool say about its arguments, where no tools module does.

import type { ArgumentType, ObjectType, Property } from "../tools/argument-type.js";
import type { PolicyIr } from "./guard-ir.js";

const unknown: ArgumentType = { kind: "unknown" };

/** Constrained arguments with their types; all optional, and anything else may be there too. */
export function inferParameters(tool: string, policies: readonly PolicyIr[]): ObjectType {
  const constraints = policies
    .flatMap(({ actions }) => actions)
    .filter((action) => action.tool === tool)
    .flatMap((action) => action.constraints);
  return constraints.reduce<ObjectType>(
    (type, { path, constraint }) => withArgument(type, path, constraint.infers),
    { kind: "object", properties: new Map(), additional: unknown },
  );
}

/** What leads to an argument is an object, even where nothing says what the argument itself is. */
function withArgument(
  object: ObjectType,
  path: readonly string[],
  type: ArgumentType | null,
): ObjectType {
  const [name, ...rest] = path;
  if (name === undefined) return object;
  const known = object.properties.get(name)?.type;
  const own = rest.length > 0 ? withArgument(objectOr(known), rest, type) : type;
  if (own === null) return object;
  const property: Property = {
    type: rest.length > 0 ? own : merged(known, own),
    required: false,
    description: null,
  };
  return { ...object, properties: new Map([...object.properties, [name, property]]) };
}

/** Two policies may list values of different types for one argument. */
function merged(known: ArgumentType | undefined, type: ArgumentType): ArgumentType {
  if (known === undefined || JSON.stringify(known) === JSON.stringify(type)) return type;
  const members = [known, type].flatMap((each) => (each.kind === "union" ? each.members : [each]));
  const distinct = new Map(members.map((member) => [JSON.stringify(member), member]));
  const [only, ...others] = distinct.values();
  return only !== undefined && others.length === 0
    ? only
    : { kind: "union", members: [...distinct.values()] };
}

function objectOr(known: ArgumentType | undefined): ObjectType {
  if (known?.kind === "object") return known;
  return { kind: "object", properties: new Map(), additional: unknown };
}
