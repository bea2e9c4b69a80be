// How much text a pattern may be matched with: the more ways through a text it has, the less, so that none keeps a guard busy.

/** Of a regular expression, within what the runtime's budget counts as one. */
export const stepsAUnit = 16;

/** As many as a condition may take: about a tenth of a second. */
const mostSteps: number = 5_000_000 * stepsAUnit;

/** What is asked of less text than this would deny calls that nobody thought of. */
const leastText = 1000;

/** All text that the arguments of a call may hold. */
const allText: number = 1024 * 1024;

/** So many characters; null where a call cannot hold more. */
export function mostText(stepsEach: number): number | null {
  const most = Math.floor(mostSteps / stepsEach);
  return most < allText ? most : null;
}

/** Why the pattern is refused although its time is linear; undefined where it is not. */
export function tooManyWays(stepsEach: number) {
  if (mostSteps / stepsEach >= leastText) return undefined;
  const steps = stepsEach.toLocaleString("en-US");
  return {
    problem: `may take ${steps} steps for each character of a text`,
    help: "give text fewer ways to match: shorten the bounded repetitions and alternatives that overlap, or ask for a part of it only",
  };
}
