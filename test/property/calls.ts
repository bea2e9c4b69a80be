// Generates calls near the limits of a policy file: the right arguments, and those that are just beside them.

import fc from "fast-check";
import type { ArgumentType, Json, JsonObject, ObjectType, Tools } from "../oracle/policy-file.js";
import { OBJECT_PAIRS } from "./argument-pool.js";
import type { LimitedTarget } from "./constraints.js";
import { pathsOf, withAt } from "./json-paths.js";
import { AGENTS, ASSISTANTS, BUILT_IN_TOOLS, type GeneratedAction } from "./policies.js";
import { domain, JUNK, nearRanges, nearValues, RANGES } from "./sample-values.js";
import { type Delivery, deliveryArbitrary } from "./spoilt-arguments.js";
import type { Target } from "./tools.js";

export interface GeneratedCall {
  readonly tool: string;
  readonly assistant: string | null;
  readonly args: JsonObject;
  readonly delivery: Delivery;
}

const STRANGERS = ["asst_z", "toString", "", "ASST_A", "asst_a "];
const UNKNOWN_TOOLS = ["constructor", "__proto__", "toString", "", "Refund_Order", "refund_order "];

/** One call of what some action of the file is about, or of anything. */
export function callArbitrary(
  tools: Tools,
  actions: readonly GeneratedAction[],
): fc.Arbitrary<GeneratedCall> {
  const anyTool = fc
    .constantFrom(...tools.keys(), ...BUILT_IN_TOOLS, ...UNKNOWN_TOOLS)
    .chain((tool) => callOf(tools, tool, anyAssistant, new Map(), fc.constant(asItIs)));
  const aimed = actions.map(({ policy, action, witness, limits }) => {
    const change = changeArbitrary(tools.get(action.tool) ?? EMPTY, limits);
    const arbitrary = callOf(tools, action.tool, assistantOf(policy.assistants), witness, change);
    return { weight: 2 + 4 * limits.length, arbitrary };
  });
  const total = aimed.reduce((sum, { weight }) => sum + weight, 0);
  return fc.oneof({ weight: 1 + Math.ceil(total / 9), arbitrary: anyTool }, ...aimed);
}

const EMPTY: ObjectType = { type: "object", properties: {} };

const anyAssistant: fc.Arbitrary<string | null> = fc.constantFrom(
  null,
  ...ASSISTANTS,
  ...Object.values(AGENTS).flat(),
  ...STRANGERS,
);

const agents = new Map<string, string | readonly string[]>(Object.entries(AGENTS));

function assistantOf(ids: readonly string[] | null): fc.Arbitrary<string | null> {
  if (ids === null) return anyAssistant;
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...ids) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...ids.flatMap((id) => [id, ...[agents.get(id) ?? []].flat()])),
    },
    { weight: 1, arbitrary: anyAssistant },
  );
}

type Change = (args: JsonObject) => JsonObject;

function callOf(
  tools: Tools,
  tool: string,
  assistant: fc.Arbitrary<string | null>,
  witness: ReadonlyMap<string, Json>,
  change: fc.Arbitrary<Change>,
): fc.Arbitrary<GeneratedCall> {
  const good = sample(tools.get(tool) ?? EMPTY).map((args) =>
    [...witness].reduce((all, [path, value]) => withAt(all, path, value), args),
  );
  const args = fc
    .tuple(good, fc.array(change, { maxLength: 2 }))
    .map(([start, made]) => made.reduce((all, one) => one(all), start));
  return fc.record(
    { tool: fc.constant(tool), assistant, args, delivery: deliveryArbitrary },
    { noNullPrototype: true },
  );
}

/** Arguments of a tool with all that it declares. */
function sample(type: ObjectType): fc.Arbitrary<JsonObject> {
  const members = Object.entries(type.properties).map(([name, inner]) => [name, sampleOf(inner)]);
  const properties: Record<string, fc.Arbitrary<Json>> = Object.fromEntries(members);
  return fc.record(properties, { noNullPrototype: true });
}

function sampleOf(type: ArgumentType): fc.Arbitrary<Json> {
  if (type.type === "object") return sample(type);
  if (type.type === "array") return fc.array(sampleOf(type.items), { maxLength: 2 });
  return fc.constantFrom(...domain(type));
}

const asItIs: Change = (args) => args;

/** One step away from good arguments. */
function changeArbitrary(type: ObjectType, limits: readonly LimitedTarget[]): fc.Arbitrary<Change> {
  const paths = [...pathsOf(type)];
  const junk = fc.constantFrom(...JUNK);
  const extra = fc.constantFrom(
    "extra",
    "toString",
    "Amount",
    "amount ",
    ...paths.map((path) => `${path}.extra`),
  );
  const ways = [
    fc.tuple(extra, junk).map(
      ([path, value]): Change =>
        (args) =>
          withAt(args, path, value),
    ),
  ];
  if (paths.length > 0) {
    const path = fc.constantFrom(...paths);
    ways.push(
      path.map(
        (dropped): Change =>
          (args) =>
            withAt(args, dropped, undefined),
      ),
      fc.tuple(path, junk).map(
        ([at, value]): Change =>
          (args) =>
            withAt(args, at, value),
      ),
    );
  }
  const near = limits.map((limited) => nearChange(limited));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(asItIs) },
    { weight: 3, arbitrary: fc.oneof(...ways) },
    ...near.map((arbitrary) => ({ weight: 6, arbitrary })),
  );
}

/** Moves a constrained argument to the edge of its limit. */
function nearChange(limited: LimitedTarget): fc.Arbitrary<Change> {
  const { target, kind, limit } = limited;
  if (target.type !== null) {
    const value = fc.constantFrom(...nearValues(kind, limit));
    return value.map(
      (near): Change =>
        (args) =>
          withAt(args, target.path, near),
    );
  }
  const [start = "", end = ""] = target.places;
  const range = fc.constantFrom(...nearRanges(Number(limit)), ...RANGES).map(
    (near): Change =>
      (args) =>
        withAt(withAt(args, start, near.start), end, near.end),
  );
  return fc.oneof({ weight: 4, arbitrary: range }, { weight: 1, arbitrary: otherShape(target) });
}

/** Adds or moves to a shape of range that the policy did not mean: a part of it, or the whole. */
function otherShape(target: Target): fc.Arbitrary<Change> {
  const [start = "", end = ""] = target.places;
  const inside = start
    .split(".")
    .slice(0, -1)
    .map((parent) => `${parent}.`)
    .join("");
  const anywhere = target.path === "date_range";
  return fc
    .record({
      where: fc.constantFrom(...(anywhere ? ["", "date_range."] : [inside])),
      pair: fc.constantFrom(...OBJECT_PAIRS),
      whole: fc.boolean(),
      instead: fc.boolean(),
    })
    .map(
      ({ where, pair: [from, to], whole, instead }): Change =>
        (args) => {
          const cleared = instead ? withAt(withAt(args, start, undefined), end, undefined) : args;
          const begun = withAt(cleared, `${where}${from}`, "2026-01-01");
          return whole ? withAt(begun, `${where}${to}`, "2026-01-01") : begun;
        },
    );
}
