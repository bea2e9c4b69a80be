// What of a call's arguments is told and recorded: as the policy says, and with no secrets where it says nothing.

import type { AuditSink } from "../audit/audit-sink.js";
import type { ArgumentSchema } from "../compiled-policy.js";
import type { Decision } from "../decision.js";
import type { CompiledPolicies } from "../define-policies.js";
import { Malformed } from "../malformed.js";
import { parseArguments } from "../parse-arguments.js";
import { shortened } from "../shorten.js";
import { HiddenValues, masked } from "./hidden-values.js";
import { toolLogsOf } from "./log-rules.js";
import { Redaction, writtenPath } from "./redaction.js";
import { namesSecret, unescaped } from "./secret-names.js";

/** A call's arguments as they may be recorded. */
export interface KeptArguments {
  /** The parsed arguments; the raw text where it could not be parsed; null where there is neither. */
  readonly args: unknown;
  /** What of them is not as it was: `<path>:<how>`. */
  readonly redacted: readonly string[];
  /** Whether a stand-in could not be made, so that the call cannot be recorded as it should be. */
  readonly failed: boolean;
}

export interface Redactor {
  /** `read` is what the guard made of the arguments, null where it had no need to look. */
  keptOf(tool: unknown, input: unknown, read: object | null, code: Decision["code"]): KeptArguments;
  /** What may be recorded of what a tool answered to these arguments; null where it is no JSON. */
  keptOfAnswer(tool: string, args: object, answer: unknown): KeptAnswer | null;
}

export interface KeptAnswer {
  readonly content: unknown;
  readonly redacted: readonly string[];
}

const longestRawText = 64 * 1024;

/** Arguments of which the record hides something. */
const hidden = new WeakSet<object>();

/** Whether the record of this call hides some of these arguments, which are a decision's own. */
export function isRedacted(args: unknown): boolean {
  return hidden.has(Object(args));
}

export function redactorOf(
  { log = [], tools = [] }: Pick<CompiledPolicies, "log" | "tools">,
  audit: AuditSink | false,
): Redactor {
  const logs = toolLogsOf(log);
  const schemas = new Map(tools.map((tool) => [tool.name, tool.arguments]));
  const hiding = tools.filter(({ name }) => logs.get(name)?.rules.hides === true);
  const namesOfAny = new Set(hiding.flatMap((tool) => tool.arguments?.names ?? []));
  const pseudonym =
    audit !== false && typeof audit.pseudonym === "function"
      ? (text: string): unknown => audit.pseudonym?.(text)
      : null;
  return {
    keptOf(tool, input, read, code) {
      const name = typeof tool === "string" ? tool : "";
      const rules = logs.get(name)?.rules ?? null;
      // SECURITY: a model may write another name for the tool that it means.
      const meansAny = code === "unknown-tool";
      const hides = meansAny ? hiding.length > 0 : rules?.hides === true;
      const args = read ?? parseArguments(input);
      if (args instanceof Malformed) return unread(input, args, hides);
      const schema = schemas.get(name) ?? null;
      // Of what was let through, the guard has seen that it fits, so that each argument stands where the policy has it.
      if (hides && code !== null && !fits(args, schema)) {
        return shapeOf(args, meansAny ? namesOfAny : new Set(schema?.names));
      }
      const redaction = new Redaction({ pseudonym });
      const kept = redaction.apply(args, rules);
      const redacted = redaction.places;
      if (redacted.some(isHidden)) hidden.add(args);
      return { args: kept, redacted, failed: redaction.failed };
    },
    keptOfAnswer(tool, args, answer) {
      const read = parseArguments(JSON.stringify({ content: answer }));
      if (read instanceof Malformed || !Object.hasOwn(read, "content")) return null;
      const said = logs.get(tool);
      const values = new HiddenValues();
      new Redaction({ pseudonym: null, found: values }).apply(args, said?.rules ?? null);
      const redaction = new Redaction({ pseudonym, modeOfName: said?.modeOfName ?? null, values });
      const content = redaction.applyTo(Reflect.get(read, "content"), "content");
      return { content, redacted: redaction.places };
    },
  };
}

function fits(args: object, schema: ArgumentSchema | null): boolean {
  try {
    return schema?.accepts(args) === true;
  } catch {
    return false;
  }
}

/**
 * SECURITY: of arguments that do not fit, each may be what is to be hidden, under whatever name. So no value is kept, and of
 * names only the tool's own: another one may itself be a value.
 */
function shapeOf(args: object, names: ReadonlySet<string>): KeptArguments {
  const given = Object.keys(args);
  const own = given.filter((name) => names.has(name));
  const others = given.length - own.length;
  return {
    args: Object.freeze(Object.fromEntries(own.map((name) => [name, masked]))),
    redacted: [
      ...own.map((name) => `${writtenPath([name])}:mask`),
      ...(others === 0 ? [] : [`[+${others}]:drop`]),
    ],
    failed: false,
  };
}

/** Of a text that is no JSON nobody knows where in it an argument stands. */
function unread(input: unknown, { path }: Malformed, hides: boolean): KeptArguments {
  const text = typeof input === "string" ? shortened(input, longestRawText) : null;
  if (hides || namesSecret(unescaped(text ?? path ?? ""))) {
    return { args: null, redacted: [":drop"], failed: false };
  }
  const isWhole = text === null || text === input;
  return { args: text, redacted: isWhole ? [] : [":cut"], failed: false };
}

/**
 * The decision as it may be shown: its arguments as they are kept, and no word of what is in those that are hidden. To
 * who asked for it, a decision is given as it is.
 */
export function shownDecision(
  decision: Decision,
  { args, redacted }: Pick<KeptArguments, "args" | "redacted">,
): Decision {
  if (redacted.length === 0) return decision;
  if (decision.allowed) return { ...decision, args };
  const { code, path, reason } = decision;
  const what = wordsFor.get(code);
  if (what === undefined) return decision;
  const place = path === null ? hiddenWhole(redacted) : placeAround(path, redacted);
  if (place === undefined) return decision;
  const said = `${what}: ${path === null ? "" : `${path}: `}`;
  const why = reason.startsWith(said) ? `: ${withoutNames(reason.slice(said.length))}` : "";
  const where = place === "" ? "" : `: ${place}`;
  return { ...decision, reason: `${what}${where}${why}`, path: null };
}

const wordsFor: ReadonlyMap<string, string> = new Map([
  ["malformed-arguments", "malformed arguments"],
  ["invalid-arguments", "invalid arguments"],
]);

/** INVARIANT: what a message repeats of arguments, names of those that the tool does not have, stands in quotes in it. */
function withoutNames(message: string): string {
  return message.replace(/".*"/su, `"${masked}"`);
}

/** Empty where not even all names are kept; undefined where they are. */
function hiddenWhole(redacted: readonly string[]): "" | undefined {
  return redacted.some((entry) => /^(?:\[\+\d+\])?:drop$/u.test(entry)) ? "" : undefined;
}

/** The hidden place that the path leads into; undefined where there is none. */
function placeAround(path: string, redacted: readonly string[]): string | undefined {
  const places = redacted.filter(isHidden).map((entry) => entry.slice(0, entry.lastIndexOf(":")));
  // What was cut off may have been what differs.
  if (path.includes("…") && places.length > 0) return "";
  const within = `${comparable(path)}.`;
  const place = places.find((each) => each === "" || within.startsWith(`${comparable(each)}.`));
  return place ?? hiddenWhole(redacted);
}

function isHidden(entry: string): boolean {
  return !entry.endsWith(":cut");
}

/** Of `lines.0.sku` and of `lines[].sku`: `lines.#.sku`. */
function comparable(path: string): string {
  return path.replace(/\[\]/gu, ".#").replace(/(?<=\.)\d+(?=\.|$)/gu, "#");
}
