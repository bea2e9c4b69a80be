// bind: a tree of values becomes a policy file with known keys and types. The tables below are the grammar.

import type { Report } from "../diagnostics/report.js";
import { wholeFile } from "../source/source-file.js";
import type { EntrySyntax, PolicySyntax, ValueSyntax } from "../syntax/syntax.js";
import { action } from "./bind-action.js";
import { factsEntry } from "./bind-facts.js";
import { log } from "./bind-log.js";
import type {
  Agent,
  Dialect,
  IncludedFile,
  Located,
  Policy,
  RootFile,
  ToolsEntry,
} from "./policy.js";
import { dialects, modes } from "./policy.js";
import {
  entriesOf,
  everyItem,
  fault,
  flag,
  listOf,
  located,
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

const policy: Shape<Policy> = (value, place) => {
  const entries = value.kind === "map" ? value.entries : [];
  const written = (key: string) => entries.find((entry) => entry.key.text === key)?.value;
  const widens = written("widen");
  const read = record({
    name: required(text, "support-assistant"),
    description: optional(text),
    assistant_id: optional(oneOrMany(text)),
    mode: optional(word(modes, "SC4009")),
    extends: optional(oneOrMany(text)),
    widen: optional(widening),
    reason: isTrue(widens)
      ? required(text, "why it may allow more")
      : optional(widens === undefined ? reasonOfNothing : text),
    actions: written("extends") ? optional(listOf(action)) : required(listOf(action), "[…]"),
  })(value, { ...place, what: "a policy" });
  if (read === undefined) return undefined;
  const { range, name, description, assistant_id: assistants = [], mode, widen, reason } = read;
  const { extends: extended = [], actions = [] } = read;
  reportRepeats(assistants, { ...place, what: "`assistant_id`" });
  reportRepeats(extended, { ...place, what: "`extends`" });
  return {
    file: place.file,
    range,
    name,
    description: description?.value ?? null,
    assistants,
    mode: mode?.value ?? "enforce",
    extends: extended,
    widens: widen && reason ? { value: reason.value, range: widen.range } : null,
    actions,
  };
};

const isTrue = (value: ValueSyntax | undefined): boolean =>
  value?.kind === "boolean" && value.value;

// What a review looks for as an exception is there, or it is not.
const widening: Shape<Located<true>> = (value, place) =>
  isTrue(value)
    ? { value: true, range: value.range }
    : fault("SC2003", value.range, "`widen` can only be `true`", place, {
        help: "remove `widen` and its `reason` where the policy allows no more than included files do",
      });

const reasonOfNothing: Shape<Located<string>> = ({ range }, place) =>
  fault("SC2002", range, "this says why a policy may `widen`, and the policy does not", place, {
    help: "what a policy is for stands under `description`, and what the model is told under the `reason` of an action; to allow more than included files do, add `widen: true`",
  });

const dialect = word(dialects, "SC4007");

// The one list that may be empty: a file that denies everything is a policy too.
const policies: Shape<Located<readonly Policy[]>> = (value, place) => {
  if (value.kind !== "list") return wrongType(value, "a list of policies", place);
  const read = everyItem(value.items, policy, place);
  return read && { value: read, range: value.range };
};

const agents: Shape<readonly Agent[]> = (value, place) =>
  namedAgents(value, place)?.flatMap(({ key, value: ids }) => {
    const here = { ...place, what: `the agent \`${key.text}\`` };
    const read = oneOrMany(text)(ids, here);
    if (read === undefined) return [];
    reportRepeats(read, here);
    return [{ name: located(key), ids: read }];
  });

const namedAgents = entriesOf(
  "a map of agents",
  "write under each name the ids it stands for: `support: [asst_dev1, asst_prod1]`",
);

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

const keysOfAnyFile = {
  version: required(version, "1"),
  default: optional(word(["deny"], "SC2006")),
  include: optional(oneOrMany(text)),
};

const keysOfTheRoot = {
  tools: optional(oneOrMany(toolsEntry)),
  dialect: optional(dialect),
  facts: optional(factsEntry),
  out: optional(text),
  exhaustive: optional(flag),
  strict_arguments: optional(flag),
  log: optional(log),
  agents: optional(agents),
};

const root = record({
  ...keysOfAnyFile,
  ...keysOfTheRoot,
  policies: required(policies, "[]"),
});
const included = record({ ...keysOfAnyFile, policies: required(policies, "[]") });

/** Binds the file that is compiled; undefined where it does not have the shape of a policy file. */
export function bind({ file, root: value }: PolicySyntax, report: Report): RootFile | undefined {
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
    facts: read.facts ?? null,
    out: read.out ?? null,
    exhaustive: read.exhaustive?.value ?? false,
    strictArguments: read.strict_arguments?.value ?? false,
    log: read.log ?? [],
    agents: read.agents ?? [],
    include: read.include ?? [],
    policies: read.policies.value,
    policiesRange: read.policies.range,
  };
}

/** Binds a file that another includes: policies and nothing beside them. */
export function bindIncluded(
  { file, root: value }: PolicySyntax,
  report: Report,
): IncludedFile | undefined {
  const place: Place = { file, report, what: "an included file" };
  const ofTheRoot = (entry: EntrySyntax): boolean => Object.hasOwn(keysOfTheRoot, entry.key.text);
  const entries = value.kind === "map" ? value.entries : [];
  for (const { key } of entries.filter(ofTheRoot)) {
    const message = `\`${key.text}\` may not stand in a file that another includes`;
    const help = "move it into the file that you compile";
    fault("SC3018", key.range, message, place, { help });
  }
  const own = entries.filter((entry) => !ofTheRoot(entry));
  const read = included(value.kind === "map" ? { ...value, entries: own } : value, place);
  if (read === undefined || report.hasErrors) return undefined;
  return { file, include: read.include ?? [], policies: read.policies.value };
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
