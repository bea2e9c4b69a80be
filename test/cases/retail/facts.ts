// What the shop knows of a call: the order, its owner, and the items that are named.

import { items as allItems, orders, users } from "./database.js";

export interface Order {
  order_id: string;
  user_id: string;
  status: string;
  item_ids: string[];
  /** What was paid for an item, and which product it is, by the item's id. */
  item_prices: Record<string, number>;
  product_ids: Record<string, string>;
  payment_history: { transaction_type: string; amount: number; payment_method_id: string }[];
}

export interface User {
  user_id: string;
  /** By id. A gift card has a balance. */
  payment_methods: Record<string, { source: string; balance?: number }>;
}

export interface Item {
  product_id: string;
  available: boolean;
  price: number;
}

/** Who is signed in, where the application knows it. */
export interface CallerFacts {
  session: { user_id: string };
}

export async function order(args: { order_id: string }): Promise<Order> {
  return found(orders, args.order_id);
}

/** Whose order it is. */
export async function user(args: { order_id: string }): Promise<User> {
  return found(users, found(orders, args.order_id).user_id);
}

export async function items(args: {
  item_ids: string[];
  new_item_ids: string[];
}): Promise<Record<string, Item>> {
  const named = [...args.item_ids, ...args.new_item_ids];
  return Object.fromEntries(named.map((id) => [id, found(allItems, id)]));
}

function found<Row>(table: ReadonlyMap<string, Row>, id: string): Row {
  const row = table.get(id);
  if (row === undefined) throw new Error(`there is no ${id}`);
  return row;
}
