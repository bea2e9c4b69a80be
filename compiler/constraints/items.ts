// The items of lists, as constraints see them.

import { type ArgumentType, unionOf } from "../tools/argument-type.js";
import { withoutNull } from "./narrow-type.js";

/** What the items of a list are; unknown where the type is not a list, or only perhaps. */
export function itemsOf(type: ArgumentType): ArgumentType {
  const list = withoutNull(type);
  if (list.kind !== "array") return { kind: "unknown" };
  return unionOf([...(list.prefix ?? []), list.items]);
}
