// Calls that hold a word which must not be found again, in every place that is hidden.

export const canary = "CANARY-7f3a";
/** Stands in places that are not hidden: what is searched must hold it, or nothing was recorded at all. */
export const visible = "VISIBLE-7f3a";

const refund = (args: object) => ["refund_order", { order_id: visible, ...args }] as const;
const api = (args: unknown) => ["call_api", args] as const;
const escaped = "\\u0043ANARY-7f3a";

export const calls: readonly (readonly [tool: string, args: unknown])[] = [
  refund({ card_number: canary }),
  refund({ customer: { email: canary, name: visible, notes: [canary, canary] } }),
  refund({ lines: [{ sku: canary, pieces: 1 }] }),
  refund({ tags: [canary] }),
  // Not as the tool has them.
  refund({ card_number: { digits: canary, [canary]: 1 } }),
  refund({ card_number: [canary] }),
  refund({ customer: canary }),
  refund({ customer: [{ email: canary }] }),
  refund({ customer: { email: { [canary]: 1n } } }),
  refund({ lines: { sku: canary } }),
  refund({ lines: [[{ sku: canary }]] }),
  refund({ address: { geo: { [canary]: canary } } }),
  refund({ cardNumber: canary, CARD_NUMBER: canary, "card-number": canary }),
  refund({ args: { card_number: canary, customer: { email: canary } } }),
  refund({ input: JSON.stringify({ card_number: canary }) }),
  refund({ input: JSON.stringify({ e: JSON.stringify({ customer: { email: canary } }) }) }),
  // Under names that nobody could know.
  refund({ Kreditkarte: canary }),
  refund({ [canary]: 1 }),
  refund({ order_id: [canary], token: canary }),
  refund({ amount: canary }),
  refund({ lines: [{ sku: "a", pieces: canary }], customer: { e: canary } }),
  refund({ address: { [canary]: { [canary]: canary } } }),
  ["Refund-Order", { order_id: canary, card: canary }],
  ["refund_order", `{"order_id":"${visible}","card_number":"${canary}"`],
  ["refund_order", `{"order_id":"1","card_number":"1","card_number":"${canary}"}`],
  ["refund_order", `{"order_id":"1","card_number":"${escaped}"`],
  ["refund_order", `${canary}`],
  ["refund_order", JSON.stringify(JSON.stringify({ card_number: canary }))],
  ["refund_order", `{"card_number":"${canary}","x":"${"x".repeat(1_100_000)}"}`],
  ["refund_order", [canary]],
  ["refund_order", canary],
  ["delete_order", { reason: canary }],
  ["delete_order", `{"reason":"${canary}`],
  // Of which the policy says nothing.
  api({ url: visible, headers: { Authorization: canary, Cookie: [canary] } }),
  api({ url: visible, password: canary, nested: [{ deep: { apiKey: canary } }] }),
  api({ url: visible, credentials: { user: canary, [canary]: canary } }),
  api({ url: visible, token: `${"x".repeat(10_000)}${canary}` }),
  api({ url: visible, secret: { [canary]: 1n } }),
  api(`{"url":"${visible}","password":"${canary}"`),
  api(`{"url":"${visible}","p\\u0061ssword":"${canary}"`),
  api(`{"password":"1","password":"${canary}"}`),
  ["no_such_tool", { password: canary, plain: visible }],
  ["no_such_tool", `password=${canary}`],
  ["no_such_tool", { plain: canary, [canary]: 1 }],
  ["no_such_tool", canary],
  ["file_search", { query: visible, access_token: canary }],
];
