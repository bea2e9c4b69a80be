// What a policy file may say of facts: the module alone, or with how it is asked.

import type { ValueSyntax } from "../syntax/syntax.js";
import type { FactsEntry, Located } from "./policy.js";
import {
  empty,
  fault,
  oneOrMany,
  optional,
  type Place,
  record,
  reportRepeats,
  required,
  type Shape,
  sourceOf,
  text,
  word,
  wrongType,
} from "./shape.js";

/** In milliseconds, as the next. */
export const defaultDeadline = 2000;
export const longestDeadline = 60_000;

const milliseconds: Shape<number> = (value, place) => {
  if (value.kind !== "number") return wrongType(value, "a number of milliseconds", place);
  const { range, value: written } = value;
  if (Number.isInteger(written) && written >= 1 && written <= longestDeadline) return written;
  const message = `${place.what} cannot be \`${sourceOf(range, place.file)}\``;
  const help = `write a whole number of milliseconds, from 1 to ${longestDeadline}`;
  return fault("SC8038", range, message, place, { help });
};

const keptInFull = word(["full"], "SC4008");

/** Facts whose values the audit keeps: of all others it keeps a digest. */
const log: Shape<readonly Located<string>[]> = (value, place) => {
  if (value.kind !== "map") {
    return wrongType(value, "a map of facts", place, "write e.g. `log: { order: full }`");
  }
  if (value.entries.length === 0) return empty(value.range, place);
  const read = value.entries.map(({ key, value: mode }) =>
    keptInFull(mode, { ...place, what: `\`${key.text}\`` }),
  );
  if (read.includes(undefined)) return undefined;
  return value.entries.map(({ key: { text: name, range } }) => ({ value: name, range }));
};

const longForm = record({
  module: required(text, "./facts.ts"),
  deadline_ms: optional(milliseconds),
  per_run: optional(oneOrMany(text)),
  log: optional(log),
});

export const factsEntry: Shape<FactsEntry> = (value: ValueSyntax, place: Place) => {
  if (value.kind !== "map") {
    const module = text(value, place);
    return module && { module, deadlineMs: defaultDeadline, perRun: [], log: [] };
  }
  const read = longForm(value, place);
  if (read === undefined) return undefined;
  const { module, deadline_ms: deadlineMs = defaultDeadline, per_run: perRun = [] } = read;
  reportRepeats(perRun, { ...place, what: "`per_run`" });
  return { module, deadlineMs, perRun, log: read.log ?? [] };
};
