// Every page of the guide does what it says.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
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
beforeAll(async () => {
  server = await startOpenAIServer({ assistants: { asst_abc123: { model: "gpt-4o" } }, script });
});
afterAll(() => server.close());

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
};

for (const page of guide) checkPage(page, settings[page]);
