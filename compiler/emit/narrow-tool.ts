// A tool as one rule leaves it: its arguments narrowed to what the constraints of the rule let through.

import { narrowType, withoutNull } from "../constraints/narrow-type.js";
import type { ConstraintIr, ToolIr } from "../ir/guard-ir.js";
import {
  type ArgumentType,
  annotatedAs,
  type Definitions,
  type ObjectType,
  type Property,
} from "../tools/argument-type.js";
import { jsonSchema } from "./arguments/json-schema.js";
import { isStrict } from "./strict-mode.js";

/** What the model is told of a tool. */
export interface ToolView {
  readonly description: string | null;
  readonly parameters: ObjectType;
  /** The types in them that contain themselves. */
  readonly definitions: Definitions;
}

/** What the constraints say stands in the schema where it can, and else in words. */
export function narrowTool(
  view: ToolView,
  { strict }: Pick<ToolIr, "strict">,
  constraints: readonly ConstraintIr[],
): ToolView {
  const staysStrict = strict === true && fitsStrict(view);
  return constraints.reduce((before, constraint) => {
    const after = constrain(before, constraint, true);
    return staysStrict && !fitsStrict(after) ? constrain(before, constraint, false) : after;
  }, view);
}

function fitsStrict({ parameters, definitions }: ToolView): boolean {
  return isStrict(jsonSchema(parameters, definitions));
}

function constrain(view: ToolView, entry: ConstraintIr, inSchema: boolean): ToolView {
  const { constraint, path, ends } = entry;
  // Arguments that are open may hold an undeclared `date_range` instead of the pair, and the guard takes it.
  const mayBeAbsent = entry.mayBeAbsent || (ends !== null && view.parameters.additional !== null);
  const text =
    ends === null ? sentence(constraint.text) : `\`${ends.join("` to `")}\` ${constraint.text}.`;
  const change: Change = (property) => {
    // A constrained argument that is null fails, and so does one that is absent without leave.
    const type = withoutNull(property.type);
    const required = property.required || !mayBeAbsent;
    const narrowed = inSchema ? narrowType(type, constraint, view.definitions) : null;
    if (narrowed !== null) return { ...property, type: narrowed, required };
    return { type, required, description: withSentence(property.description, text) };
  };
  const paths = ends === null ? [path] : ends.map((end) => [end]);
  const parameters = paths.reduce<ObjectType | undefined>(
    (object, each) => object && changeAt(object, each, mayBeAbsent, change),
    view.parameters,
  );
  if (parameters !== undefined) return { ...view, parameters };
  // Without a tools module a range of dates may have either form.
  const unplaced = `\`${path.join(".")}\` ${constraint.text}.`;
  return { ...view, description: withSentence(view.description, unplaced) };
}

type Change = (property: Property) => Property;

/** Undefined where the path leads to no argument. */
function changeAt(
  object: ObjectType,
  [name = "", ...rest]: readonly string[],
  mayBeAbsent: boolean,
  change: Change,
): ObjectType | undefined {
  const property = object.properties.get(name);
  if (property === undefined) return undefined;
  const changed =
    rest.length === 0
      ? change(property)
      : changeWithin(property, mayBeAbsent, (inner) => changeAt(inner, rest, mayBeAbsent, change));
  return changed && { ...object, properties: new Map(object.properties).set(name, changed) };
}

function changeWithin(
  property: Property,
  mayBeAbsent: boolean,
  change: (object: ObjectType) => ObjectType | undefined,
): Property | undefined {
  const { type } = property;
  const members = type.kind === "union" ? type.members : [type];
  const object = members.find((member) => member.kind === "object");
  const changed = object && change(object);
  if (changed === undefined) return undefined;
  const union: ArgumentType =
    type.kind !== "union"
      ? changed
      : mayBeAbsent
        ? { ...type, members: members.map((member) => (member === object ? changed : member)) }
        : annotatedAs(changed, type);
  return { ...property, type: union, required: property.required || !mayBeAbsent };
}

function withSentence(description: string | null, text: string): string {
  if (description === null || description.trim() === "") return text;
  const before = description.trimEnd();
  return /[.!?。！？]$/u.test(before) ? `${before} ${text}` : `${before}. ${text}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
