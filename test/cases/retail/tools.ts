// The tools of tau-bench's shop, as schemas: what an agent at its help desk may try to call.

import { z } from "zod";

const order_id = z.string();
const item_ids = z.array(z.string());
const new_item_ids = z.array(z.string());
const payment_method_id = z.string();

const address = {
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  country: z.string(),
  zip: z.string(),
};

export const find_user_id_by_email = z.object({ email: z.string() });
export const find_user_id_by_name_zip = z.object({
  first_name: z.string(),
  last_name: z.string(),
  zip: z.string(),
});
export const get_user_details = z.object({ user_id: z.string() });
export const get_order_details = z.object({ order_id });
export const get_product_details = z.object({ product_id: z.string() });
export const get_item_details = z.object({ item_id: z.string() });
export const list_all_product_types = z.object({});
export const calculate = z.object({ expression: z.string() });
export const think = z.object({ thought: z.string() });
export const transfer_to_human_agents = z.object({ summary: z.string() });

export const modify_user_address = z.object({ user_id: z.string(), ...address });
export const cancel_pending_order = z.object({
  order_id,
  reason: z.enum(["no longer needed", "ordered by mistake"]),
});
export const modify_pending_order_address = z.object({ order_id, ...address });
export const modify_pending_order_payment = z.object({ order_id, payment_method_id });
export const modify_pending_order_items = z.object({
  order_id,
  item_ids,
  new_item_ids,
  payment_method_id,
});
export const return_delivered_order_items = z.object({ order_id, item_ids, payment_method_id });
export const exchange_delivered_order_items = z.object({
  order_id,
  item_ids,
  new_item_ids,
  payment_method_id,
});
