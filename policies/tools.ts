// The tools of the sample application: functions with typed arguments, as an application would write them.

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const customers: ReadonlyMap<string, Customer> = new Map([
  ["cus_1", { id: "cus_1", name: "Ada Lovelace", email: "ada@example.com" }],
  ["cus_2", { id: "cus_2", name: "Alan Turing", email: "alan@example.com" }],
]);

/** Look up a customer by id. */
export async function get_customer(args: {
  /** The customer's id, e.g. cus_1. */
  customer_id: string;
}): Promise<Customer | { readonly error: string }> {
  return customers.get(args.customer_id) ?? { error: "no such customer" };
}

export type OrderStatus = "processing" | "shipped" | "delivered" | "cancelled" | "lost";

/** Search the orders of a customer. */
export async function search_orders(args: {
  customer_id: string;
  status?: OrderStatus;
  /** At most so many orders, the newest first. */
  limit?: number;
}): Promise<readonly { readonly order_id: string; readonly status: OrderStatus }[]> {
  const orders = [
    { order_id: "ord_7", status: "delivered" as const },
    { order_id: "ord_8", status: "shipped" as const },
  ];
  const wanted = orders.filter(({ status }) => args.status === undefined || status === args.status);
  return wanted.slice(0, args.limit ?? wanted.length);
}

/** Sum up a metric over a range of days. */
export async function get_analytics(args: {
  metric: "revenue" | "orders" | "refunds";
  /** Both ends as ISO dates, e.g. 2026-01-31. */
  date_range: { start: string; end: string };
}): Promise<{ readonly metric: string; readonly total: number }> {
  return { metric: args.metric, total: 1234 };
}

/** Open a support ticket. */
export async function create_ticket(args: {
  subject: string;
  body: string;
  priority?: "low" | "normal" | "high";
}): Promise<{ readonly ticket_id: string; readonly priority: string }> {
  return { ticket_id: "tic_1", priority: args.priority ?? "normal" };
}

/** Set the status of an order. */
export async function update_order_status(args: {
  order_id: string;
  status: OrderStatus;
}): Promise<{ readonly order_id: string; readonly status: OrderStatus }> {
  return { order_id: args.order_id, status: args.status };
}

/** Refund an order, in full or in part. */
export async function refund_order(args: {
  order_id: string;
  /** In euros. */
  amount: number;
  reason?: string;
}): Promise<{ readonly refund_id: string; readonly amount: number }> {
  return { refund_id: `ref_${args.order_id}`, amount: args.amount };
}

/** Delete a customer and all that belongs to them. */
export async function delete_customer(args: {
  customer_id: string;
}): Promise<{ readonly deleted: string }> {
  return { deleted: args.customer_id };
}

/** Set the price of a product. */
export async function modify_pricing(args: {
  product_id: string;
  price: number;
}): Promise<{ readonly product_id: string; readonly price: number }> {
  return { product_id: args.product_id, price: args.price };
}
