// Every constraint kind. To add one: a file beside this one, and a line here.

import type { ConstraintKind } from "./constraint.js";
import { equals } from "./equals.js";
import { among } from "./in.js";
import { max } from "./max.js";
import { maxDays } from "./max-days.js";
import { maxLength } from "./max-length.js";
import { min } from "./min.js";
import { minLength } from "./min-length.js";
import { notIn } from "./not-in.js";
import { matching } from "./pattern.js";

export const constraintKinds: readonly ConstraintKind[] = [
  equals,
  among,
  notIn,
  min,
  max,
  minLength,
  maxLength,
  matching,
  maxDays,
];
