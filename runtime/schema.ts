// What generated schemas import: checks for what JSON Schema can say and zod cannot, or does not say exactly.

export { type Instant, instantOf } from "./predicates/instant.js";
export { contains, maxItems, minItems, present, uniqueItems } from "./schema/arrays.js";
export type { Check, Checked } from "./schema/check.js";
export { type Format, format, isFormat } from "./schema/format.js";
export { multipleOf } from "./schema/numbers.js";
export {
  dependentRequired,
  maxProperties,
  minProperties,
  type PropertyRules,
  properties,
  propertyNames,
} from "./schema/objects.js";
export { allOf, anyOf, ifThenElse, not, oneOf, type Schema } from "./schema/schemas.js";
