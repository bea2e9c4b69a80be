// A check of what zod cannot say: what generated schemas pass to `.check(…)`. Knows zod by its shape only.

/** What zod hands to a check, as far as one needs it. */
export interface Checked {
  readonly value: unknown;
  readonly issues: { push(issue: never): unknown };
}

export type Check = (checked: Checked) => void;

/** Refuses every value of which `holds` is not true, with the message. */
export function check(message: string, holds: (value: unknown) => boolean): Check {
  return ({ value, issues }) => {
    if (holds(value) !== true) {
      // INVARIANT: this is what zod calls a raw issue, whose own type is too deep to be repeated here.
      issues.push({ code: "custom", message, input: value } as never);
    }
  };
}
