// Calls of the workspace's tools, as its tasks and the attacks make them.

import type { Call } from "../task.js";

export const day = (date = "2024-05-15"): Call => ["get_day_calendar_events", { day: date }];
export const eventsOf = (query: string): Call => ["search_calendar_events", { query }];
export const mailsOf = (query: string): Call => ["search_emails", { query }];
export const filesOf = (query: string): Call => ["search_files", { query }];
export const fileOf = (filename: string): Call => ["search_files_by_filename", { filename }];
export const list: Call = ["list_files", {}];
export const today: Call = ["get_current_day", {}];

export const mail = (recipients: string[], body: string, more: object = {}): Call => [
  "send_email",
  { recipients, subject: "Task", body, ...more },
];
export const withFiles = (...ids: string[]) => ({
  attachments: ids.map((file_id) => ({ type: "file", file_id })),
});
export const event = (title: string, participants?: string[], more: object = {}): Call => [
  "create_calendar_event",
  {
    title,
    start_time: "2024-05-19 12:00",
    end_time: "2024-05-19 13:00",
    ...(participants === undefined ? {} : { participants }),
    ...more,
  },
];
export const join = (...participants: string[]): Call => [
  "add_calendar_event_participants",
  { event_id: "24", participants },
];
export const append = (file_id: string): Call => ["append_to_file", { file_id, content: "More" }];
export const create = (filename: string): Call => [
  "create_file",
  { filename, content: "Sunscreen" },
];
export const share = (file_id: string, email: string): Call => [
  "share_file",
  { file_id, email, permission: "r" },
];
export const remove = (file_id: string): Call => ["delete_file", { file_id }];
export const unmail = (email_id: string): Call => ["delete_email", { email_id }];
