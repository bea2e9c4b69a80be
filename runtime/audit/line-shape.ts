// Tells by a few bytes what the rest of the log has to be parsed for: whether a line has the form of ours, and its time.

const start = Buffer.from('{"v":');
const beforeSeq = Buffer.from(',"seq":');
const beforeTime = Buffer.from(',"time":"');
const beforeHash = Buffer.from(',"hash":"');
/** `,"hash":"` and 64 digits, `"}`. */
const hashLength = beforeHash.length + 64 + 2;
const quote = 0x22;
const brace = 0x7d;

export const timeLength = 24;

/** Where the time stands in the line between two places; -1 where it has another form than ours. */
export function timeIn(bytes: Uint8Array, from: number, to: number): number {
  const hash = to - hashLength;
  if (!holds(bytes, from, start) || !holds(bytes, hash, beforeHash)) return -1;
  if (bytes[to - 1] !== brace || bytes[to - 2] !== quote) return -1;
  const version = from + start.length;
  // Only versions that are known; others are for whoever parses the line to recognise.
  if (bytes[version] !== 0x31 && bytes[version] !== 0x32) return -1;
  if (!holds(bytes, version + 1, beforeSeq)) return -1;
  let at = version + 1 + beforeSeq.length;
  while (isDigit(bytes[at])) at += 1;
  if (!holds(bytes, at, beforeTime)) return -1;
  at += beforeTime.length;
  return at + timeLength < hash && bytes[at + timeLength] === quote ? at : -1;
}

/** Whether the time at a place is before that at another: as texts, which of such times is the same. */
export function isBefore(
  bytes: Uint8Array,
  at: number,
  others: Uint8Array,
  place: number,
): boolean {
  for (let index = 0; index < timeLength; index += 1) {
    const difference = (bytes[at + index] ?? 0) - (others[place + index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function holds(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text[index]) return false;
  }
  return true;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
