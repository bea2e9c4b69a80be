// The sample end to end: two gated assistants runs, one polled and one streamed, against a local stand-in for OpenAI.

import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DecidedCall, type Decision, SafeClaw } from "@authensor/safeclaw-runtime";
import { fileAudit } from "@authensor/safeclaw-runtime/node";
import { runWithGuard, streamWithGuard } from "@authensor/safeclaw-runtime/openai";
import OpenAI from "openai7";
import { assertTools, toolsFor } from "../generated/definitions.js";
import { policies, type ToolHandlers } from "../generated/index.js";
import * as tools from "../policies/tools.js";
import { startOpenAIServer, type Turn } from "../test/support/openai-server/server.js";

const policyFile = "policies/safeclaw.yaml";
const handlers: ToolHandlers = tools;

const call = (name: string, args: object | string) => ({
  name,
  arguments: typeof args === "string" ? args : JSON.stringify(args),
});

/** What the scripted model asks for: turns of calls, then a sentence. */
const scripts: Readonly<Record<string, readonly Turn[]>> = {
  asst_abc123: [
    {
      calls: [
        call("get_customer", { customer_id: "cus_1" }),
        call("refund_order", { order_id: "ord_7", amount: 80 }),
        call("refund_order", { order_id: "ord_8", amount: 250 }),
        call("delete_customer", { customer_id: "cus_1" }),
      ],
    },
    {
      calls: [
        call("refund_order", '{"order_id":"ord_8","amount":50,"amount":5000}'),
        call("refund_order", { order_id: "ord_8", amount: "50" }),
        call("drop_tables", {}),
      ],
    },
    { text: "I refunded 80 euros for ord_7; the rest needs a colleague." },
  ],
  asst_def456: [
    {
      calls: [
        call("refund_order", { order_id: "ord_8", amount: 2500 }),
        call("get_analytics", {
          metric: "refunds",
          date_range: { start: "2026-01-01", end: "2026-12-31" },
        }),
        call("update_order_status", { order_id: "ord_8", status: "lost" }),
      ],
    },
    { text: "Refunded 2500 euros and marked ord_8 as lost." },
  ],
};

function printDecision(decision: Decision, { tool, args }: DecidedCall): void {
  const { allowed, code, rule, line, reason } = decision;
  const shown = typeof args === "string" ? args : JSON.stringify(args);
  console.log(`  ${allowed ? "allowed" : "denied "}  ${tool} ${shown}`);
  const place = line === null ? "" : `   ${rule}  ${policyFile}:${line}`;
  console.log(`           ${code ?? "by rule"}: ${reason}${place}`);
}

const log = await mkdtemp(join(tmpdir(), "safeclaw-demo-"));
const server = await startOpenAIServer({
  scripts,
  assistants: { asst_abc123: { model: "gpt-4o" }, asst_def456: { model: "gpt-4o" } },
});
try {
  const openai = new OpenAI({ baseURL: server.url, apiKey: "demo" });
  const safeclaw = new SafeClaw(policies, { audit: fileAudit(log), onDecision: printDecision });

  const support = toolsFor("asst_abc123");
  assertTools("asst_abc123", support);
  await openai.beta.assistants.update("asst_abc123", { tools: support });
  const offered = support.map((tool) =>
    tool.type === "function" ? tool.function.name : tool.type,
  );
  console.log(`\nPolling: the support assistant, which is offered ${offered.join(", ")}\n`);
  const thread = await openai.beta.threads.create({
    messages: [{ role: "user", content: "Please refund ord_7 and ord_8, and delete my account." }],
  });
  const created = await openai.beta.threads.runs.create(thread.id, { assistant_id: "asst_abc123" });
  const address = { threadId: thread.id, runId: created.id };
  const run = await runWithGuard(openai, address, safeclaw, handlers, { pollIntervalMs: 20 });
  const { data: messages } = await openai.beta.threads.messages.list(thread.id, { limit: 1 });
  const [content] = messages[0]?.content ?? [];
  console.log(`\n  run ${run.status}: ${content?.type === "text" ? content.text.value : ""}`);

  console.log("\nStreaming: the admin assistant\n");
  const second = await openai.beta.threads.create();
  const params = {
    threadId: second.id,
    assistantId: "asst_def456",
    tools: toolsFor("asst_def456"),
  };
  let text = "";
  for await (const event of streamWithGuard(openai, params, safeclaw, handlers)) {
    if (event.event !== "thread.message.delta") continue;
    for (const part of event.data.delta.content ?? []) {
      if (part.type === "text") text += part.text?.value ?? "";
    }
  }
  console.log(`\n  streamed: ${text}`);
  await safeclaw.close();

  console.log("\nsafeclaw audit --last 20\n");
  const cli = fileURLToPath(new URL("../dist/compiler/cli.js", import.meta.url));
  const shown = spawnSync(process.execPath, [cli, "audit", "--log", log, "--last", "20"], {
    stdio: "inherit",
  });
  process.exitCode = shown.status ?? 1;
} finally {
  await server.close();
  await rm(log, { recursive: true });
}
