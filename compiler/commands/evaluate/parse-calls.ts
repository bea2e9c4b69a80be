// Reads the calls of `safeclaw evaluate --calls`: one JSON object a line.

import { instantOf } from "@authensor/safeclaw-runtime/schema";
import { listNames } from "../../diagnostics/list-names.js";
import { suggest } from "../../diagnostics/suggest.js";

/** A call to be tried. */
export interface TrialCall {
  readonly tool: string;
  /** A parsed value, or the model's raw JSON text. */
  readonly args: unknown;
  readonly assistant: string | null;
  /** What conditions know, by name. */
  readonly facts: object;
  /** When it is made, in milliseconds since 1970; null for now. */
  readonly now: number | null;
  /** Where it is from, for messages: a line of a file, or an option. */
  readonly from: string;
}

const textKeys = ["tool", "arguments", "assistant", "thread", "run", "call", "now"];
const knownKeys = [...textKeys, "args", "facts"];

/** All calls of the file, or the first line that is none. Empty lines are passed over. */
export function parseCalls(
  text: string,
  file: string,
): readonly TrialCall[] | { readonly fault: string } {
  const calls: TrialCall[] = [];
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === "") continue;
    const from = `${file}:${index + 1}`;
    const call = parseCall(line, from);
    if (typeof call === "string") return { fault: `${from}: ${call}` };
    calls.push(call);
  }
  return calls;
}

function parseCall(line: string, from: string): TrialCall | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "this is not JSON";
  }
  if (!isObject(value)) return "a call is a JSON object";
  const fields = new Map<string, unknown>(Object.entries(value));
  const unknown = [...fields.keys()].find((key) => !knownKeys.includes(key));
  if (unknown !== undefined)
    return `unknown key \`${unknown}\`; the keys are ${knownKeys.join(", ")}`;
  const odd = textKeys.find(
    (key) => fields.has(key) && typeof fields.get(key) !== "string" && fields.get(key) !== null,
  );
  if (odd !== undefined) return `\`${odd}\` is not a string`;
  const tool = fields.get("tool");
  if (typeof tool !== "string") return "`tool` is missing";
  if (fields.has("args") && fields.has("arguments")) return "write `args` or `arguments`, not both";
  const assistant = fields.get("assistant");
  const facts = fields.get("facts") ?? {};
  if (!isObject(facts)) return "`facts` is no object of facts by name";
  const now = fields.get("now") ?? null;
  const time = typeof now === "string" ? timeOf(now) : null;
  if (time === undefined) return "`now` is no time such as `2026-01-31T12:00:00Z`";
  return {
    tool,
    args: fields.has("args") ? fields.get("args") : (fields.get("arguments") ?? ""),
    assistant: typeof assistant === "string" ? assistant : null,
    facts,
    now: time,
    from,
  };
}

/** Facts by name; undefined where the text is no object of JSON. */
export function parseFacts(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with a fact that the policy does not know, and the way out; undefined where it knows all of them. */
export function unknownFactOf(
  { facts, from }: TrialCall,
  known: readonly string[],
): readonly [fault: string, help: string] | undefined {
  const unknown = Object.keys(facts).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const near = suggest(unknown, known);
  const meant = near === undefined ? "" : `: did you mean \`${near}\`?`;
  const help = known.length === 0 ? "the policy has no facts" : `the facts are ${listNames(known)}`;
  return [`${from}: unknown fact \`${unknown}\`${meant}`, help];
}

/** As policies write times; undefined where it is none. */
function timeOf(text: string): number | undefined {
  return instantOf(text) === undefined ? undefined : Date.parse(text);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
