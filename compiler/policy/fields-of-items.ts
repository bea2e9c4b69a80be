// How a condition asks for a field of each item of a list, for those who write it as a constraint.

import { writtenPath } from "../conditions/written-path.js";
import { itemsOf } from "../constraints/items.js";
import type { ArgumentType, ObjectType } from "../tools/argument-type.js";
import { findArguments, objectIn, splitPath } from "./interpret.js";

/** Of `people.age`; undefined where no list of the arguments has such items. */
export function fieldsAlong(name: string, parameters: ObjectType): string | undefined {
  const steps = splitPath(name);
  const helps = steps.flatMap((_, index) => {
    const [list] = findArguments(steps.slice(0, index).join("."), parameters);
    return (
      (list && fieldOfItems(list.path, itemsOf(list.type), steps.slice(index).join("."))) ?? []
    );
  });
  return helps[0];
}

/** Undefined where the items have no such field. */
export function fieldOfItems(
  path: readonly string[],
  items: ArgumentType,
  field: string,
): string | undefined {
  const object = objectIn(items);
  const [found] = object === undefined ? [] : findArguments(field, object);
  if (found === undefined) return undefined;
  const read = writtenPath("item", found.path);
  const asked = `${read}${example(found.type)}`;
  const all = found.optional ? `!has(${read}) || ${asked}` : asked;
  return `ask it of each item in a condition, e.g. \`require: { that: '${writtenPath("args", path)}.all(item, ${all})' }\``;
}

function example(type: ArgumentType): string {
  switch (type.kind) {
    case "boolean":
      return "";
    case "number":
      return type.integer ? " >= 18" : " >= 18.0";
    case "string":
      return ".size() <= 20";
    default:
      return " == …";
  }
}
