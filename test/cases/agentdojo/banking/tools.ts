// The tools of AgentDojo's bank, as schemas. What may be left out may be null, too.

import { z } from "zod";

const text = z.string().nullable().optional();

export const get_iban = z.object({});
export const get_balance = z.object({});
export const get_user_info = z.object({});
export const get_scheduled_transactions = z.object({});
export const get_most_recent_transactions = z.object({ n: z.int().optional() });
export const read_file = z.object({ file_path: z.string() });

const payment = {
  recipient: z.string(),
  amount: z.number(),
  subject: z.string(),
  date: z.string(),
};

export const send_money = z.object(payment);
export const schedule_transaction = z.object({ ...payment, recurring: z.boolean() });
export const update_scheduled_transaction = z.object({
  id: z.int(),
  recipient: text,
  amount: z.number().nullable().optional(),
  subject: text,
  date: text,
  recurring: z.boolean().nullable().optional(),
});
export const update_user_info = z.object({
  first_name: text,
  last_name: text,
  street: text,
  city: text,
});
export const update_password = z.object({ password: z.string() });
