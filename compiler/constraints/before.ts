// `before: 2026-01-01` keeps a date before another one, which does not itself pass.

import { earlierThan } from "@authensor/safeclaw-runtime/policy";
import { literal } from "../code/code.js";
import { defineKind } from "./constraint.js";
import { date, day, nanosecondsOf } from "./dates.js";
import { predicate, sameAs } from "./predicates.js";

export const before = defineKind<string>({
  key: "before",
  about: "The date is before this one.",
  takes: day,
  short: [],
  on: ["string"],
  read: date,
  text: (bound) => `must be a date before ${bound}`,
  holds: sameAs(earlierThan),
  predicate: (path, bound) => predicate("earlierThan", path, literal(bound)),
  infers: () => ({ kind: "string" }),
  narrow: () => null,
  exact: false,
  limits: (bound) => ({ of: "instant", upper: nanosecondsOf(bound) - 1n }),
  examples: [
    {
      yaml: "2026-01-01",
      passes: ["2025-12-31", "2025-12-31T23:59:59.999999999Z", "2026-01-01T00:30:00+01:00"],
      fails: [
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "2025-12-31T23:30:00-01:00",
        "2025-02-29",
        "2025-12-31T23:59:60Z",
        "2025-12-31T10:00:00",
        "2025-12-31 ",
        "20251231",
        "2025-12-31T00:00:00.2025-12-31T00:00:00Z",
        "yesterday",
        1767225600000,
        null,
        ["2025-12-31"],
      ],
    },
  ],
});
