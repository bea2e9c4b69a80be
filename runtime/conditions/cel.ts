// The functions that compiled conditions call, by the names they have there.

export {
  add,
  divide,
  multiply,
  negate,
  remainder,
  subtract,
  sum,
  toInt,
  toText,
} from "./arithmetic.js";
export { asBool, asDouble, asInt, asList, asMap, asString, asTime } from "./checks.js";
export {
  equal,
  equalAlike,
  greater,
  greaterOrEqual,
  isIn,
  isInAlike,
  less,
  lessOrEqual,
  unequal,
  unequalAlike,
} from "./compare.js";
export { condition } from "./condition.js";
export { all, concatLists, exists, existsOne, filter, listOf, map } from "./lists.js";
export { and, choose, not, or } from "./logic.js";
export { entry, field, has, item, read } from "./reads.js";
export { concat, contains, endsWith, matches, size, startsWith } from "./text.js";
export { duration, now, partOf, timestamp } from "./time.js";
