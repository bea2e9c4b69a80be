// `not_in: [a, b]` keeps an argument off the listed values.

import { noneOf } from "@authensor/safeclaw-runtime/policy";
import { defineKind, type Scalar } from "./constraint.js";
import { listed, typeOfValues } from "./in.js";
import { literals, predicate, sameAs } from "./predicates.js";
import { barredScalars, scalars } from "./readers.js";

export const notIn = defineKind<readonly Scalar[]>({
  key: "not_in",
  about: "The argument is none of these.",
  takes: "scalars",
  short: [{ form: "denied_*", takes: "barred scalars", read: barredScalars }],
  on: ["string", "number", "boolean"],
  read: scalars,
  text: (values) => `must not be one of ${listed(values)}`,
  holds: sameAs(noneOf),
  predicate: (path, values) => predicate("noneOf", path, literals(values)),
  infers: typeOfValues,
  narrow: () => null,
  exact: false,
  names: (values) => values,
  examples: [
    {
      yaml: "[lost, stolen]",
      passes: ["shipped", ""],
      fails: ["lost", "stolen", "lost\ud800", 1, false, null, [], {}],
    },
    { yaml: "[0]", passes: [1, -1], fails: [0, "", null] },
    { yaml: "[lost, 0]", passes: ["open", 1], fails: ["lost", 0, true, null] },
  ],
});
