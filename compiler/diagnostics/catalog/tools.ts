// SC7: the application's tool definitions.

import { entries } from "./entry.js";

export const toolEntries = entries({
  SC7001: {
    severity: "error",
    title: "the tools file cannot be read",
    why: "Without the tools' signatures the compiler cannot check that a policy fits them.",
    bad: { "safeclaw.yaml": "version: 1\ntools: ./missing.ts\npolicies: []\n" },
    good: {
      "safeclaw.yaml": "version: 1\ntools: ./tools.json\npolicies: []\n",
      "tools.json": '[{ "name": "ping", "parameters": { "type": "object" } }]\n',
    },
  },
});
