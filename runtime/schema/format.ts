// The formats of strings that are asserted, by their names in JSON Schema.

import { type Check, check } from "./check.js";
import { isDate, isDateTime, isTime } from "./formats/dates.js";
import { isEmail, isHostname, isIpv4, isIpv6 } from "./formats/internet.js";
import { isUri } from "./formats/uri.js";

export type Format =
  | "date"
  | "date-time"
  | "time"
  | "email"
  | "uri"
  | "uuid"
  | "ipv4"
  | "ipv6"
  | "hostname";

/** Whether a string has the format. */
export const isFormat: Readonly<Record<Format, (text: string) => boolean>> = {
  date: isDate,
  "date-time": isDateTime,
  time: isTime,
  email: isEmail,
  uri: isUri,
  uuid: isUuid,
  ipv4: isIpv4,
  ipv6: isIpv6,
  hostname: isHostname,
};

/** A string of this format. */
export function format(name: Format): Check {
  const holds = isFormat[name];
  return check(`Invalid ${name}`, (value) => typeof value === "string" && holds(value));
}

function isUuid(text: string): boolean {
  return /^[\dA-Fa-f]{8}(?:-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}$/u.test(text);
}
