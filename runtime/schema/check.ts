// A check of what zod cannot say: what generated schemas pass to `.check(…)`. Knows zod by its shape only.

/** What zod hands to a check, as far as one needs it. */
export interface Checked {
  readonly value: unknown;
  readonly issues: { push(issue: Issue): unknown };
}

interface Issue {
  readonly code: "custom";
  readonly message: string;
  readonly input: unknown;
}

export type Check = (checked: Checked) => void;

/** Refuses every value of which `holds` is not true, with the message. */
export function check(message: string, holds: (value: unknown) => boolean): Check {
  return ({ value, issues }) => {
    if (holds(value) !== true) {
      issues.push({ code: "custom", message, input: value });
    }
  };
}
