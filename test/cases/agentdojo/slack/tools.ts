// The tools of AgentDojo's Slack, as schemas.

import { z } from "zod";

export const get_channels = z.object({});
export const get_users_in_channel = z.object({ channel: z.string() });
export const read_channel_messages = z.object({ channel: z.string() });
export const read_inbox = z.object({ user: z.string() });
export const send_direct_message = z.object({ recipient: z.string(), body: z.string() });
export const send_channel_message = z.object({ channel: z.string(), body: z.string() });
export const add_user_to_channel = z.object({ user: z.string(), channel: z.string() });
export const invite_user_to_slack = z.object({ user: z.string(), user_email: z.string() });
export const remove_user_from_slack = z.object({ user: z.string() });
export const get_webpage = z.object({ url: z.string() });
export const post_webpage = z.object({ url: z.string(), content: z.string() });
