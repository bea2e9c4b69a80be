// `after: 2026-01-01` keeps a date after another one, which does not itself pass.

import { laterThan } from "@authensor/safeclaw-runtime/policy";
import { literal } from "../code/code.js";
import { defineKind } from "./constraint.js";
import { date, day, nanosecondsOf } from "./dates.js";
import { predicate, sameAs } from "./predicates.js";

export const after = defineKind<string>({
  key: "after",
  about: "The date is after this one.",
  takes: day,
  short: [],
  on: ["string"],
  read: date,
  text: (bound) => `must be a date after ${bound}`,
  holds: sameAs(laterThan),
  predicate: (path, bound) => predicate("laterThan", path, literal(bound)),
  infers: () => ({ kind: "string" }),
  narrow: () => null,
  exact: false,
  limits: (bound) => ({ of: "instant", lower: nanosecondsOf(bound) + 1n }),
  examples: [
    {
      yaml: "2024-02-29T12:00:00.5+01:00",
      passes: ["2024-03-01", "2024-02-29T11:00:00.500000001Z", "9999-12-31"],
      fails: [
        "2024-02-29",
        "2024-02-29T10:59:59.9Z",
        "2024-02-29T11:00:00.5Z",
        "2024-02-29T11:00:00.500000000Z",
        "2026-02-29",
        "2026-03-01T24:00:00Z",
        "2026-03-01t00:00:00z",
        "+002026-03-01",
        "2026-3-1",
        "tomorrow",
        1e15,
        null,
        ["2026-03-01"],
      ],
    },
  ],
});
