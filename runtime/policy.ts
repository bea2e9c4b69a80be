// What generated code imports: the types of its tables, the predicates they call, and what binds them into guards.

export { argumentSchema } from "./argument-schema.js";
export type {
  All,
  Exported,
  ExportedNames,
  Fits,
  Keyed,
  KeyedNames,
  Listed,
  ListedNames,
  Mentions,
  Method,
  MethodNames,
  Ok,
} from "./checks.js";
export type {
  ArgumentSchema,
  CompiledAction,
  CompiledCondition,
  CompiledConstraint,
  CompiledFact,
  CompiledPolicy,
  CompiledRequirement,
  CompiledTool,
  ConditionInput,
  Predicate,
  ToolTypes,
} from "./compiled-policy.js";
export { type CompiledPolicies, definePolicies } from "./define-policies.js";
export {
  type DefinedTools,
  defineNarrowing,
  defineTool,
  defineToolDefinitions,
  type Narrowing,
  type RequestedTool,
  type ToolDefinitions,
} from "./definitions.js";
export type { FitsCallerFact, FitsFact } from "./fact-checks.js";
export { examineGiven, type TrialOutcome } from "./facts/examine-given.js";
export type { FactSource, FactTypes } from "./facts/fact-types.js";
export type { KnownFact } from "./facts/read-fact.js";
export type { Handler, HandlerOf, Narrowed, NoOthers, Permitted } from "./permitted.js";
export { earlierThan, laterThan } from "./predicates/date.js";
export { eitherWithinDays, withinDays } from "./predicates/date-range.js";
export { emailDomain } from "./predicates/email.js";
export { pathWithin } from "./predicates/file-path.js";
export { each, maxItems, minItems, uniqueItems } from "./predicates/list.js";
export { atLeast, atMost, lessThan, moreThan, multipleOf } from "./predicates/number.js";
export { optional } from "./predicates/optional.js";
export { contains, containsNone, endsWith, startsWith } from "./predicates/parts.js";
export { matches, matchesNot } from "./predicates/pattern.js";
export { maxLength, minLength } from "./predicates/text.js";
export { urlHost, urlScheme } from "./predicates/url.js";
export { equalTo, noneOf, oneOf } from "./predicates/value.js";
export type { CompiledLog, LogMode } from "./redaction/log-rules.js";
export type {
  AssistantTool,
  BuiltinTool,
  FunctionDefinition,
  FunctionTool,
  ParametersSchema,
  ResponsesTool,
  Surface,
  ToolsBySurface,
} from "./tool-shapes.js";
