// `equals: EUR` keeps an argument at one value; a scalar on an argument's own name means the same.

import { literal } from "../code/code.js";
import { defineKind, type Scalar } from "./constraint.js";
import { fittingValues, typeOfValues } from "./in.js";
import { predicate } from "./predicates.js";
import { scalar } from "./readers.js";

export const equals = defineKind<Scalar>({
  key: "equals",
  about: "The argument is exactly this.",
  takes: "scalar",
  short: [],
  on: ["string", "number", "boolean"],
  read: scalar,
  text: (value) => `must be ${JSON.stringify(value)}`,
  holds: (value, argument) => argument === value,
  predicate: (path, value) => predicate("equalTo", path, literal(value)),
  infers: (value) => typeOfValues([value]),
  narrow: (type, value) => fittingValues(type, [value]),
  exact: true,
  names: (value) => [value],
  values: (value) => [value],
  examples: [
    { yaml: "EUR", passes: ["EUR"], fails: ["eur", "EUR ", "", null, ["EUR"]] },
    { yaml: "2", passes: [2], fails: ["2", 2.5, true, null] },
  ],
});
