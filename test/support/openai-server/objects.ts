// The API's objects and parameters, by the types that the openai package generates from OpenAI's API description.

import type OpenAI from "openai7";

export type Assistant = OpenAI.Beta.Assistant;
export type AssistantParams = OpenAI.Beta.AssistantCreateParams;
export type AssistantChanges = OpenAI.Beta.AssistantUpdateParams;
export type ToolResources = OpenAI.Beta.Assistant.ToolResources;

export type Thread = OpenAI.Beta.Thread;
export type ThreadParams = OpenAI.Beta.ThreadCreateParams;
export type ThreadChanges = OpenAI.Beta.ThreadUpdateParams;
export type ThreadAndRunParams = OpenAI.Beta.ThreadCreateAndRunParams;

export type Message = OpenAI.Beta.Threads.Message;
export type MessageParams = OpenAI.Beta.Threads.MessageCreateParams;

export type Run = OpenAI.Beta.Threads.Run;
export type RunParams = OpenAI.Beta.Threads.RunCreateParams;
export type LastError = OpenAI.Beta.Threads.Run.LastError;
export type ToolOutputs = OpenAI.Beta.Threads.RunSubmitToolOutputsParams;

/** The description has `expired_at`; the API's published streams have `expires_at`. Ours have both. */
export type Step = OpenAI.Beta.Threads.Runs.RunStep & { expires_at: number | null };
export type ToolCall = OpenAI.Beta.Threads.Runs.ToolCall;
export type ToolCallDelta = OpenAI.Beta.Threads.Runs.ToolCallDelta;

export type StreamEvent = OpenAI.Beta.AssistantStreamEvent;
