// Small policies and tools that many tests need.

/** Two tools, as JSON: reading them needs no TypeScript, which makes tests quick. */
export const toolsJson = JSON.stringify(
  [
    {
      name: "get_customer",
      parameters: {
        type: "object",
        properties: { customer_id: { type: "string" } },
        required: ["customer_id"],
        additionalProperties: false,
      },
    },
    {
      name: "refund_order",
      parameters: {
        type: "object",
        properties: {
          order_id: { type: "string" },
          amount: { type: "number" },
          status: { type: "string", enum: ["open", "shipped"] },
          note: { type: "string" },
        },
        required: ["order_id", "amount"],
        additionalProperties: false,
      },
    },
  ],
  null,
  2,
);

/** Refunds up to 100, by anyone. */
export const policy = `version: 1
default: deny
tools: ./tools.json
policies:
  - name: support
    actions:
      - tool: refund_order
        effect: allow
        constraints:
          max_amount: 100
`;

/** A project that compiles without a warning. */
export const project = { "safeclaw.yaml": policy, "tools.json": toolsJson };

/** The same refunds for one assistant alone. */
export const scoped = policy.replace("    actions:", "    assistant_id: asst_1\n    actions:");
