// Tool definitions for every surface of all four majors of the openai package, without a cast. Compiled, never run.

import type {
  AssistantTool,
  ToolDefinitions,
  ToolsBySurface,
} from "@authensor/safeclaw-runtime/policy";
import type OpenAI4 from "openai4";
import type OpenAI5 from "openai5";
import type OpenAI6 from "openai6";
import type OpenAI7 from "openai7";

declare const scoped: ToolDefinitions<true>;
declare const shared: ToolDefinitions<false>;

const model = "gpt-5";
const chat = { model, messages: [{ role: "user" as const, content: "Hello" }] };
const input = { model, input: "Hello" };

/** What a request may hold. */
type Sent = { readonly [Surface in keyof ToolsBySurface]: ToolsBySurface[Surface][] };

export async function openai4(openai: OpenAI4, sent: Sent): Promise<void> {
  await openai.beta.assistants.create({ model, tools: scoped.toolsFor("asst_1") });
  await openai.beta.assistants.create({ model, tools: shared.toolsFor(null, "assistants") });
  await openai.chat.completions.create({ ...chat, tools: scoped.toolsFor("asst_1", "chat") });
  await openai.responses.create({ ...input, tools: shared.toolsFor(undefined, "responses") });
  const search: OpenAI4.Responses.FileSearchTool = {
    type: "file_search",
    vector_store_ids: ["vs_1"],
  };
  await openai.responses.create({
    ...input,
    tools: [...scoped.toolsFor("a", "responses"), search],
  });
  // @ts-expect-error the Chat API has no built-in tools
  await openai.chat.completions.create({ ...chat, tools: shared.toolsFor() });
  // @ts-expect-error those of another surface
  await openai.responses.create({ ...input, tools: shared.toolsFor(null, "chat") });

  const assistants: OpenAI4.Beta.AssistantTool[] = sent.assistants;
  const completions: OpenAI4.Chat.ChatCompletionTool[] = sent.chat;
  const responses: OpenAI4.Responses.Tool[] = sent.responses;
  for (const tools of [assistants, completions, responses]) scoped.assertTools("asst_1", tools);
}

export async function openai5(openai: OpenAI5, sent: Sent): Promise<void> {
  await openai.beta.assistants.create({ model, tools: scoped.toolsFor("asst_1") });
  await openai.beta.assistants.create({ model, tools: shared.toolsFor(null, "assistants") });
  await openai.chat.completions.create({ ...chat, tools: scoped.toolsFor("asst_1", "chat") });
  await openai.responses.create({ ...input, tools: shared.toolsFor(undefined, "responses") });
  const search: OpenAI5.Responses.FileSearchTool = {
    type: "file_search",
    vector_store_ids: ["vs_1"],
  };
  await openai.responses.create({
    ...input,
    tools: [...scoped.toolsFor("a", "responses"), search],
  });
  // @ts-expect-error the Chat API has no built-in tools
  await openai.chat.completions.create({ ...chat, tools: shared.toolsFor() });
  // @ts-expect-error those of another surface
  await openai.responses.create({ ...input, tools: shared.toolsFor(null, "chat") });

  const assistants: OpenAI5.Beta.AssistantTool[] = sent.assistants;
  const completions: OpenAI5.Chat.ChatCompletionTool[] = sent.chat;
  const responses: OpenAI5.Responses.Tool[] = sent.responses;
  for (const tools of [assistants, completions, responses]) scoped.assertTools("asst_1", tools);
}

export async function openai6(openai: OpenAI6, sent: Sent): Promise<void> {
  await openai.beta.assistants.create({ model, tools: scoped.toolsFor("asst_1") });
  await openai.beta.assistants.create({ model, tools: shared.toolsFor(null, "assistants") });
  await openai.chat.completions.create({ ...chat, tools: scoped.toolsFor("asst_1", "chat") });
  await openai.responses.create({ ...input, tools: shared.toolsFor(undefined, "responses") });
  const search: OpenAI6.Responses.FileSearchTool = {
    type: "file_search",
    vector_store_ids: ["vs_1"],
  };
  await openai.responses.create({
    ...input,
    tools: [...scoped.toolsFor("a", "responses"), search],
  });
  // @ts-expect-error the Chat API has no built-in tools
  await openai.chat.completions.create({ ...chat, tools: shared.toolsFor() });
  // @ts-expect-error those of another surface
  await openai.responses.create({ ...input, tools: shared.toolsFor(null, "chat") });

  const assistants: OpenAI6.Beta.AssistantTool[] = sent.assistants;
  const completions: OpenAI6.Chat.ChatCompletionTool[] = sent.chat;
  const responses: OpenAI6.Responses.Tool[] = sent.responses;
  for (const tools of [assistants, completions, responses]) scoped.assertTools("asst_1", tools);
}

export async function openai7(openai: OpenAI7, sent: Sent): Promise<void> {
  await openai.beta.assistants.create({ model, tools: scoped.toolsFor("asst_1") });
  await openai.beta.assistants.create({ model, tools: shared.toolsFor(null, "assistants") });
  await openai.chat.completions.create({ ...chat, tools: scoped.toolsFor("asst_1", "chat") });
  await openai.responses.create({ ...input, tools: shared.toolsFor(undefined, "responses") });
  const search: OpenAI7.Responses.FileSearchTool = {
    type: "file_search",
    vector_store_ids: ["vs_1"],
  };
  await openai.responses.create({
    ...input,
    tools: [...scoped.toolsFor("a", "responses"), search],
  });
  // @ts-expect-error the Chat API has no built-in tools
  await openai.chat.completions.create({ ...chat, tools: shared.toolsFor() });
  // @ts-expect-error those of another surface
  await openai.responses.create({ ...input, tools: shared.toolsFor(null, "chat") });

  const assistants: OpenAI7.Beta.AssistantTool[] = sent.assistants;
  const completions: OpenAI7.Chat.ChatCompletionTool[] = sent.chat;
  const responses: OpenAI7.Responses.Tool[] = sent.responses;
  for (const tools of [assistants, completions, responses]) scoped.assertTools("asst_1", tools);
}

// Nothing said of the surface is the Assistants API.
export const asBefore: readonly AssistantTool[][] = [
  scoped.toolsFor("asst_1"),
  shared.toolsFor(),
  shared.toolsFor("asst_1"),
];
export function whose(): void {
  // @ts-expect-error whose?
  scoped.toolsFor();
  // @ts-expect-error whose?
  scoped.toolsFor(null, "chat");
  // @ts-expect-error misspelt
  scoped.toolsFor("asst_1", "response");
}

/** Whatever else a tool is set to does not hinder the question. */
export function settings(): void {
  const search = { type: "file_search" as const, vector_store_ids: ["vs_1"] };
  scoped.assertTools("asst_1", [...scoped.toolsFor("asst_1", "responses"), search]);
  scoped.assertTools("asst_1", [{ type: "file_search", vector_store_ids: ["vs_1"] }]);
  // @ts-expect-error of no type
  scoped.assertTools("asst_1", [{ name: "file_search" }]);
}
