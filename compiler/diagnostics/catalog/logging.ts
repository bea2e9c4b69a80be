// SC4008 and SC5007: what a policy says of the audit log.

import { entries } from "./entry.js";

const logged = (entries: string) => ({
  "safeclaw.yaml": `version: 1
tools: ./tools.json
policies: []
log:
  send_receipt: { ${entries} }
`,
  "tools.json": `[
  {
    "name": "send_receipt",
    "parameters": {
      "type": "object",
      "properties": {
        "customer": {
          "type": "object",
          "properties": { "email": { "type": "string" }, "name": { "type": "string" } }
        },
        "note": { "type": "string" }
      }
    }
  }
]
`,
});

export const loggingEntries = entries({
  SC4008: {
    severity: "error",
    title: "unknown way to log",
    why: "An argument that was meant to be hidden would otherwise stand in the audit log.",
    bad: logged("note: masked"),
    good: logged("note: mask"),
  },
  SC5007: {
    severity: "error",
    title: "a log entry that changes nothing",
    why: "What holds the argument is hidden as a whole, so one of the two entries was meant to be something else.",
    bad: logged("customer: mask, customer.email: hash"),
    good: logged("customer: full, customer.email: hash"),
  },
});
