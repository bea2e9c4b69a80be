// Every constraint kind. To add one: a file beside this one, and a line here.

import { above } from "./above.js";
import { after } from "./after.js";
import { before } from "./before.js";
import { below } from "./below.js";
import type { ConstraintKind } from "./constraint.js";
import { contains } from "./contains.js";
import { emailDomain } from "./email-domain.js";
import { endsWith } from "./ends-with.js";
import { equals } from "./equals.js";
import { among } from "./in.js";
import { max } from "./max.js";
import { maxDays } from "./max-days.js";
import { maxItems } from "./max-items.js";
import { maxLength } from "./max-length.js";
import { min } from "./min.js";
import { minItems } from "./min-items.js";
import { minLength } from "./min-length.js";
import { multipleOf } from "./multiple-of.js";
import { notContains } from "./not-contains.js";
import { notIn } from "./not-in.js";
import { notMatching } from "./not-pattern.js";
import { pathWithin } from "./path-within.js";
import { matching } from "./pattern.js";
import { startsWith } from "./starts-with.js";
import { uniqueItems } from "./unique-items.js";
import { urlHost } from "./url-host.js";
import { urlScheme } from "./url-scheme.js";

export const constraintKinds: readonly ConstraintKind[] = [
  equals,
  among,
  notIn,
  min,
  max,
  above,
  below,
  multipleOf,
  minLength,
  maxLength,
  matching,
  notMatching,
  startsWith,
  endsWith,
  contains,
  notContains,
  minItems,
  maxItems,
  uniqueItems,
  emailDomain,
  urlHost,
  urlScheme,
  pathWithin,
  before,
  after,
  maxDays,
];
