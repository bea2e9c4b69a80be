// That something is not to be found in a text: a constraint that stands in no policy, to search by.

import type { Constraint } from "../../constraints/constraint.js";
import { notMatching } from "../../constraints/not-pattern.js";
import type { RegularExpression } from "../../tools/argument-type.js";

export function avoiding({ source, flags }: RegularExpression): Constraint {
  const found = new RegExp(source, flags);
  return {
    kind: notMatching.key,
    on: notMatching.on,
    value: { written: source, source },
    text: `must not have ${source} in it`,
    infers: null,
    narrow: () => null,
    exact: false,
    names: [],
    namesOf: (type) => type,
    values: null,
    limits: null,
    mostText: null,
    item: null,
    holds: (argument) => typeof argument === "string" && !found.test(argument),
    predicate: () => {
      throw new Error("this constraint is not emitted");
    },
  };
}
