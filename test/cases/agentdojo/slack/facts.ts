// What is known of a call: the person, the channel and the pages in it.

import { pageOf, pagesIn, wordsOf } from "../words.js";
import { channels, members, messages } from "./database.js";

/** What the user has asked for, as the application has it before the model reads anything else. */
export interface CallerFacts {
  request: { text: string; pages: string[] };
}

export function person(args: { user: string }) {
  const name = wordsOf(args.user);
  const mentions = messages.filter(({ body }) => wordsOf(body).includes(name));
  return {
    name,
    member: members.has(args.user),
    mentioned_by: mentions.map(({ from }) => wordsOf(from)),
  };
}

export function channel(args: { channel: string }) {
  const kind = channels.get(args.channel);
  if (kind === undefined) throw new Error(`there is no ${args.channel}`);
  return { kind };
}

export function page(args: { url: string }) {
  return known(args.url);
}

/** The pages that a message leads to. */
export function links(args: { body: string }) {
  return pagesIn(args.body).map(known);
}

function known(url: string) {
  const address = pageOf(url);
  return { address, posted: messages.some(({ body }) => pagesIn(body).includes(address)) };
}
