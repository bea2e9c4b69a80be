// The public face of `@authensor/safeclaw-runtime/openai`: assistants runs whose tool calls go through the guard.

export type { AnswerOptions, FailedCall, ToolErrorCode } from "./answer-calls.js";
export { GuardedRunError, type GuardedRunErrorCode } from "./guarded-run-error.js";
export type { Gate, HandlersOf } from "./handlers.js";
export type { TurnContext } from "./read-turn.js";
export { runWithGuard } from "./run-with-guard.js";
export { type StreamParams, streamWithGuard } from "./stream-with-guard.js";
export type {
  AssistantsClient,
  EventOf,
  RunLike,
  RunOf,
  ToolCallLike,
  ToolOutput,
} from "./structural.js";
export { toolOutputs } from "./tool-outputs.js";
export type { GuardedRunOptions } from "./turns.js";
