// resolve: names in a policy file are looked up among the application's tools and their arguments.

import type { Report } from "../diagnostics/report.js";
import type { FactSignature } from "../facts/fact-signature.js";
import { wholeFile } from "../source/source-file.js";
import type { MapSyntax } from "../syntax/syntax.js";
import type { ObjectType } from "../tools/argument-type.js";
import { builtinTools } from "../tools/builtin-tools.js";
import type { ToolSignature } from "../tools/tool-signature.js";
import { fieldsAlong } from "./fields-of-items.js";
import {
  findArguments,
  type Meaning,
  meanings,
  meaningWithoutTools,
  splitPath,
  understoodKeys,
} from "./interpret.js";
import type { Action, ConstraintEntry, PolicyFile } from "./policy.js";
import { resolveFacts } from "./resolve-facts.js";
import { resolveKind } from "./resolve-kind.js";
import { resolveLog } from "./resolve-log.js";
import type { ResolvedAction, ResolvedConstraint, ResolvedPolicyFile } from "./resolved-policy.js";
import { fault, type Place } from "./shape.js";
import { reportUnknownArgument, reportUnknownTool } from "./unknown-names.js";

/** What the files that a policy names hold; null where it names none. */
export interface NamedFiles {
  readonly tools: readonly ToolSignature[] | null;
  readonly facts: readonly FactSignature[] | null;
}

/** Looks up every name; undefined where one is not known. */
export function resolve(
  policyFile: PolicyFile,
  { tools, facts: known }: NamedFiles,
  report: Report,
): ResolvedPolicyFile | undefined {
  const { file } = policyFile;
  const signatures = tools && new Map(tools.map((tool) => [tool.name, tool]));
  if (signatures === null && policyFile.policies.length > 0) {
    const message =
      "the policy file names no `tools`, so nothing checks that its tools and arguments exist";
    const help = "add `tools: ./tools.ts`, a module or a JSON file of your tool definitions";
    report.add({ code: "SC5003", message, file, range: wholeFile, help });
  }
  const resolver = new Resolver({ file, report, what: "`constraints`" }, signatures);
  const policies = policyFile.policies.map((policy) => ({
    ...policy,
    actions: policy.actions.map((action) => resolver.known(action)),
  }));
  const log = resolveLog(policyFile, signatures, { file, report, what: "`log`" });
  const facts = resolveFacts(policyFile, known, { file, report, what: "`facts`" });
  const toolsRange = policyFile.tools?.[0]?.path.range ?? wholeFile;
  if (report.hasErrors) return undefined;
  return { ...policyFile, tools: signatures, toolsRange, facts, log, policies };
}

class Resolver {
  #place: Place;
  readonly #tools: ReadonlyMap<string, ToolSignature> | null;
  /** Several policies may hold an action that one of them has taken over from the other. */
  readonly #known = new Map<Action, ResolvedAction>();
  /** All that can be written of a tool's arguments. */
  readonly #keys = new Map<ObjectType, readonly string[]>();

  constructor(place: Place, tools: ReadonlyMap<string, ToolSignature> | null) {
    this.#place = place;
    this.#tools = tools;
  }

  known(action: Action): ResolvedAction {
    const known = this.#known.get(action) ?? this.#action(action);
    this.#known.set(action, known);
    return known;
  }

  #action(action: Action): ResolvedAction {
    this.#place = { ...this.#place, file: action.file };
    const { tool, effect, constraints } = action;
    const builtin = builtinTools.has(tool.value);
    const signature = this.#tools?.get(tool.value);
    if (this.#tools !== null && signature === undefined && !builtin)
      reportUnknownTool(tool, [...this.#tools.keys(), ...builtinTools], this.#place);
    if (action.when !== null && builtin) {
      const { message, help } = byNameAlone("condition");
      fault("SC4006", action.when.range, message, this.#place, { help });
    }
    const pointless = pointlessConstraints(effect.value, builtin);
    if (constraints !== null && pointless !== undefined) {
      fault("SC4006", constraints.range, pointless.message, this.#place, { help: pointless.help });
      return { ...action, constraints: [] };
    }
    const known = this.#tools === null || signature !== undefined;
    const entries = known ? (constraints?.value ?? []) : [];
    const parameters = signature?.parameters ?? null;
    return {
      ...action,
      constraints: entries.flatMap((entry) => this.#constraint(entry, parameters, tool.value)),
    };
  }

  #constraint(
    entry: ConstraintEntry,
    parameters: ObjectType | null,
    tool: string,
  ): readonly ResolvedConstraint[] {
    if (entry.key.text.split(".").includes("__proto__") || entry.key.text === "") {
      return this.#nothing(
        "SC3002",
        entry,
        `an argument cannot be called \`${entry.key.text}\``,
        "name an argument of the tool",
      );
    }
    if (entry.value.kind === "map") return this.#longForm(entry, entry.value, parameters, tool);
    const { key, value } = entry;
    if (parameters === null) {
      return [this.#resolved(entry, meaningWithoutTools(key.text, value.kind))];
    }
    const found = meanings(key.text, value.kind, parameters);
    const [meaning, ...others] = found;
    if (meaning === undefined) return this.#unknownArgument(entry, parameters, tool);
    if (others.length === 0) return [this.#resolved(entry, meaning)];
    return this.#nothing("SC3003", entry, ...ambiguity(entry.key.text, found));
  }

  #longForm(
    entry: ConstraintEntry,
    map: MapSyntax,
    parameters: ObjectType | null,
    tool: string,
  ): readonly ResolvedConstraint[] {
    const name = entry.key.text;
    const found = parameters === null ? [null] : findArguments(name, parameters);
    const [argument, ...others] = found;
    if (argument === undefined)
      return parameters === null ? [] : this.#unknownArgument(entry, parameters, tool);
    if (others.length > 0) {
      return this.#nothing("SC3003", entry, `\`${name}\` can mean two arguments`, renameOne);
    }
    const mayBeAbsent = this.#mayBeAbsent(map);
    const kinds = map.entries.filter(({ key }) => key.text !== "optional");
    if (kinds.length === 0) {
      return this.#nothing(
        "SC2004",
        entry,
        `\`${name}\` constrains nothing`,
        `write e.g. \`${name}: { max: 100 }\``,
      );
    }
    const path = argument?.path ?? splitPath(name);
    const type = argument?.type ?? null;
    const about = { rule: name, name, path, argument, type, mayBeAbsent };
    return kinds.flatMap((kind) => resolveKind(kind, about, this.#place));
  }

  #mayBeAbsent(map: MapSyntax): boolean {
    const entry = map.entries.find(({ key }) => key.text === "optional");
    if (entry === undefined) return false;
    if (entry.value.kind === "boolean") return entry.value.value;
    fault("SC2003", entry.value.range, "`optional` must be `true` or `false`", this.#place, {
      help: "write `true` or `false`",
    });
    return false;
  }

  #unknownArgument(entry: ConstraintEntry, parameters: ObjectType, tool: string): readonly [] {
    if (this.#place.report.isFull) return [];
    const named = { value: entry.key.text, range: entry.key.range };
    const names = [...parameters.properties.keys()];
    const asked = fieldsAlong(named.value, parameters);
    reportUnknownArgument(named, tool, names, this.#keysOf(parameters), this.#place, asked);
    return [];
  }

  #keysOf(parameters: ObjectType): readonly string[] {
    const keys = this.#keys.get(parameters) ?? understoodKeys(parameters);
    this.#keys.set(parameters, keys);
    return keys;
  }

  #resolved(
    entry: ConstraintEntry,
    meaning: Pick<ResolvedConstraint, "kind" | "read" | "path" | "argument">,
  ): ResolvedConstraint {
    return {
      ...meaning,
      rule: entry.key.text,
      name: meaning.path.join("."),
      type: meaning.argument?.type ?? null,
      mayBeAbsent: false,
      keyRange: entry.key.range,
      value: entry.value,
    };
  }

  #nothing(
    code: "SC2004" | "SC3002" | "SC3003",
    entry: ConstraintEntry,
    message: string,
    help: string,
  ): readonly [] {
    fault(code, entry.key.range, message, this.#place, { help });
    return [];
  }
}

const renameOne = "rename one of the two arguments";

/** What to say of an entry with several meanings: the message, and the way out. */
function ambiguity(key: string, found: readonly Meaning[]): readonly [string, string] {
  const spans = found.flatMap(({ argument }) =>
    argument?.ends === undefined ? [] : [argument.ends],
  );
  if (spans.length > 1) {
    const pairs = spans.map(([start, end]) => `\`${start}\` to \`${end}\``).join(" or ");
    const help =
      "the tool's arguments must hold one such pair, or one object `date_range` with the pair in it";
    return [`\`${key}\` can mean ${pairs}`, help];
  }
  const readings = found.map(({ kind, path }) => `\`${path.join(".")}: { ${kind.key}: … }\``);
  const distinct = new Set(readings);
  const help = distinct.size < readings.length ? renameOne : "write the long form";
  return [`\`${key}\` can mean ${[...distinct].join(" or ")}`, help];
}

function pointlessConstraints(
  effect: Action["effect"]["value"],
  builtin: boolean,
): { readonly message: string; readonly help: string } | undefined {
  if (effect === "deny") {
    return {
      message: "constraints on a `deny` action limit nothing",
      help: "write `when: …` for calls of a certain kind, or make the action an `allow` with these limits",
    };
  }
  return builtin ? byNameAlone("constraints") : undefined;
}

function byNameAlone(what: string): { readonly message: string; readonly help: string } {
  return {
    message: "a built-in tool is decided by its name alone",
    help: `remove the ${what}: the provider runs the tool, and nobody here sees its arguments`,
  };
}
