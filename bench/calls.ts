// The calls to measure: one of each tool of the sample that may be called, and some that must not pass.

export interface Call {
  readonly assistant: string;
  readonly tool: string;
  readonly args: object;
  /** The same arguments as the model sends them. */
  readonly text: string;
}

const call = (assistant: string, tool: string, args: object): Call => ({
  assistant,
  tool,
  args,
  text: JSON.stringify(args),
});

const range = (start: string, end: string) => ({ metric: "orders", date_range: { start, end } });

/** Variants of the same calls, so that no value is a constant to the compiler of the machine. */
const variants = Array.from({ length: 16 }, (_, index) => index);
const assistants = ["asst_abc123", "asst_def456", "asst_of_others"];

export const allowed: readonly Call[] = variants.flatMap((index) => {
  const assistant = assistants[index % assistants.length] ?? "";
  return [
    call(assistant, "get_customer", { customer_id: `cus_${index}` }),
    call(assistant, "search_orders", { customer_id: `cus_${index}`, status: "shipped", limit: 9 }),
    call(assistant, "get_analytics", range(`2026-01-${10 + index}`, `2026-03-${10 + index}`)),
    call(assistant, "create_ticket", {
      subject: `Where is order ${index}?`,
      body: "It should have been here a week ago.",
      priority: "high",
    }),
    call(assistant, "update_order_status", { order_id: `ord_${index}`, status: "shipped" }),
    call(assistant, "refund_order", { order_id: `ord_${index}`, amount: index + 0.5 }),
  ];
});

/** A tool that the policy denies by its name, whatever it is called with. */
export const deniedByName: readonly Call[] = allowed.map(({ assistant, args }) =>
  call(assistant, "delete_customer", args),
);

export const denied: readonly Call[] = [
  ...deniedByName,
  call("asst_abc123", "refund_order", { order_id: "ord_7", amount: 100.5 }),
  call("asst_of_others", "refund_order", { order_id: "ord_7", amount: 500.5 }),
  call("asst_def456", "refund_order", { order_id: "ord_7", amount: "5" }),
  call("asst_abc123", "update_order_status", { order_id: "ord_7", status: "cancelled" }),
  call("asst_abc123", "get_analytics", range("2026-01-01", "2026-04-02")),
  call("asst_abc123", "get_analytics", range("2026-02-01", "2026-01-01")),
  call("asst_abc123", "get_customer", { customer_id: "cus_1", all: true }),
  call("asst_abc123", "get_customer", {}),
  call("asst_abc123", "drop_tables", {}),
];
