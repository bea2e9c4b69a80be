// A process that makes calls with words in them that must not be found again, prints all it is told, and fails in many ways.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AuditSink, SafeClaw } from "../../runtime/index.js";
import { fileAudit } from "../../runtime/node.js";
import { toolOutputs } from "../../runtime/openai/index.js";
import { calls, canary } from "./canary-calls.js";
import { anyone, shop } from "./shop.js";

const [directory = ""] = process.argv.slice(2);
const policies = await shop;

/** Prints what an application may print, in all the ways that are usual. */
function print(...what: readonly unknown[]): void {
  console.error(...what);
  console.error(JSON.stringify(what));
}

async function callAll(audit: AuditSink | false): Promise<void> {
  const safeclaw = new SafeClaw(policies, { audit, onDecision: print });
  for (const [tool, args] of calls) {
    safeclaw.evaluate(tool, args, anyone);
    await safeclaw.decide(tool, args, anyone);
  }
  await answerAll(safeclaw).catch(print);
  await safeclaw.flush().catch(print);
  await safeclaw.close().catch(print);
}

/** What a handler throws may hold all that it was given. */
async function answerAll(safeclaw: SafeClaw): Promise<void> {
  const fails = (args: object): never => {
    const told = JSON.stringify(args);
    const error = new Error(`cannot refund ${told}\n    at ${told}`, { cause: new Error(told) });
    throw Object.assign(error, { config: { data: args } });
  };
  const raw = calls.map(([tool, args]) => ({
    tool,
    args: typeof args === "string" ? args : textOf(args),
  }));
  const tool_calls = raw.map(({ tool, args }, index) => ({
    id: `call_${index}`,
    type: "function",
    function: { name: tool, arguments: args },
  }));
  const run = {
    id: "run_1",
    thread_id: "thread_1",
    assistant_id: anyone.assistantId,
    status: "requires_action",
    required_action: { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls } },
  };
  const handlers = { refund_order: fails, call_api: async (args: object) => fails(args) };
  await toolOutputs(safeclaw, run, handlers);
  const rethrow = (error: unknown): never => {
    throw error;
  };
  await toolOutputs(safeclaw, run, handlers, { onHandlerError: rethrow });
  await toolOutputs(safeclaw, { ...run, status: "queued" }, handlers);
}

function textOf(args: unknown): string {
  return JSON.stringify(args, (_, value: unknown) =>
    typeof value === "bigint" ? Number(value) : value,
  );
}

await callAll(fileAudit(join(directory, "audit")));
await callAll(fileAudit(join(directory, "os"), { durability: "os" }));
await callAll(false);
// Neither a log that cannot be made, nor one without a key, nor one that throws.
writeFileSync(join(directory, "a-file"), "");
await callAll(fileAudit(join(directory, "a-file/audit")));
mkdirSync(join(directory, "keyless/hash.key"), { recursive: true });
await callAll(fileAudit(join(directory, "keyless")));
const refuses = (record: unknown): never => {
  throw new Error(`cannot keep ${JSON.stringify(record)}`);
};
await callAll({ write: refuses, flush: async () => refuses(0), close: async () => refuses(0) });

if (process.argv.includes("--leak")) print(canary);
// Nobody catches this one: Node prints the error with all that hangs on it.
await toolOutputs(
  new SafeClaw(policies, { audit: false }),
  {
    id: "run_1",
    thread_id: canary,
    assistant_id: anyone.assistantId,
    status: "queued",
    required_action: null,
  },
  {},
);
