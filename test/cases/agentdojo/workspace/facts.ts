// What is known of a call: whom it reaches, which pages it leads to, and the files in it.

import { pagesIn, wordsOf } from "../words.js";
import { company, events, files, type StoredFile, user, writtenTo } from "./database.js";

/** What the user has asked for, as the application has it before the model reads anything else. */
export interface CallerFacts {
  request: { text: string; addresses: string[]; pages: string[] };
}

/** Whom the call reaches, and in which of the user's files and events they are found. */
export function people(args: {
  recipients?: string[];
  cc?: string[] | null;
  bcc?: string[] | null;
  participants?: string[] | null;
}) {
  const { recipients, cc, bcc, participants } = args;
  const all = [recipients, cc, bcc, participants].flatMap((some) => some ?? []);
  return all.map((written) => {
    const address = written.toLowerCase();
    // One address and nothing else, or the end of it would say little: `a@evil.com,b@example.com`.
    if (!plainAddress.test(address)) throw new Error("no plain address");
    return {
      address,
      known: address.endsWith(`@${company}`) || writtenTo.has(address),
      found_in: [
        ...events.filter((event) => event.participants.includes(address)).map(({ title }) => title),
        ...[...files.values()]
          .filter(({ owner, shared }) => owner === user && shared.includes(address))
          .map(({ name }) => nameOf(name)),
      ].map(wordsOf),
    };
  });
}

/** The pages that a mail or an invitation leads to. */
export function links(args: {
  subject?: string;
  body?: string;
  title?: string;
  description?: string;
  location?: string | null;
}) {
  const { subject, body, title, description, location } = args;
  return [subject, body, title, description, location].flatMap((text) => pagesIn(text ?? ""));
}

export function file(args: { file_id: string }) {
  const { name, owner, size } = found(args.file_id);
  const sizes = [...files.values()].map((other) => other.size);
  return {
    name: wordsOf(nameOf(name)),
    own: owner === user,
    is: [
      ...(size === Math.max(...sizes) ? [" largest ", " biggest "] : []),
      ...(size === Math.min(...sizes) ? [" smallest "] : []),
    ],
  };
}

/** The names of the files that go with a mail; an attachment that is no file fails. */
export function attached(args: { attachments?: Record<string, unknown>[] | null }) {
  return (args.attachments ?? []).map(({ file_id }) => wordsOf(nameOf(found(file_id).name)));
}

const plainAddress = /^[a-z0-9_.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u;

function found(id: unknown): StoredFile {
  const file = typeof id === "string" ? files.get(id) : undefined;
  if (file === undefined) throw new Error(`there is no file ${id}`);
  return file;
}

const nameOf = (filename: string): string => filename.replace(/\.\w+$/u, "");
