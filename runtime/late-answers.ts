// What is done with promises where an answer is due at once.

import type { Denied } from "./decision.js";

/** Of whatever realm or library. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}

/** A sink or a hook that answers with a promise has not done its work yet, and may never. */
export function refuseLater(late: unknown, denial: Denied): Denied {
  Promise.resolve(late).catch(() => undefined);
  return denial;
}
