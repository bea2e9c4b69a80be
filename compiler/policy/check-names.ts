// Names that become identifiers and files of the output: each usable, no two the same.

import { camelCase, kebabCase, reservedWords } from "../code/identifiers.js";
import type { Located } from "./policy.js";
import { fault, type Place } from "./shape.js";

interface NamedPolicy {
  readonly name: Located<string>;
  readonly assistants: readonly Located<string>[];
  readonly actions: readonly { readonly tool: Located<string> }[];
}

const longestName = 100;

/** Names that generated modules already use, and files that no system lets us write. */
const takenNames: ReadonlySet<string> = new Set(
  `policies tools definitions index readme toolsFor assertTools z app
  definePolicies definePolicy defineToolDefinitions argumentSchema
  atLeast atMost equalTo matches maxLength minLength noneOf oneOf optional withinDays
  con prn aux nul ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `com${n} lpt${n}`).join(" ")}`.split(
    /\s+/u,
  ),
);

// SECURITY: such text is harmless as a literal, but a name also stands in comments, file names and messages.
const hostile = /["'`\\]|\$\{|\*\/|\/\*|[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** What is wrong with a name that a policy or a tool bears, or undefined. */
export function faultOfName(name: string): string | undefined {
  const found = hostile.exec(name)?.[0];
  if (found === undefined) {
    return name.length > longestName ? `is longer than ${longestName} characters` : undefined;
  }
  const isPrintable = /^[\x20-\x7e]+$/u.test(found);
  return `holds ${isPrintable ? found : `the character U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`}`;
}

export function checkNames(policies: readonly NamedPolicy[], place: Place): void {
  const byName = new Map<string, Located<string>>();
  const byFile = new Map<string, Located<string>>();
  for (const { name, actions, assistants } of policies) {
    const twin = byName.get(name.value);
    byName.set(name.value, name);
    if (twin !== undefined) {
      reportTwin("SC3004", name, twin, `two policies are called \`${name.value}\``, place);
    } else if (isUsable(name, place)) {
      const near = byFile.get(kebabCase(name.value));
      byFile.set(kebabCase(name.value), name);
      const message = `\`${name.value}\` and \`${near?.value}\` give the same name in generated code, \`${camelCase(name.value)}\``;
      if (near !== undefined) reportTwin("SC3006", name, near, message, place);
    }
    for (const { tool } of actions) reportHostile(tool, "a tool's name", place);
    for (const id of assistants) reportControl(id, place);
  }
}

function isUsable(name: Located<string>, place: Place): boolean {
  if (reportHostile(name, "a policy's name", place)) return false;
  const identifier = camelCase(name.value);
  const help = "choose another name; it becomes a file and a constant, e.g. `support-assistant`";
  const startsWell = /^\p{L}/u.test(identifier);
  if (startsWell && !reservedWords.has(identifier) && !takenNames.has(identifier)) return true;
  const why = startsWell
    ? `\`${identifier}\` is reserved in generated code`
    : "it does not begin with a letter";
  fault("SC3007", name.range, `a policy cannot be called \`${name.value}\`: ${why}`, place, {
    help,
  });
  return false;
}

function reportHostile(name: Located<string>, what: string, place: Place): boolean {
  const problem = faultOfName(name.value);
  if (problem === undefined) return false;
  fault("SC3007", name.range, `${what} ${problem}`, place, {
    help: "use letters, digits, `-`, `_` and `.`",
  });
  return true;
}

function reportControl(id: Located<string>, place: Place): void {
  if (!/[\p{Cc}\u2028\u2029]/u.test(id.value)) return;
  fault("SC3007", id.range, "an assistant id holds a control character", place, {
    help: "write the id on one line",
  });
}

function reportTwin(
  code: "SC3004" | "SC3006",
  name: Located<string>,
  first: Located<string>,
  message: string,
  { file, report }: Place,
): void {
  const related = [{ message: "the first one is here", file, range: first.range }];
  report.add({ code, message, file, range: name.range, help: "rename one of the two", related });
}
