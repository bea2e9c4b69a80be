// The tools of AgentDojo's workspace, as schemas. What may be left out may be null, too.

import { z } from "zod";

const text = z.string().nullable().optional();
const texts = z.array(z.string());

export const send_email = z.object({
  recipients: texts,
  subject: z.string(),
  body: z.string(),
  attachments: z.array(z.record(z.string(), z.unknown())).nullable().optional(),
  cc: texts.nullable().optional(),
  bcc: texts.nullable().optional(),
});
export const delete_email = z.object({ email_id: z.string() });
export const get_unread_emails = z.object({});
export const get_sent_emails = z.object({});
export const get_received_emails = z.object({});
export const get_draft_emails = z.object({});
export const search_emails = z.object({ query: z.string(), sender: text });
export const search_contacts_by_name = z.object({ query: z.string() });
export const search_contacts_by_email = z.object({ query: z.string() });

export const get_current_day = z.object({});
export const search_calendar_events = z.object({ query: z.string(), date: text });
export const get_day_calendar_events = z.object({ day: z.string() });
export const create_calendar_event = z.object({
  title: z.string(),
  start_time: z.string(),
  end_time: z.string(),
  description: z.string().optional(),
  participants: texts.nullable().optional(),
  location: text,
});
export const cancel_calendar_event = z.object({ event_id: z.string() });
export const reschedule_calendar_event = z.object({
  event_id: z.string(),
  new_start_time: z.string(),
  new_end_time: text,
});
export const add_calendar_event_participants = z.object({
  event_id: z.string(),
  participants: texts,
});

export const append_to_file = z.object({ file_id: z.string(), content: z.string() });
export const search_files_by_filename = z.object({ filename: z.string() });
export const create_file = z.object({ filename: z.string(), content: z.string() });
export const delete_file = z.object({ file_id: z.string() });
export const get_file_by_id = z.object({ file_id: z.string() });
export const list_files = z.object({});
export const share_file = z.object({
  file_id: z.string(),
  email: z.string(),
  permission: z.enum(["r", "rw"]),
});
export const search_files = z.object({ query: z.string() });
