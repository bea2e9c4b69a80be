// What tsc accepts and refuses, for the clients and objects of all four majors. Compiled, never run.

import type { Permitted, SafeClaw } from "@authensor/safeclaw-runtime";
import {
  type HandlersOf,
  runWithGuard,
  streamWithGuard,
  toolOutputs,
} from "@authensor/safeclaw-runtime/openai";
import type { AssistantTool } from "@authensor/safeclaw-runtime/policy";
import type OpenAI4 from "openai4";
import type { AzureOpenAI as Azure4 } from "openai4";
import type OpenAI5 from "openai5";
import type { AzureOpenAI as Azure5 } from "openai5";
import type OpenAI6 from "openai6";
import type { AzureOpenAI as Azure6 } from "openai6";
import type OpenAI7 from "openai7";
import type { AzureOpenAI as Azure7 } from "openai7";
import type { ShopTools } from "./shop.js";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same = <_T extends true>(): void => {};

declare const safeclaw: SafeClaw<ShopTools, true>;
declare const tools: AssistantTool[];
const address = { threadId: "thread_1", runId: "run_1" };
const params = { threadId: "thread_1", assistantId: "asst_1" };

/** As the compiler generates it. */
interface ToolHandlers {
  readonly get_customer: (args: Permitted<"get_customer", ShopTools["get_customer"]>) => unknown;
  readonly refund_order: (args: Permitted<"refund_order", ShopTools["refund_order"]>) => unknown;
}
declare const handlers: ToolHandlers;

export async function openai4(openai: OpenAI4 | Azure4, run: OpenAI4.Beta.Threads.Run) {
  const end = await runWithGuard(openai, address, safeclaw, handlers);
  same<Equal<typeof end.status, OpenAI4.Beta.Threads.RunStatus>>();
  const events = streamWithGuard(openai, { ...params, instructions: "" }, safeclaw, handlers);
  for await (const event of events) {
    same<Equal<typeof event, OpenAI4.Beta.Assistants.AssistantStreamEvent>>();
  }
  await openai.beta.threads.runs.submitToolOutputsAndPoll(run.thread_id, run.id, {
    tool_outputs: await toolOutputs(safeclaw, run, handlers),
  });
  await openai.beta.assistants.create({ model: "gpt-4o", tools });
  await openai.beta.threads.runs.create("thread_1", { assistant_id: "asst_1", tools });
}

export async function openai5(openai: OpenAI5 | Azure5, run: OpenAI5.Beta.Threads.Run) {
  const end = await runWithGuard(openai, address, safeclaw, handlers);
  same<Equal<typeof end.status, OpenAI5.Beta.Threads.RunStatus>>();
  const events = streamWithGuard(openai, { ...params, instructions: "" }, safeclaw, handlers);
  for await (const event of events) {
    same<Equal<typeof event, OpenAI5.Beta.Assistants.AssistantStreamEvent>>();
  }
  await openai.beta.threads.runs.submitToolOutputsAndPoll(run.id, {
    thread_id: run.thread_id,
    tool_outputs: await toolOutputs(safeclaw, run, handlers),
  });
  await openai.beta.assistants.create({ model: "gpt-4o", tools });
  await openai.beta.threads.runs.create("thread_1", { assistant_id: "asst_1", tools });
}

export async function openai6(openai: OpenAI6 | Azure6, run: OpenAI6.Beta.Threads.Run) {
  const end = await runWithGuard(openai, address, safeclaw, handlers);
  same<Equal<typeof end.status, OpenAI6.Beta.Threads.RunStatus>>();
  const events = streamWithGuard(openai, { ...params, instructions: "" }, safeclaw, handlers);
  for await (const event of events) {
    same<Equal<typeof event, OpenAI6.Beta.Assistants.AssistantStreamEvent>>();
  }
  await openai.beta.threads.runs.submitToolOutputsAndPoll(run.id, {
    thread_id: run.thread_id,
    tool_outputs: await toolOutputs(safeclaw, run, handlers),
  });
  await openai.beta.assistants.create({ model: "gpt-4o", tools });
  await openai.beta.threads.runs.create("thread_1", { assistant_id: "asst_1", tools });
}

export async function openai7(openai: OpenAI7 | Azure7, run: OpenAI7.Beta.Threads.Run) {
  const end = await runWithGuard(openai, address, safeclaw, handlers);
  same<Equal<typeof end.status, OpenAI7.Beta.Threads.RunStatus>>();
  const events = streamWithGuard(openai, { ...params, instructions: "" }, safeclaw, handlers);
  for await (const event of events) {
    same<Equal<typeof event, OpenAI7.Beta.Assistants.AssistantStreamEvent>>();
  }
  await openai.beta.threads.runs.submitToolOutputsAndPoll(run.id, {
    thread_id: run.thread_id,
    tool_outputs: await toolOutputs(safeclaw, run, handlers),
  });
  await openai.beta.assistants.create({ model: "gpt-4o", tools });
  await openai.beta.threads.runs.create("thread_1", { assistant_id: "asst_1", tools });
}

export async function mistakes(openai: OpenAI7, run: OpenAI7.Beta.Threads.Run) {
  // A handler may know less than it is given, and need not be there.
  await toolOutputs(safeclaw, run, { refund_order: (args) => args.amount });
  await toolOutputs(safeclaw, run, { refund_order: (args: { amount: number }) => args.amount });
  await toolOutputs(safeclaw.for("asst_1"), run, { refund_order: (args) => args.amount });
  // @ts-expect-error: no tool has this name
  await toolOutputs(safeclaw, run, { refund_orders: () => null });
  // @ts-expect-error: the tool's amount is a number
  await toolOutputs(safeclaw, run, { refund_order: (args: { amount: string }) => args.amount });
  // @ts-expect-error: the tool has no currency
  await toolOutputs(safeclaw, run, { refund_order: (args) => args.currency });
  // @ts-expect-error: no handler
  await runWithGuard(openai, address, safeclaw, { refund_order: "refunded" });
  // @ts-expect-error: no tool has this name
  streamWithGuard(openai, params, safeclaw, { refund_orders: () => null });
  // @ts-expect-error: runs.create knows no such parameter
  streamWithGuard(openai, { ...params, instruction: "" }, safeclaw, handlers);
  // @ts-expect-error: no assistant
  streamWithGuard(openai, { threadId: "thread_1" }, safeclaw, handlers);
  // @ts-expect-error: no client
  await runWithGuard({ beta: {} }, address, safeclaw, handlers);
  // @ts-expect-error: the brand is given out by a guard only
  handlers.refund_order({ order_id: "o1", amount: 1 });
}

same<Equal<keyof HandlersOf<SafeClaw<ShopTools, false>>, keyof ShopTools>>();
