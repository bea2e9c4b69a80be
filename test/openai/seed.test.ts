// The loops of the document that the product comes from, as near as TypeScript allows, against our classes.
//
// What differs: SafeClaw takes compiled policies, not a path; the policy file has policies for single assistants, so each
// call says whose it is; quotes that the document lost; and what `runs` below hides: openai 5 and later want the thread by name.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import OpenAI4 from "openai4";
import OpenAI5 from "openai5";
import OpenAI6 from "openai6";
import OpenAI7 from "openai7";
import { describe, expect, test } from "vitest";
import { policies } from "../../generated/index.js";
import * as tools from "../../policies/tools.js";
import { openThread } from "./majors.js";
import { call } from "./shop.js";

interface Output {
  tool_call_id: string;
  output: string;
}

function runs4(baseURL: string) {
  const { runs } = new OpenAI4({ baseURL, apiKey: "none" }).beta.threads;
  return {
    retrieve: (thread: string, run: string) => runs.retrieve(thread, run),
    stream: (thread: string, body: { assistant_id: string }) => runs.stream(thread, body),
    submitToolOutputs: (thread: string, run: string, body: { tool_outputs: Output[] }) =>
      runs.submitToolOutputs(thread, run, body),
    submitToolOutputsAndPoll: (thread: string, run: string, body: { tool_outputs: Output[] }) =>
      runs.submitToolOutputsAndPoll(thread, run, body),
  };
}

function runs7(baseURL: string, Client = OpenAI7) {
  const { runs } = new Client({ baseURL, apiKey: "none" }).beta.threads;
  return {
    retrieve: (thread_id: string, run: string) => runs.retrieve(run, { thread_id }),
    stream: (thread: string, body: { assistant_id: string }) => runs.stream(thread, body),
    submitToolOutputs: (thread_id: string, run: string, body: { tool_outputs: Output[] }) =>
      runs.submitToolOutputs(run, { thread_id, ...body }),
    submitToolOutputsAndPoll: (thread_id: string, run: string, body: { tool_outputs: Output[] }) =>
      runs.submitToolOutputsAndPoll(run, { thread_id, ...body }),
  };
}

// INVARIANT: what is called here is called alike in 5, 6 and 7.
const Client5 = OpenAI5 as unknown as typeof OpenAI7;
const Client6 = OpenAI6 as unknown as typeof OpenAI7;

const majors = [
  { major: 4, runsAt: runs4 },
  { major: 5, runsAt: (url: string) => runs7(url, Client5) },
  { major: 6, runsAt: (url: string) => runs7(url, Client6) },
  { major: 7, runsAt: (url: string) => runs7(url) },
] as const;

type Runs = ReturnType<(typeof majors)[number]["runsAt"]>;

const safeclaw = new SafeClaw(policies, { audit: false });

const functions = new Map<string, unknown>(Object.entries(tools));

async function executeTool(name: string, args: unknown): Promise<unknown> {
  const tool = functions.get(name);
  return typeof tool === "function" ? tool(args) : null;
}

/** Step 2: gate the requires_action handler. */
async function handleRun(runs: Runs, threadId: string, runId: string) {
  let run = await runs.retrieve(threadId, runId);

  while (run.status === "requires_action") {
    const { assistant_id: assistantId } = run;
    const toolCalls = run.required_action?.submit_tool_outputs.tool_calls ?? [];

    const toolOutputs = await Promise.all(
      toolCalls.map(async (toolCall) => {
        const args = JSON.parse(toolCall.function.arguments);
        const decision = safeclaw.evaluate(toolCall.function.name, args, { assistantId });

        let output: string;
        if (decision.allowed) {
          output = JSON.stringify(await executeTool(toolCall.function.name, args));
        } else {
          output = JSON.stringify({
            error: `Action denied by SafeClaw: ${decision.reason}`,
          });
        }

        return { tool_call_id: toolCall.id, output };
      }),
    );

    run = await runs.submitToolOutputsAndPoll(threadId, runId, { tool_outputs: toolOutputs });
  }

  return run;
}

/** Step 3: handle streaming runs. Resolves once the listener has submitted. */
function streamRun(runs: Runs, threadId: string, assistantId: string): Promise<void> {
  const stream = runs.stream(threadId, {
    assistant_id: assistantId,
  });

  return new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.on("event", async (event) => {
      if (
        event.event === "thread.run.requires_action" &&
        event.data.required_action?.type === "submit_tool_outputs"
      ) {
        const toolCalls = event.data.required_action.submit_tool_outputs.tool_calls;
        const outputs = [];

        for (const call of toolCalls) {
          const args = JSON.parse(call.function.arguments);
          const decision = safeclaw.evaluate(call.function.name, args, { assistantId });

          outputs.push({
            tool_call_id: call.id,
            output: decision.allowed
              ? JSON.stringify(await executeTool(call.function.name, args))
              : JSON.stringify({ error: `Denied: ${decision.reason}` }),
          });
        }

        await runs.submitToolOutputs(event.data.thread_id, event.data.id, {
          tool_outputs: outputs,
        });
        resolve();
      }
    });
  });
}

const refund = (amount: number) => call("refund_order", { order_id: "ord_7", amount });

const script = [
  {
    calls: [refund(100), refund(500), refund(5000), call("delete_customer", { customer_id: "c1" })],
  },
  { text: "Done." },
];

/** What each assistant may do of that: everybody refunds up to 500, those of step 4 up to 100 and 5000. */
const expected = [
  { assistantId: "asst_anyone", allowed: [true, true, false, false] },
  { assistantId: "asst_abc123", allowed: [true, false, false, false] },
  { assistantId: "asst_def456", allowed: [true, true, true, false] },
];

const assistants = Object.fromEntries(
  expected.map(({ assistantId }) => [assistantId, { model: "gpt-4o" }]),
);

/** Which of the calls ran, as the model was told. */
const allowed = (submitted: readonly { readonly tool_outputs: readonly Output[] }[]) =>
  submitted
    .flatMap(({ tool_outputs }) => tool_outputs)
    .map(({ output }) => output.includes("ref_"));

describe.each(majors)("openai $major", ({ runsAt }) => {
  test.each(expected)("step 2, polling, as $assistantId", async ({ assistantId, ...policy }) => {
    const { server, startRun, submitted } = await openThread({ assistants, script });
    const { threadId, runId } = await startRun(assistantId);

    const run = await handleRun(runsAt(server.url), threadId, runId);

    expect(run.status).toBe("completed");
    expect(allowed(submitted())).toEqual(policy.allowed);
  });

  test.each(expected)("step 3, streaming, as $assistantId", async ({ assistantId, ...policy }) => {
    const { server, threadId, submitted, statuses } = await openThread({ assistants, script });

    await streamRun(runsAt(server.url), threadId, assistantId);

    expect(allowed(submitted())).toEqual(policy.allowed);
    expect(await statuses()).toEqual(["completed"]);
  });
});

test("a path instead of compiled policies is refused with what to do", () => {
  // @ts-expect-error: as the document has it
  expect(() => new SafeClaw("./safeclaw.yaml")).toThrow(/safeclaw compile/u);
});
