// The tools that the compiler knows, each with where it comes from and who mentions it.

import { extname } from "node:path";
import { groupBy } from "../../analysis/group-by.js";
import type { Reading } from "../../compile.js";
import type { Effect, Mode } from "../../policy/policy.js";
import { builtinTools } from "../../tools/builtin-tools.js";
import type { ToolSignature } from "../../tools/tool-signature.js";

export interface ListedTool {
  readonly name: string;
  /** `unknown`: a policy mentions it, and no tools module says what it is. */
  readonly kind: "json" | "module" | "evaluated" | "builtin" | "unknown";
  readonly source: { readonly file: string; readonly line: number } | null;
  /** True where tsc finds out by itself that the tool has changed. */
  readonly checkedByTsc: boolean;
  /** Null where it is built in or unknown. */
  readonly signature: ToolSignature | null;
  readonly policies: readonly Mention[];
}

/** An action on the tool. */
export interface Mention {
  readonly policy: string;
  /** Empty: the policy is everyone's. */
  readonly assistants: readonly string[];
  readonly effect: Effect;
  readonly mode: Mode;
  readonly file: string;
  readonly line: number;
}

/** By name; built-in tools last. */
export function listTools(reading: Reading): readonly ListedTool[] {
  const mentions = mentionsByTool(reading);
  const own = reading.tools?.map((tool) => ownTool(tool, reading, mentions)) ?? [];
  const names = reading.tools === null ? [...mentions.keys()] : [];
  const unknown = names.filter((name) => !builtinTools.has(name));
  return [
    ...[...own, ...unknown.map((name) => undefinedTool(name, "unknown", mentions))].toSorted(
      (a, b) => (a.name < b.name ? -1 : 1),
    ),
    ...[...builtinTools].map((name) => undefinedTool(name, "builtin", mentions)),
  ];
}

type Mentions = ReadonlyMap<string, readonly Mention[]>;

function ownTool(signature: ToolSignature, { sources }: Reading, mentions: Mentions): ListedTool {
  const { name, origin } = signature;
  const { file, range, path, link } = origin;
  const evaluated = sources.some((source) => source.evaluate && source.path === path);
  const isJson = extname(path).toLowerCase() === ".json";
  return {
    name,
    kind: isJson ? "json" : evaluated ? "evaluated" : "module",
    source: { file: file.path, line: file.position(range.start).line },
    checkedByTsc: link !== null,
    signature,
    policies: mentions.get(name) ?? [],
  };
}

function undefinedTool(name: string, kind: "builtin" | "unknown", mentions: Mentions): ListedTool {
  const policies = mentions.get(name) ?? [];
  return { name, kind, source: null, checkedByTsc: false, signature: null, policies };
}

function mentionsByTool({ policyFile }: Reading): Mentions {
  const { policies } = policyFile;
  const all = policies.flatMap(({ name, assistants, mode, actions }) =>
    actions.map(({ file, tool, effect, range }) => ({
      tool: tool.value,
      policy: name.value,
      assistants: assistants.map(({ value }) => value),
      effect: effect.value,
      mode,
      file: file.path,
      line: file.position(range.start).line,
    })),
  );
  const byTool = groupBy(all, ({ tool }) => tool);
  return new Map(
    [...byTool].map(([tool, found]) => [tool, found.map(({ tool: _, ...mention }) => mention)]),
  );
}
