// A small shop: what its look-ups look up, for the cases that are written here.

import type { Item, Order, User } from "./facts.js";

const ada: User = {
  user_id: "ada_1",
  payment_methods: {
    credit_card_1: { source: "credit_card" },
    paypal_1: { source: "paypal" },
    gift_card_1: { source: "gift_card", balance: 50 },
    gift_card_2: { source: "gift_card", balance: 500 },
  },
};

/** An order of two shirts and a lamp, for 130. */
function orderOf(order_id: string, status: string, user_id = ada.user_id): Order {
  return {
    order_id,
    user_id,
    status,
    item_ids: ["shirt_red", "shirt_red", "lamp_tall"],
    item_prices: { shirt_red: 20.1, lamp_tall: 89.8 },
    product_ids: { shirt_red: "shirt", lamp_tall: "lamp" },
    payment_history: [
      { transaction_type: "payment", amount: 130, payment_method_id: "credit_card_1" },
    ],
  };
}

const paidTwice: Order = {
  ...orderOf("#changed", "pending"),
  payment_history: [
    { transaction_type: "payment", amount: 130, payment_method_id: "credit_card_1" },
    { transaction_type: "payment", amount: 130, payment_method_id: "paypal_1" },
    { transaction_type: "refund", amount: 130, payment_method_id: "credit_card_1" },
  ],
};

export const orders: ReadonlyMap<string, Order> = byId(
  [
    orderOf("#pending", "pending"),
    orderOf("#modified", "pending (item modified)"),
    orderOf("#processed", "processed"),
    orderOf("#delivered", "delivered"),
    orderOf("#returned", "return requested"),
    orderOf("#exchanged", "exchange requested"),
    orderOf("#cancelled", "cancelled"),
    orderOf("#bobs", "pending", "bob_2"),
    paidTwice,
  ],
  ({ order_id }) => order_id,
);

export const users: ReadonlyMap<string, User> = byId(
  [ada, { user_id: "bob_2", payment_methods: { credit_card_9: { source: "credit_card" } } }],
  ({ user_id }) => user_id,
);

export const items: ReadonlyMap<string, Item> = new Map([
  ["shirt_red", { product_id: "shirt", available: true, price: 20.1 }],
  ["shirt_blue", { product_id: "shirt", available: true, price: 25 }],
  ["shirt_gold", { product_id: "shirt", available: true, price: 100 }],
  ["shirt_sold_out", { product_id: "shirt", available: false, price: 20 }],
  ["lamp_tall", { product_id: "lamp", available: true, price: 89.8 }],
  ["lamp_short", { product_id: "lamp", available: true, price: 40 }],
]);

function byId<Row>(rows: readonly Row[], idOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [idOf(row), row]));
}
