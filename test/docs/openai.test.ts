// docs/openai.md: its programs run against the stand-in API, and its tables name every code and option.

import type { DenialCode } from "@authensor/safeclaw-runtime";
import type {
  GuardedRunErrorCode,
  GuardedRunOptions,
  ToolErrorCode,
} from "@authensor/safeclaw-runtime/openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenAIServer, startOpenAIServer } from "../support/openai-server/server.js";
import { checkPage, readPage } from "./check-page.js";
import { codeIn, rowsOf } from "./markdown.js";

const call = (name: string, args: object) => ({ name, arguments: JSON.stringify(args) });

const script = [
  {
    calls: [
      call("refund_order", { order_id: "ord_7", amount: 80 }),
      call("refund_order", { order_id: "ord_8", amount: 250 }),
      call("delete_customer", { customer_id: "cus_1" }),
    ],
  },
  { text: "I refunded ord_7. The rest needs a colleague." },
];

let server: OpenAIServer;
beforeAll(async () => {
  server = await startOpenAIServer({ assistants: { asst_abc123: { model: "gpt-4o" } }, script });
});
afterAll(() => server.close());

checkPage("docs/openai.md", {
  env: async () => ({ OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "none" }),
});

// A code or an option that is missing in one of these does not compile.
const ownCodes: Readonly<Record<Exclude<ToolErrorCode, DenialCode> | "internal", true>> = {
  "no-handler": true,
  "tool-failed": true,
  "unsupported-call": true,
  "duplicate-call": true,
  internal: true,
};
const runCodes: Readonly<Record<GuardedRunErrorCode, true>> = {
  "not-waiting": true,
  "unknown-action": true,
  "malformed-run": true,
  "too-many-turns": true,
  "stream-cut": true,
  "unknown-client": true,
};
const options: Readonly<Record<keyof GuardedRunOptions, true>> = {
  onHandlerError: true,
  signal: true,
  maxTurns: true,
  pollIntervalMs: true,
};

test.each([
  { what: "code that the model sees", known: ownCodes, columns: ["code", "when"] },
  { what: "code of a run's error", known: runCodes, columns: ["`guardedrunerror.code`", "when"] },
  { what: "option", known: options, columns: ["option", "for", "meaning"] },
])("every $what is in its table", ({ known, columns }) => {
  const rows = rowsOf(readPage("docs/openai.md"), ...columns);
  const shown = rows.map(([cell = ""]) => codeIn(cell)[0]?.replace(/\(.*/u, ""));
  expect(shown).toEqual(Object.keys(known));
});
