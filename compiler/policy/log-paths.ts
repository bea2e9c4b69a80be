// The arguments that `log` can speak of: along a dotted path, in which `[]` stands for every item of a list.

import type { ArgumentType, Definitions } from "../tools/argument-type.js";
import type { ToolSignature } from "../tools/tool-signature.js";
import { splitPath } from "./interpret.js";

/** The keys that lead to an argument; null for every item of a list. */
export type LogPath = readonly (string | null)[];

type Arguments = Pick<ToolSignature, "parameters" | "definitions">;

/** The arguments of that name: at top level, or along a path. */
export function findLogged(name: string, tool: Arguments): readonly LogPath[] {
  const path = readLogPath(name);
  const isPlain = path.length === 1;
  return (isPlain ? [path] : [[name], path]).filter((each) => isThere(each, tool));
}

/** `lines[].sku` → `["lines", null, "sku"]`. */
export function readLogPath(name: string): LogPath {
  return splitPath(name).flatMap((step) => {
    const items = /(?:\[\])*$/u.exec(step)?.[0] ?? "";
    const key = step.slice(0, step.length - items.length);
    return [key, ...Array.from({ length: items.length / 2 }, () => null)];
  });
}

/** As it is written in a policy. */
export function writtenLogPath(path: LogPath): string {
  return path
    .map((step, index) => (step === null ? "[]" : `${index === 0 ? "" : "."}${step}`))
    .join("");
}

/** All that can be named, in the order of the arguments; null where that is more than anyone would read. */
export function logPaths(tool: Arguments): readonly string[] | null {
  const found = new Set<string>();
  let isClear = true;
  const visit = (path: LogPath, places: readonly Place[]): void => {
    for (const step of stepsFrom(places, tool.definitions)) {
      if (found.size > mostPaths) return;
      const longer = [...path, step];
      found.add(writtenLogPath(longer));
      isClear &&= step === null || plainKey.test(step);
      visit(longer, follow(places, step, tool.definitions));
    }
  };
  visit([], [rootOf(tool)]);
  if (found.size > mostPaths) return null;
  if (isClear) return [...found];
  return [...found].filter((name) => isNameable(name) && findLogged(name, tool).length === 1);
}

/** Means nothing else within a path. */
const plainKey = /^(?!__proto__$)[^.[\]]+$/u;
const mostPaths = 1000;

/** No object of ours has such a key. */
export function isNameable(name: string): boolean {
  return !readLogPath(name).some((step) => step === "" || step === "__proto__");
}

/** A type, and the definitions that led to it: each is entered once, since there is no end to a type that holds itself. */
interface Place {
  readonly type: ArgumentType;
  readonly entered: readonly string[];
}

function rootOf({ parameters }: Arguments): Place {
  return { type: parameters, entered: [] };
}

function isThere(path: LogPath, tool: Arguments): boolean {
  const follows = (places: readonly Place[], step: string | null) =>
    follow(places, step, tool.definitions);
  return path.reduce(follows, [rootOf(tool)]).length > 0;
}

function follow(
  places: readonly Place[],
  step: string | null,
  definitions: Definitions,
): readonly Place[] {
  return opened(places, definitions).flatMap(({ type, entered }) => {
    if (type.kind === "array" && step === null) {
      const items = [...(type.prefix ?? []), type.items].filter(({ kind }) => kind !== "never");
      return items.map((item) => ({ type: item, entered }));
    }
    const property =
      type.kind === "object" && step !== null ? type.properties.get(step) : undefined;
    return property === undefined ? [] : [{ type: property.type, entered }];
  });
}

function stepsFrom(places: readonly Place[], definitions: Definitions): ReadonlySet<string | null> {
  const steps = opened(places, definitions).flatMap(({ type }): readonly (string | null)[] => {
    if (type.kind === "array") return [null];
    return type.kind === "object" ? [...type.properties.keys()] : [];
  });
  return new Set(steps);
}

/** What the types are, whichever of a union, and whatever a name stands for. */
function opened(places: readonly Place[], definitions: Definitions): readonly Place[] {
  return places.flatMap((place): readonly Place[] => {
    const { type, entered } = place;
    if (type.kind === "union") {
      return opened(
        type.members.map((member) => ({ type: member, entered })),
        definitions,
      );
    }
    if (type.kind !== "reference") return [place];
    const body = definitions.get(type.name);
    if (body === undefined || entered.includes(type.name)) return [];
    return opened([{ type: body, entered: [...entered, type.name] }], definitions);
  });
}
