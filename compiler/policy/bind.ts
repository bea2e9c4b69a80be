// bind: a tree of values becomes a policy file with known keys and types. The tables below are the grammar.

import type { Report } from "../diagnostics/report.js";
import { wholeFile } from "../source/source-file.js";
import type { EntrySyntax, PolicySyntax, ValueSyntax } from "../syntax/syntax.js";
import type {
  Action,
  ConstraintEntry,
  Dialect,
  Located,
  LogEntry,
  Policy,
  PolicyFile,
  Requirement,
  ToolsEntry,
} from "./policy.js";
import { dialects, effects, logModes } from "./policy.js";
import {
  empty,
  everyItem,
  fault,
  flag,
  listOf,
  oneOrMany,
  optional,
  type Place,
  record,
  reportRepeats,
  required,
  type Shape,
  sourceOf,
  text,
  word,
  wrongType,
} from "./shape.js";

/** A map that holds something, whatever its keys are. */
function entriesOf(expected: string, help?: string): Shape<readonly EntrySyntax[]> {
  return (value, place) => {
    if (value.kind !== "map") return wrongType(value, expected, place, help);
    return value.entries.length === 0 ? empty(value.range, place) : value.entries;
  };
}

/** In CEL, which is not looked into here. */
const condition: Shape<Located<string>> = (value, place) => {
  const help =
    "write a CEL expression, e.g. `args.amount <= 100.0`; in quotes where YAML would take it for something else";
  return value.kind === "string"
    ? text(value, place)
    : wrongType(value, "a condition", place, help);
};

const requirement: Shape<Requirement> = (value, place) => {
  const read = record({
    that: required(condition, "args.amount <= 100.0"),
    otherwise: optional(text),
  })(value, { ...place, what: "an entry of `require`" });
  return read && { ...read, otherwise: read.otherwise?.value ?? null };
};

type Constraints = Required<Pick<Action, "requirements">> & {
  readonly constraints: Located<readonly ConstraintEntry[]>;
};

const constraints: Shape<Constraints> = (value, place) => {
  const entries = entriesOf("a map of constraints")(value, place);
  if (entries === undefined) return undefined;
  const required = entries.find(isRequire);
  const of = { ...place, what: "`require`" };
  const requirements = required ? oneOrMany(requirement)(required.value, of) : [];
  const others = entries.filter((entry) => entry !== required);
  return requirements && { requirements, constraints: { value: others, range: value.range } };
};

/** Not the long form of an argument of that name, whose keys are kinds of constraints. */
function isRequire({ key, value }: EntrySyntax): boolean {
  const keys = value.kind === "map" ? value.entries.map((entry) => entry.key.text) : null;
  const isRequirement = keys?.some((name) => name === "that" || name === "otherwise") ?? true;
  return key.text === "require" && isRequirement;
}

const action: Shape<Action> = (value, place) => {
  const read = record({
    tool: required(text, "NAME"),
    effect: required(word(effects, "SC4004"), "allow"),
    reason: optional(text),
    when: optional(condition),
    constraints: optional(constraints),
  })(value, { ...place, what: "an action" });
  if (read === undefined) return undefined;
  const { range, tool, effect, reason, when = null } = read;
  const { constraints: limits = null, requirements = [] } = read.constraints ?? {};
  return {
    range,
    tool,
    effect,
    reason: reason?.value ?? null,
    when,
    constraints: limits,
    requirements,
  };
};

const policy: Shape<Policy> = (value, place) => {
  const read = record({
    name: required(text, "support-assistant"),
    description: optional(text),
    assistant_id: optional(oneOrMany(text)),
    actions: required(listOf(action), "[…]"),
  })(value, { ...place, what: "a policy" });
  if (read === undefined) return undefined;
  const { range, name, description, assistant_id: assistants = [], actions } = read;
  reportRepeats(assistants, { ...place, what: "`assistant_id`" });
  return { range, name, description: description?.value ?? null, assistants, actions };
};

const dialect = word(dialects, "SC4007");

// The one list that may be empty: a file that denies everything is a policy too.
const policies: Shape<readonly Policy[]> = (value, place) => {
  if (value.kind !== "list") return wrongType(value, "a list of policies", place);
  if (value.items.length === 0) {
    const message = "there is no policy, so every tool call is denied";
    fault("SC5004", value.range, message, place, {
      help: "add a policy when a tool may be called",
    });
  }
  return everyItem(value.items, policy, place);
};

const log: Shape<readonly LogEntry[]> = (value, place) =>
  loggedTools(value, place)?.flatMap((tool) => {
    const what = `\`log\` of \`${tool.key.text}\``;
    return (loggedArguments(tool.value, { ...place, what }) ?? []).flatMap((argument) => {
      const mode = logMode(argument.value, { ...place, what: `\`${argument.key.text}\`` });
      if (mode === undefined) return [];
      return [{ tool: located(tool.key), argument: located(argument.key), mode: mode.value }];
    });
  });

const loggedTools = entriesOf(
  "a map of tools",
  "write under each tool what is kept of its arguments: `refund_order: { card_number: mask }`",
);
const loggedArguments = entriesOf(
  "a map of arguments",
  "write what is kept of each argument: `card_number: mask`",
);
const logMode = word(logModes, "SC4008");
const located = ({ text: value, range }: EntrySyntax["key"]): Located<string> => ({ value, range });

const version: Shape<1> = (value, place) =>
  value.kind === "number" && value.value === 1
    ? 1
    : fault(
        "SC2005",
        value.range,
        `unknown version \`${sourceOf(value.range, place.file)}\``,
        place,
        {
          help: "write `version: 1`",
        },
      );

type WrittenTools = Omit<ToolsEntry, "dialect"> & { readonly dialect: Dialect | null };

const toolsEntry: Shape<WrittenTools> = (value, place) => {
  if (value.kind !== "map") {
    const path = text(value, place);
    return path && { path, evaluate: false, dialect: null };
  }
  const read = record({
    module: required(text, "./tools.ts"),
    evaluate: optional(flag),
    dialect: optional(dialect),
  })(value, { ...place, what: "an entry of `tools`" });
  if (read === undefined) return undefined;
  const { module: path, evaluate, dialect: words } = read;
  return { path, evaluate: evaluate?.value ?? false, dialect: words?.value ?? null };
};

const root = record({
  version: required(version, "1"),
  default: optional(word(["deny"], "SC2006")),
  tools: optional(oneOrMany(toolsEntry)),
  dialect: optional(dialect),
  out: optional(text),
  exhaustive: optional(flag),
  strict_arguments: optional(flag),
  log: optional(log),
  policies: required(policies, "[]"),
});

/** Binds the file; undefined where it does not have the shape of a policy file. */
export function bind({ file, root: value }: PolicySyntax, report: Report): PolicyFile | undefined {
  const place: Place = { file, report, what: "the policy file" };
  if (value.kind === "null") {
    const help = "begin with `version: 1` and `policies: []`, or let `safeclaw init` write one";
    return fault("SC2003", wholeFile, "the policy file is empty", place, { help });
  }
  const read = root(withVersion(value, place), place);
  if (read === undefined) return undefined;
  const inGeneral = read.dialect?.value ?? "strict";
  const tools = read.tools?.map((entry) => ({ ...entry, dialect: entry.dialect ?? inGeneral }));
  const paths = (tools ?? []).map(({ path }) => path);
  reportRepeats(paths, { ...place, what: "`tools`" });
  if (report.hasErrors) return undefined;
  return {
    file,
    tools: tools ?? null,
    out: read.out ?? null,
    exhaustive: read.exhaustive?.value ?? false,
    strictArguments: read.strict_arguments?.value ?? false,
    log: read.log ?? [],
    policies: read.policies,
  };
}

/**
 * A file of `policies:` alone, as the published short example has it, is read as version 1, with a warning.
 * As soon as there is any other key, the version is required.
 */
function withVersion(value: ValueSyntax, place: Place): ValueSyntax {
  const [only, ...others] = value.kind === "map" ? value.entries : [];
  if (value.kind !== "map" || only?.key.text !== "policies" || others.length > 0) return value;
  fault("SC2007", only.key.range, "the file has no `version`, and is read as version 1", place, {
    help: "add `version: 1` above",
  });
  const { range } = only.key;
  const one: ValueSyntax = { kind: "number", range, value: 1 };
  return { ...value, entries: [{ key: { text: "version", range }, value: one }, only] };
}
