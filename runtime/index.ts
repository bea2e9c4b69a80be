// What an application imports to have its tool calls decided.

export type {
  AuditSink,
  CallContext,
  DecisionRecord,
  Outcome,
  Revoked,
} from "./audit/audit-sink.js";
export type { ToolTypes } from "./compiled-policy.js";
export type {
  Allowed,
  Decision,
  DenialCode,
  Denied,
  Effect,
  ShadowDecision,
} from "./decision.js";
export type { CompiledPolicies } from "./define-policies.js";
export type { FactContext, FactTypes } from "./facts/fact-types.js";
export type { Guard } from "./guard.js";
export type { Permitted } from "./permitted.js";
export type { DecidedCall } from "./record.js";
export { SafeClaw } from "./safeclaw.js";
export type {
  BoundContext,
  BoundSafeClaw,
  ContextOf,
  RunTool,
  SafeClawOptions,
} from "./safeclaw-types.js";
