// Type-only checks that the application's own tsc makes of a tool, so that drift is found without compiling policies.

import { groupBy } from "../../analysis/group-by.js";
import { type Code, code, comment, importedType, key, lines, literal } from "../../code/code.js";
import { runtimePolicy } from "../../code/runtime-modules.js";
import { generic, tupleType, typeLiteral, unionType } from "../../code/types.js";
import type { ConstrainedArgument, ToolIr } from "../../ir/guard-ir.js";
import type { ToolLink } from "../../tools/tool-signature.js";

/** A tool as the generated module has it. */
export type LinkedTool = Pick<
  ToolIr,
  "name" | "argsName" | "origin" | "digest" | "file" | "line" | "constrained"
>;

export interface LinkOptions {
  /** The policy line that names the tools, where it must mention them all; else null. */
  readonly exhaustive: number | null;
  /** The policy's name in messages. */
  readonly policy: string;
  /** The name of another file of policies there; by its absolute path. */
  readonly policyOf: (path: string) => string;
  /** An absolute path as generated code imports it. */
  readonly moduleOf: (path: string) => string;
}

/** One check for each tool that tsc can see; null where there is none. */
export function linkChecks(tools: readonly LinkedTool[], places: LinkOptions): Code | null {
  const linked = tools.map(({ origin, ...tool }) =>
    linksOf(origin).map((link) => ({ ...tool, link })),
  );
  const checks = [
    ...linked.flatMap((definitions) => all(definitions.map((tool) => fits(tool, places)))),
    ...(places.exhaustive === null ? [] : mentions(linked.flat(), places.exhaustive, places)),
  ];
  if (checks.length === 0) return null;
  const about = comment("/**", "Checked by tsc: the tools are what the policy was compiled for.");
  return lines([about, code`export type ToolsFit = ${tupleType(checks)};`]);
}

/** A word on what tsc cannot see, with a digest of each tool, so that any change of one changes this text. */
export function hiddenTools(tools: readonly LinkedTool[], places: LinkOptions): readonly Code[] {
  return [...unseen(tools, places), ...unnamed(tools, places)];
}

function linksOf(origin: LinkedTool["origin"]): readonly ToolLink[] {
  return origin?.link ? [origin.link, ...(origin.twins ?? [])] : [];
}

function unseen(tools: readonly LinkedTool[], { moduleOf }: LinkOptions): readonly Code[] {
  const hidden = tools.filter(({ origin }) => origin?.link === null);
  return digests(hidden, (path) => `tsc cannot see into ${moduleOf(path)}`);
}

/** The types of some SDKs' tools have the arguments, and not the name. */
function unnamed(tools: readonly LinkedTool[], { moduleOf }: LinkOptions): readonly Code[] {
  const hidden = tools.filter(({ origin }) => origin?.link?.hidesName);
  return digests(
    hidden,
    (path) => `tsc cannot see what these tools of ${moduleOf(path)} are called`,
  );
}

function digests(tools: readonly LinkedTool[], why: (path: string) => string): readonly Code[] {
  const byPath = groupBy(tools, ({ origin }) => origin?.path ?? "");
  return [...byPath].map(([path, here]) =>
    lines([
      comment("//", `${why(path)}; \`safeclaw compile --check\` finds changes there. As compiled:`),
      ...here.map(({ name: tool, digest }) => comment("//", `${tool} ${digest}`)),
    ]),
  );
}

type ToolWithLink = Omit<LinkedTool, "origin"> & { readonly link: ToolLink };

function fits(tool: ToolWithLink, places: LinkOptions): Code {
  const { form, name: exported } = tool.link;
  const called = form === "value" && exported === tool.name ? [] : [literal(tool.name)];
  const found = [application(tool.link, places), literal(exported), ...called];
  const own = importedType("./tools.js", tool.argsName);
  const args = [generic(runtimeType(wayTo[form]), found), own, about(tool, places)];
  return generic(runtimeType("Fits"), args);
}

/** A new tool is not among those that were there, in any of the places that tools come from. */
function mentions(
  tools: readonly ToolWithLink[],
  line: number,
  places: LinkOptions,
): readonly Code[] {
  const groups = groupBy(tools, ({ link: { form, module, name } }) =>
    JSON.stringify([form, module, form === "value" ? "" : name]),
  );
  const said = typeLiteral([code`policy: ${places.policy}`, code`line: ${line}`]);
  return all([...groups.values()].flatMap((group) => mentionsAll(group, said, places)));
}

function mentionsAll(
  group: readonly ToolWithLink[],
  said: Code,
  places: LinkOptions,
): readonly Code[] {
  const [first] = group;
  if (first === undefined) return [];
  const { form, name: exported } = first.link;
  const tools = group.map(({ name, link }) => (form === "value" ? link.name : name));
  const known = new Set([...tools, ...group.flatMap(({ link }) => link.beside ?? [])]);
  const names = generic(runtimeType(`${wayTo[form]}Names`), [
    application(first.link, places),
    ...(form === "value" ? [] : [literal(exported)]),
  ]);
  const knownNames = unionType([...known].map(literal), "argument");
  return [generic(runtimeType("Mentions"), [names, knownNames, said])];
}

const wayTo = { value: "Exported", list: "Listed", map: "Keyed", method: "Method" } as const;

/** Of what one change can break in several places, tsc speaks once. */
function all(checks: readonly Code[]): readonly Code[] {
  const [first, ...others] = checks;
  if (first === undefined) return [];
  const check = others.length === 0 ? first : generic(runtimeType("All"), [tupleType(checks)]);
  return [generic(runtimeType("Ok"), [check])];
}

function application({ module }: ToolLink, { moduleOf }: LinkOptions): Code {
  return code`typeof import(${moduleOf(module)})`;
}

/** What the message says beside the fault. */
function about({ name: tool, file, line, constrained }: ToolWithLink, places: LinkOptions): Code {
  const own = [...constrained].map(
    ([path, argument]) => code`${key(path)}: ${tupleType(concern(argument))}`,
  );
  return typeLiteral([
    code`policy: ${places.policyOf(file)}`,
    code`line: ${line}`,
    code`tool: ${cut(tool)}`,
    ...(own.length === 0 ? [] : [code`arguments: ${typeLiteral(own)}`]),
  ]);
}

function concern({ line, demand }: ConstrainedArgument): readonly Code[] {
  if (demand === null) return [literal(line)];
  const article = /^[aeiou]/u.test(demand.kind) ? "an" : "a";
  return [literal(line), literal(`${demand.constraint} needs ${article} ${demand.kind}`)];
}

const longestName = 64;

/** Messages are short, whatever the tool is called. */
function cut(tool: string): string {
  const characters = [...tool];
  return characters.length > longestName
    ? `${characters.slice(0, longestName - 1).join("")}…`
    : tool;
}

function runtimeType(text: string): Code {
  return importedType(runtimePolicy, text);
}
