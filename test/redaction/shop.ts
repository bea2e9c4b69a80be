// A shop whose policy says what the audit keeps, and calls of its tools with words in them that nobody may read later.

import { type DecisionRecord, SafeClaw } from "@authensor/safeclaw-runtime";
import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import { memoryAudit } from "../runtime/memory-audit.js";
import { compileInMemory } from "../support/compile-in-memory.js";

const text = { type: "string" };
const object = (properties: object) => ({
  type: "object",
  properties,
  additionalProperties: false,
});

const definitions = [
  {
    name: "refund_order",
    parameters: object({
      order_id: text,
      amount: { type: "number" },
      card_number: { type: ["string", "number"] },
      customer: {
        anyOf: [
          object({ email: text, name: text, notes: { type: "array", items: text } }),
          { type: "null" },
        ],
      },
      lines: { type: "array", items: object({ sku: text, pieces: { type: "number" } }) },
      address: object({ street: text, geo: object({ lat: { type: "number" } }) }),
      tags: { type: "array", items: text },
      token: text,
    }),
  },
  { name: "call_api", parameters: { type: "object", properties: { url: text } } },
  { name: "delete_order", parameters: { type: "object", properties: { reason: text } } },
];

export const toolsJson = JSON.stringify(definitions);

/** Anyone may refund and call; nobody may delete. */
export const policyWith = (log: string): string => `version: 1
tools: ./tools.json
policies:
  - name: shop
    actions:
      - tool: refund_order
        effect: allow
      - tool: call_api
        effect: allow
      - tool: delete_order
        effect: deny
${log}`;

export const log = `log:
  refund_order:
    card_number: mask
    customer.email: hash
    customer.notes[]: mask
    lines[].sku: drop
    address.geo: hash
    tags[]: drop
    token: full
  delete_order:
    reason: drop
`;

export const shop: Promise<CompiledPolicies> = compileInMemory({
  yaml: policyWith(log),
  toolsJson,
});
export const shopWithoutLog: Promise<CompiledPolicies> = compileInMemory({
  yaml: policyWith(""),
  toolsJson,
});

/** As a string: policies that are compiled in memory have no types of their own. */
export const refunding: string = "refund_order";
export const anyone = { assistantId: "asst_1" };

/** The one record of a call. */
export async function recordOf(
  tool: string,
  args: unknown,
  policies: Promise<CompiledPolicies> = shop,
): Promise<DecisionRecord> {
  const audit = memoryAudit({ pseudonym: (hashed) => `hmac:<${hashed}>` });
  new SafeClaw(await policies, { audit }).evaluate(tool, args, anyone);
  const [record] = audit.records;
  if (record === undefined || audit.records.length > 1) throw new Error("not one record");
  return record;
}
