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
export type { Handler, HandlerOf, Narrowed, NoOthers, Permitted } from "./permitted.js";
export { eitherWithinDays, withinDays } from "./predicates/date-range.js";
export { atLeast, atMost } from "./predicates/number.js";
export { optional } from "./predicates/optional.js";
export { matches, maxLength, minLength } from "./predicates/text.js";
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
