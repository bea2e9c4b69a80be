// The sample policy as one would write it by hand, to measure the compiled guards against. Checks, copies and freezes.

export type Answer =
  | { readonly allowed: true; readonly rule: string; readonly args: object }
  | { readonly allowed: false; readonly reason: string };

const deniedByName: Answer = { allowed: false, reason: "this tool may not be used" };
const invalid: Answer = { allowed: false, reason: "invalid arguments" };
const tooMuch: Answer = { allowed: false, reason: "too much money" };
const tooLong: Answer = { allowed: false, reason: "too many days" };

const statuses = new Set<unknown>(["processing", "shipped", "delivered", "cancelled", "lost"]);
const allowedStatuses = new Set<unknown>(["processing", "shipped", "delivered"]);
const metrics = new Set<unknown>(["revenue", "orders", "refunds"]);
const priorities = new Set<unknown>(["low", "normal", "high"]);

export function handWrittenGuard(assistant: string, tool: string, args: unknown): Answer {
  switch (tool) {
    case "get_customer":
      return getCustomer(args);
    case "search_orders":
      return searchOrders(args);
    case "get_analytics":
      return getAnalytics(args);
    case "create_ticket":
      return createTicket(args);
    case "update_order_status":
      return updateOrderStatus(args, assistant === "asst_def456" ? statuses : allowedStatuses);
    case "refund_order":
      return refundOrder(args, limitOf(assistant));
    default:
      return deniedByName;
  }
}

function limitOf(assistant: string): number {
  switch (assistant) {
    case "asst_abc123":
      return 100;
    case "asst_def456":
      return 5000;
    default:
      return 500;
  }
}

const customerKeys = new Set(["customer_id"]);

function getCustomer(args: unknown): Answer {
  if (!isRecord(args, customerKeys)) return invalid;
  const { customer_id } = args;
  if (typeof customer_id !== "string") return invalid;
  return { allowed: true, rule: "get_customer", args: Object.freeze({ customer_id }) };
}

const searchKeys = new Set(["customer_id", "status", "limit"]);

function searchOrders(args: unknown): Answer {
  if (!isRecord(args, searchKeys)) return invalid;
  const { customer_id, status, limit } = args;
  if (typeof customer_id !== "string") return invalid;
  const copy: { customer_id: string; status?: unknown; limit?: number } = { customer_id };
  if (status !== undefined) {
    if (!statuses.has(status)) return invalid;
    copy.status = status;
  }
  if (limit !== undefined) {
    if (typeof limit !== "number" || !Number.isFinite(limit)) return invalid;
    copy.limit = limit;
  }
  return { allowed: true, rule: "search_orders", args: Object.freeze(copy) };
}

const analyticsKeys = new Set(["metric", "date_range"]);
const rangeKeys = new Set(["start", "end"]);
const longest = 90 * 24 * 60 * 60 * 1000;

function getAnalytics(args: unknown): Answer {
  if (!isRecord(args, analyticsKeys)) return invalid;
  const { metric, date_range } = args;
  if (!metrics.has(metric) || !isRecord(date_range, rangeKeys)) return invalid;
  const { start, end } = date_range;
  if (typeof start !== "string" || typeof end !== "string") return invalid;
  const span = instantOf(end) - instantOf(start);
  if (!(span >= 0 && span <= longest)) return tooLong;
  const copy = Object.freeze({ metric, date_range: Object.freeze({ start, end }) });
  return { allowed: true, rule: "get_analytics", args: copy };
}

const isoDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?$/u;

function instantOf(text: string): number {
  return isoDate.test(text) ? Date.parse(text) : Number.NaN;
}

const ticketKeys = new Set(["subject", "body", "priority"]);

function createTicket(args: unknown): Answer {
  if (!isRecord(args, ticketKeys)) return invalid;
  const { subject, body, priority } = args;
  if (typeof subject !== "string" || typeof body !== "string") return invalid;
  const copy: { subject: string; body: string; priority?: unknown } = { subject, body };
  if (priority !== undefined) {
    if (!priorities.has(priority)) return invalid;
    copy.priority = priority;
  }
  return { allowed: true, rule: "create_ticket", args: Object.freeze(copy) };
}

const updateKeys = new Set(["order_id", "status"]);

function updateOrderStatus(args: unknown, allowed: ReadonlySet<unknown>): Answer {
  if (!isRecord(args, updateKeys)) return invalid;
  const { order_id, status } = args;
  if (typeof order_id !== "string" || !allowed.has(status)) return invalid;
  return { allowed: true, rule: "update_order_status", args: Object.freeze({ order_id, status }) };
}

const refundKeys = new Set(["order_id", "amount", "reason"]);

function refundOrder(args: unknown, limit: number): Answer {
  if (!isRecord(args, refundKeys)) return invalid;
  const { order_id, amount, reason } = args;
  if (typeof order_id !== "string") return invalid;
  if (typeof amount !== "number" || !Number.isFinite(amount)) return invalid;
  const copy: { order_id: string; amount: number; reason?: string } = { order_id, amount };
  if (reason !== undefined) {
    if (typeof reason !== "string") return invalid;
    copy.reason = reason;
  }
  if (amount > limit) return tooMuch;
  return { allowed: true, rule: "refund_order", args: Object.freeze(copy) };
}

/** A plain object with none but these keys. */
function isRecord(value: unknown, keys: ReadonlySet<string>): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key of Object.keys(value)) {
    if (!keys.has(key)) return false;
  }
  return true;
}
