// Waits for facts that are being looked up, side by side and no longer than a deadline.

import type { LookUp } from "./look-up.js";
import { failedFact, type KnownFact } from "./read-fact.js";

const late = failedFact("late");

/**
 * Resolves once all are known, or enough of them after one has failed; at the deadline at the latest. What is not there
 * by then has failed. Never rejects, and leaves no timer behind. `deadline` is a time of `performance.now()`.
 */
export async function waitForFacts(
  lookUps: ReadonlyMap<string, LookUp>,
  deadline: number,
  known: Map<string, KnownFact>,
  isEnough: () => boolean,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const isInTime = await new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), deadline - performance.now());
    for (const [name, lookUp] of lookUps) {
      lookUp.join();
      lookUp.answer.then((fact) => {
        if (isOver) return;
        // A function that holds up the process keeps the timer from telling.
        const answer = performance.now() > deadline ? late : fact;
        known.set(name, answer);
        const isLast = [...lookUps.keys()].every((each) => known.has(each));
        if (isLast || (answer.failed !== null && isEnough())) resolve(true);
      });
    }
  });
  isOver = true;
  clearTimeout(timer);
  for (const [name, lookUp] of lookUps) {
    lookUp.leave();
    if (!isInTime && !known.has(name)) known.set(name, late);
  }
}
