// Every page of the guide does what it says.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { LogCollector } from "../ship/support/log-collector.js";
import { isPostgresInstalled, PostgresServer, whyNot } from "../ship/support/postgres-server.js";
import { type OpenAIServer, startOpenAIServer } from "../support/openai-server/server.js";
import { root } from "./application.js";
import { checkPage, type PageOptions } from "./check-page.js";
import { guide } from "./pages.js";

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
let collector: LogCollector;
let database: PostgresServer | undefined;
beforeAll(async () => {
  collector = await LogCollector.start();
  if (isPostgresInstalled) {
    database = await PostgresServer.start();
    await database.query("create database app");
  }
  server = await startOpenAIServer({ assistants: { asst_abc123: { model: "gpt-4o" } }, script });
});
afterAll(async () => {
  await server.close();
  await collector.close();
  await database?.remove();
});

const settings: Readonly<Record<string, PageOptions>> = {
  "README.md": {
    // It begins in the checkout, whose sample it decides a call by, and goes on in a new project.
    setUp: ({ folder }) =>
      cpSync(join(root, "policies"), join(folder, "policies"), { recursive: true }),
  },
  // `safeclaw init` is the first thing that happens here.
  "docs/cli.md": { setUp: () => undefined },
  "docs/openai.md": {
    env: () => ({ OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "none" }),
  },
  "docs/shipping.md": {
    env: () => ({
      DATABASE_URL: database?.url("app") ?? "",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    }),
  },
};

for (const page of guide) {
  if (page !== "docs/shipping.md" || isPostgresInstalled) checkPage(page, settings[page]);
  else test.skip(`${page}${whyNot}`);
}
