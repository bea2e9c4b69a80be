// What the YAML library finds wrong, in words that help: its own speak of its grammar.

import type { YAMLError } from "yaml";

interface Wording {
  readonly when: RegExp;
  /** Null: the library's own words will do. */
  readonly message: string | null;
  readonly help: string;
}

const wordings: readonly Wording[] = [
  {
    when: /^Tabs/u,
    message: "a tab stands where only spaces may",
    help: "indent with spaces",
  },
  {
    when: /^(?:Nested mappings|A block sequence|Sequence item)|same column|same line with key/u,
    message: "this does not fit what stands above and before it",
    help: "check the indentation, and the space after each `-` and `:`; put text that holds `: ` in quotes",
  },
  {
    when: /^Implicit/u,
    message: "this is neither a key with its value nor a part of one",
    help: "write `key: value`, with a space after the `:`",
  },
  {
    when: /at node end$|in YAML stream/u,
    message: "nothing may follow here",
    help: "put the whole text in quotes, or begin a new line",
  },
  {
    when: /between flow/u,
    message: null,
    help: "within `{ }` and `[ ]`, put quotes around what has one of `[]{},` in it, as in `'lines[].note': drop`",
  },
  { when: /cannot start with/u, message: null, help: "put the value in quotes" },
  {
    when: /escape sequence/u,
    message: null,
    help: "write `\\\\` for a backslash, or put the text in single quotes",
  },
];

/** The one error to show: the others mostly follow from it. */
export function tellingError(errors: readonly YAMLError[]): YAMLError | undefined {
  return errors.find(({ code }) => code === "TAB_AS_INDENT") ?? errors[0];
}

export function wordingOf({ message }: YAMLError): {
  readonly message: string;
  readonly help: string;
} {
  const known = wordings.find(({ when }) => when.test(message));
  const own = message.charAt(0).toLowerCase() + message.slice(1).replace(/[.:]$/u, "");
  return { message: known?.message ?? own, help: known?.help ?? "correct the YAML here" };
}
