// Fields and items: what a condition reads within its arguments and facts, looked up in their types.

import type { ASTNode } from "@marcbachmann/cel-js";
import type { Range } from "../source/source-file.js";
import {
  type CelType,
  celTypeOf,
  dyn,
  eitherOf,
  type FieldOf,
  fieldOf,
  isKnown,
  type MapOf,
  membersOf,
  nameOf,
  type Single,
  scalar,
  withoutNull,
} from "./cel-type.js";
import { type Checking, called, faulty, type Scope, word } from "./checking.js";
import type { Expression } from "./expression.js";
import { operand } from "./operand.js";
import { isNotNull, isThere, pathOf } from "./presence.js";
import { anyArguments, checkMember, type Place, unknownField } from "./roots.js";

type Nodes = { readonly [Op in ASTNode["op"]]: Extract<ASTNode, { readonly op: Op }> };

/** `a.name`. */
export function checkField(node: Nodes["."], scope: Scope, checking: Checking): Expression {
  const [holder, name] = node.args;
  return property(holder, name, node, scope, checking);
}

/** `list[0]`, `map[key]`, or `args["odd name"]`. */
export function checkIndex(node: Nodes["[]"], scope: Scope, checking: Checking): Expression {
  const [holder, index] = node.args;
  if (index.op === "value" && typeof index.args === "string") {
    return property(holder, index.args, node, scope, checking);
  }
  const range = checking.rangeOf(node);
  const of = checking.expression(holder, scope);
  const at = checking.expression(index, scope);
  if (of.type.kind === "fault" || at.type.kind === "fault") return faulty(range);
  const isKey = membersOf(at.type).some(({ kind }) => kind === "string");
  if (isKey) return entry(of, operand(at, ["string"], "a key", checking), node, scope, checking);
  const list = operand(of, ["list"], "what has numbered items", checking);
  const items = itemsOf(list.type);
  return called(
    "item",
    [list, operand(at, ["int"], "the number of an item", checking)],
    items,
    range,
  );
}

function entry(
  of: Expression,
  key: Expression,
  node: Nodes["[]"],
  scope: Scope,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  const map = operand(of, ["map"], "what has entries", checking);
  const found = lookUpKey(map, key, range, checking);
  if (found === null) return faulty(range);
  const isCertain = certainOf(node, scope);
  if (found.optional && !isCertain(isThere)) warnOptional(node, { at: key.range }, checking);
  const type = isCertain(isNotNull) ? withoutNull(found.type) : found.type;
  return called("entry", [map, key], type, range);
}

/** The type of what stands under one of several names; null where it has been reported. */
function lookUpKey(
  map: Expression,
  key: Expression,
  range: Range,
  checking: Checking,
): FieldOf | null {
  const maps = membersOf(map.type).filter(isMap);
  if (maps.every(({ object }) => object.properties.size === 0)) {
    const entries = maps.map(({ object: { additional }, definitions }) =>
      additional === null ? dyn : celTypeOf(additional, definitions),
    );
    return { type: maps.length === 0 ? dyn : eitherOf(entries), optional: false };
  }
  const names = membersOf(key.type).flatMap((each) => ("values" in each ? each.values : []));
  if (names.length === 0) {
    const message = "the properties of this object have names of their own";
    checking.fault("SC8002", key.range, message, {
      help: "name the one that is meant, as in `args.address.city`; or look it up by an enum of some of these names",
    });
    return null;
  }
  const fields = names.map((name) =>
    lookUp(unchecked(map), { name: String(name), at: key.range, range }, checking),
  );
  const known = fields.filter((field) => field !== null);
  if (known.length < fields.length) return null;
  return {
    type: eitherOf(known.map(({ type }) => type)),
    optional: known.some(({ optional }) => optional),
  };
}

/** What the items of a list are. */
export function itemsOf(type: CelType): CelType {
  if (!isKnown(type)) return type;
  return eitherOf(membersOf(type).flatMap((each) => (each.kind === "list" ? [each.items()] : [])));
}

/** Either way to write a property. Its own place is that of its name. */
function property(
  holder: ASTNode,
  name: string,
  node: Nodes["."] | Nodes["[]"],
  scope: Scope,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  const place = { name, range, at: nameRange(node, checking) };
  const isCertain = certainOf(node, scope);
  if (holder.op === "id" && (holder.args === "facts" || holder.args === "assistant")) {
    const told = checkMember(holder.args, place, checking);
    return isCertain(isNotNull) ? { ...told, type: withoutNull(told.type) } : told;
  }
  const of = checking.expression(holder, scope);
  const found = lookUp(of, place, checking);
  if (found === null) return faulty(range);
  // Where nobody says which arguments there are, all of them may be missing.
  const isAny = of.type.kind === "map" && of.type.object === anyArguments;
  if (found.optional && !isAny && !isCertain(isThere)) warnOptional(node, place, checking);
  const type = isCertain(isNotNull) ? withoutNull(found.type) : found.type;
  return extended(of, place, type);
}

/** What is certain of it by what was asked before. */
function certainOf(node: ASTNode, { known }: Scope): (what: (path: string) => string) => boolean {
  const path = pathOf(node);
  return (what) => path !== undefined && known.has(what(path));
}

/** The type of a property; null where it has been reported. */
export function lookUp(of: Expression, place: Place, checking: Checking): FieldOf | null {
  const { type } = of;
  if (type.kind === "fault") return null;
  if (type.kind === "dyn") return { type: dyn, optional: false };
  const maps = membersOf(type).filter(isMap);
  if (maps.length === 0) {
    const help =
      place.name === "length"
        ? "write `size(…)`"
        : "fields are read of objects: `args.address.city`";
    checking.fault("SC8003", place.at, `this is ${nameOf(type)}, and has no \`${place.name}\``, {
      help,
    });
    return null;
  }
  if (maps.length < membersOf(type).length) operand(of, ["map"], "what has fields", checking);
  const found = maps.flatMap((map) => fieldOf(map, place.name) ?? []);
  if (found.length === 0) {
    const names = maps.flatMap(({ object }) => [...object.properties.keys()]);
    const isArgs = of.kind === "read" && of.root === "args" && of.path.length === 0;
    const holder = isArgs
      ? ([`\`${checking.subject.tool}\``, "argument"] as const)
      : (["this object", "field"] as const);
    unknownField(place, holder, names, checking);
    return null;
  }
  const optional = found.length < maps.length || found.some((each) => each.optional);
  return { type: eitherOf(found.map((each) => each.type)), optional };
}

/** `has(a.name)`: whether it is there. What holds it must be. */
export function checkHas(node: Nodes["call"], scope: Scope, checking: Checking): Expression {
  const [, [argument, ...others]] = node.args;
  const range = checking.rangeOf(node);
  if (argument?.op !== "." || others.length > 0) {
    return checking.fault("SC8002", node, "`has` asks for a field", {
      help: 'write `has(args.note)`; for a name with other marks in it, `"x-note" in args`',
    });
  }
  const [holder, name] = argument.args;
  if (holder.op === "id" && (holder.args === "facts" || holder.args === "assistant")) {
    return checking.fault("SC8002", node, `what is in \`${holder.args}\` is always there`, {
      help: "leave this out, or ask for a field of it that may be missing",
    });
  }
  const of = checking.expression(holder, scope);
  const place = { name, range, at: nameRange(argument, checking) };
  if (lookUp(of, place, checking) === null) return faulty(range);
  const map = operand(of, ["map"], "what has fields", checking);
  return called("has", [unchecked(map), word(name, range)], scalar("bool"), range);
}

/** `has` looks for itself whether it is given an object. */
export function unchecked(expression: Expression): Expression {
  const isCheck = expression.kind === "call" && expression.function === "asMap";
  return (isCheck ? expression.operands[0] : undefined) ?? expression;
}

function isMap(member: Single): member is MapOf {
  return member.kind === "map";
}

function warnOptional(
  node: Nodes["."] | Nodes["[]"],
  { at }: Pick<Place, "at">,
  checking: Checking,
): void {
  const written = textOf(node);
  const [holder, index] = node.args;
  const asked =
    typeof index === "string" ? `has(${written})` : `${textOf(index)} in ${textOf(holder)}`;
  checking.warn(
    "SC8010",
    at,
    `\`${written}\` may be missing, and a call without it will be denied`,
    {
      help: `ask before: \`${asked} && …\``,
    },
  );
}

function textOf({ input, start, end }: ASTNode): string {
  return input.slice(start, end).replaceAll(/\s+/gu, " ");
}

function nameRange(node: Nodes["."] | Nodes["[]"], checking: Checking): Range {
  return node.op === "." ? checking.rangeAt(node.pos, node.end) : checking.rangeOf(node.args[1]);
}

function extended(of: Expression, { name, range }: Place, type: CelType): Expression {
  return of.kind === "read"
    ? { ...of, path: [...of.path, name], type, range }
    : called("field", [of, word(name, range)], type, range);
}
