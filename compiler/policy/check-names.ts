// Names that become identifiers and files of the output: each usable, no two the same.

import { camelCase, kebabCase, reservedWords } from "../code/identifiers.js";
import { faultOfName, hostileInToolNames } from "../source/fault-of-name.js";
import type { SourceFile } from "../source/source-file.js";
import type { Located } from "./policy.js";
import { fault, type Place } from "./shape.js";

interface NamedPolicy {
  readonly file: SourceFile;
  readonly name: Located<string>;
  readonly assistants: readonly Located<string>[];
  readonly actions: readonly { readonly file: SourceFile; readonly tool: Located<string> }[];
}

/** In bytes, since it becomes the name of a file. */
const longestName = 200;

/** Names that generated modules already use. A test holds them against what the runtime exports. */
export const takenIdentifiers: ReadonlySet<string> = new Set(
  `policies tools facts z cel exports toolsFor assertTools
  definePolicies definePolicy defineTool defineToolDefinitions defineNarrowing argumentSchema examineGiven
  atLeast atMost contains containsNone each earlierThan eitherWithinDays emailDomain endsWith equalTo
  laterThan lessThan matches matchesNot maxItems maxLength minItems minLength moreThan multipleOf
  noneOf oneOf optional pathWithin startsWith uniqueItems urlHost urlScheme withinDays`.split(
    /\s+/u,
  ),
);

/** Files that we write already, or that no system lets us write. */
const takenFiles: ReadonlySet<string> = new Set(
  `tools facts checks definitions index readme
  con prn aux nul ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `com${n} lpt${n}`).join(" ")}`.split(
    /\s+/u,
  ),
);

/** What cannot be seen in an id. */
export const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

export function checkNames(policies: readonly NamedPolicy[], place: Place): void {
  const byName = new Map<string, NamedPolicy>();
  const byResult = new Map<string, NamedPolicy>();
  for (const policy of policies) {
    const { file, name, actions, assistants } = policy;
    const here = { ...place, file };
    const twin = byName.get(name.value);
    byName.set(name.value, policy);
    if (twin !== undefined) {
      reportTwin("SC3004", policy, twin, `two policies are called \`${name.value}\``, place);
    } else if (isUsable(name, here)) {
      reportClash(policy, byResult, place);
    }
    for (const { tool } of actions.filter((action) => action.file === file)) {
      reportHostile(tool, "a tool's name", here, hostileInToolNames);
    }
    for (const id of assistants) reportOddId(id, here);
  }
}

/** Two names may differ and give one constant, or one file. */
function reportClash(policy: NamedPolicy, byResult: Map<string, NamedPolicy>, place: Place): void {
  const { name } = policy;
  const constant = camelCase(name.value);
  const results = [constant, `${kebabCase(name.value)}.ts`];
  const clash = results.find((result) => byResult.has(result));
  const near = clash === undefined ? undefined : byResult.get(clash);
  for (const result of results) byResult.set(result, policy);
  if (near === undefined) return;
  const message = `\`${name.value}\` and \`${near.name.value}\` give the same name in generated code, \`${clash}\``;
  reportTwin("SC3006", policy, near, message, place);
}

function isUsable(name: Located<string>, place: Place): boolean {
  if (reportHostile(name, "a policy's name", place)) return false;
  const why = whyUnusable(name.value);
  if (why === undefined) return true;
  const help = "choose another name; it becomes a file and a constant, e.g. `support-assistant`";
  const message = `a policy cannot be called \`${cut(name.value)}\`: ${why}`;
  fault("SC3007", name.range, message, place, { help });
  return false;
}

function whyUnusable(name: string): string | undefined {
  const identifier = camelCase(name);
  const file = kebabCase(name);
  if (!/^\p{L}/u.test(identifier)) return "it does not begin with a letter";
  if (Buffer.byteLength(file) > longestName) return `it is longer than ${longestName} bytes`;
  if (takenFiles.has(file)) return `no module can be called \`${file}.ts\``;
  const taken = reservedWords.has(identifier) || takenIdentifiers.has(identifier);
  return taken ? `\`${identifier}\` is reserved in generated code` : undefined;
}

function cut(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

function reportHostile(
  name: Located<string>,
  what: string,
  place: Place,
  hostile?: RegExp,
): boolean {
  const problem = faultOfName(name.value, hostile);
  if (problem === undefined) return false;
  fault("SC3007", name.range, `${what} ${problem}`, place, {
    help: "use letters, digits, `-`, `_` and `.`",
  });
  return true;
}

/** SECURITY: an id that only looks like the caller's would take no part in the decision, whatever it denies. */
export function reportOddId(id: Located<string>, place: Place): void {
  const isOdd = invisible.test(id.value);
  if (!isOdd && id.value === id.value.trim()) return;
  const what = isOdd ? "holds a character that cannot be seen" : "begins or ends with a blank";
  fault("SC3007", id.range, `an assistant id ${what}`, place, {
    help: "write the id exactly as the caller will give it",
  });
}

function reportTwin(
  code: "SC3004" | "SC3006",
  { file, name }: NamedPolicy,
  first: NamedPolicy,
  message: string,
  { report }: Place,
): void {
  const at = { file: first.file, range: first.name.range };
  const related = [{ message: "the first one is here", ...at }];
  report.add({ code, message, file, range: name.range, help: "rename one of the two", related });
}
