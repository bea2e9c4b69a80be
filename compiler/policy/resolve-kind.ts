// An entry of a long form becomes the constraint kind of its key; `each` becomes those that it asks of the items.

import type { Constraint, ConstraintKind, Reader } from "../constraints/constraint.js";
import { each, ofEach } from "../constraints/each.js";
import { constraintKinds } from "../constraints/index.js";
import { itemsOf } from "../constraints/items.js";
import { nameOfType, standsOn } from "../constraints/value-kinds.js";
import { listNames } from "../diagnostics/list-names.js";
import { suggest } from "../diagnostics/suggest.js";
import type { EntrySyntax } from "../syntax/syntax.js";
import { fieldOfItems } from "./fields-of-items.js";
import type { ResolvedConstraint } from "./resolved-policy.js";
import { fault, type Place } from "./shape.js";

/** What an entry speaks of. */
type About = Pick<
  ResolvedConstraint,
  "rule" | "name" | "path" | "argument" | "type" | "mayBeAbsent"
>;

export function resolveKind(
  entry: EntrySyntax,
  about: About,
  place: Place,
): readonly ResolvedConstraint[] {
  const { key, value } = entry;
  const rule = `${about.rule}.${key.text}`;
  if (key.text === each.key) return resolveEach(entry, { ...about, rule }, place);
  const kind = constraintKinds.find((candidate) => candidate.key === key.text);
  if (kind === undefined) return unknownKind(entry, about, place);
  return [{ ...about, rule, kind, read: kind.read, keyRange: key.range, value }];
}

function resolveEach(
  { key, value }: EntrySyntax,
  about: About,
  place: Place,
): readonly ResolvedConstraint[] {
  const { rule, name, type } = about;
  const help = "write what each item must be, e.g. `each: { max_length: 20 }`";
  if (type !== null && !standsOn(type, each.on)) {
    const message = `\`each\` cannot stand on \`${name}\`, which is ${nameOfType(type)}`;
    return nothing("SC4002", key, message, "`each` is for arrays", place);
  }
  if (value.kind !== "map")
    return nothing("SC4001", value, `the value of \`${rule}\` is not a map`, help, place);
  if (value.entries.length === 0)
    return nothing("SC2004", key, `\`${rule}\` constrains nothing`, help, place);
  const items = { ...about, name: `${name}[]`, type: type && itemsOf(type) };
  return value.entries
    .flatMap((entry) => resolveKind(entry, items, place))
    .map((constraint) => ({ ...constraint, read: ofItems(constraint.read) }));
}

function ofItems(read: Reader<Constraint>): Reader<Constraint> {
  return (value) => {
    const result = read(value);
    return "value" in result ? { value: ofEach(result.value) } : result;
  };
}

function unknownKind({ key }: EntrySyntax, { name, path, type }: About, place: Place): readonly [] {
  const kinds: readonly Pick<ConstraintKind, "key" | "on">[] = [...constraintKinds, each];
  // What may be absent is an argument, not an item.
  const more = name.endsWith("[]") ? [] : ["optional"];
  const known = [...kinds.map((kind) => kind.key), ...more];
  const fitting = kinds.filter(({ on }) => type === null || standsOn(type, on));
  const near = suggest(key.text, known);
  const isItem = name.endsWith("[]") && !name.endsWith("[][]");
  const field = isItem && type !== null ? fieldOfItems(path, type, key.text) : undefined;
  fault("SC2001", key.range, `unknown constraint \`${key.text}\``, place, {
    ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
    help:
      field ?? `the constraints are ${listNames([...fitting.map((kind) => kind.key), ...more])}`,
  });
  return [];
}

function nothing(
  code: "SC2004" | "SC4001" | "SC4002",
  { range }: Pick<EntrySyntax["key"], "range">,
  message: string,
  help: string,
  place: Place,
): readonly [] {
  fault(code, range, message, place, { help });
  return [];
}
