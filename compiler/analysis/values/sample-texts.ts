// Texts worth trying first: plain ones, and those that the limits on an argument speak of.

import type { Constraint } from "../../constraints/constraint.js";
import type { StringFormat, StringType } from "../../tools/argument-type.js";
import { dateAt, day } from "./date-at.js";
import { matchingTexts } from "./matching-text.js";

const plain = ["a", "example", "1", "", "A", "2026-01-01", " ", "\n", "😀", "a.b@c-d_e/f"];

const ofFormats: Readonly<Record<string, string>> = {
  date: "2026-01-01",
  "iso.date": "2026-01-01",
  "date-time": "2026-01-01T00:00:00Z",
  "iso.datetime": "2026-01-01T00:00:00Z",
  time: "00:00:00Z",
  "iso.time": "00:00:00",
  email: "a@example.com",
  uri: "https://example.com/",
  url: "https://example.com/",
  httpUrl: "https://example.com/",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
  uuidv4: "123e4567-e89b-42d3-a456-426614174000",
  guid: "123e4567-e89b-42d3-a456-426614174000",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  hostname: "example.com",
};

/** Above this length a text is not worth making. */
const longest = 70_000;

export function* sampleTexts(
  type: StringType,
  constraints: readonly Constraint[],
): Iterable<string> {
  const named = constraints.flatMap(({ value }) => textsIn(value));
  yield* constraints.flatMap(datesNear);
  yield* (type.formats ?? []).flatMap(textOfFormat);
  const matching = (type.patterns ?? []).flatMap(matchingTexts);
  yield* matching;
  yield* plain;
  for (const text of named) {
    yield* [text, `${text}a`, `a${text}`, `${text}/a`, `a@${text}`, `https://${text}/`];
    yield* [`${text}://example.com/`, `a.${text}`, `a@a.${text}`, `https://a.${text}/`];
    yield* [`${text}//a`, text.slice(0, -1), text.toUpperCase()];
  }
  for (const folder of named.filter((text) => text.startsWith("/"))) {
    yield* matching.map(
      (text) => `${text.replace(/\/$/u, "")}${"/..".repeat(text.split("/").length)}${folder}`,
    );
  }
  const { minLength = 0, maxLength = minLength + 1 } = type;
  for (const length of [minLength, maxLength, minLength - 1, maxLength + 1]) {
    if (length >= 0 && length <= longest) {
      yield* ["a", ...named.slice(0, 2)].map((text) =>
        Array.from(text.padEnd(length, "a")).slice(0, length).join(""),
      );
    }
  }
}

/** Days at the ends of a limit, the first and the last instant within it, and those just beyond. */
function datesNear({ limits }: Constraint): readonly string[] {
  if (limits?.of !== "instant") return [];
  const ends = [limits.lower, limits.upper].filter((end) => typeof end === "bigint");
  const midnights = ends.map((end) => end - (((end % day) + day) % day));
  const days = midnights.flatMap((midnight) => [midnight, midnight + day]);
  return [...days, ...ends.flatMap((end) => [end, end - 1n, end + 1n])].flatMap(dateAt);
}

function textOfFormat({ name }: StringFormat): readonly string[] {
  const text = Object.hasOwn(ofFormats, name) ? ofFormats[name] : undefined;
  return text === undefined ? [] : [text];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}
