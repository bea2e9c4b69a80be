// A tool with an argument of every type, and facts: what the tests of conditions speak of.

import type { Subject } from "../../compiler/conditions/checking.js";
import {
  type ArgumentType,
  noDefinitions,
  type ObjectType,
} from "../../compiler/tools/argument-type.js";

const string: ArgumentType = { kind: "string" };
const number: ArgumentType = { kind: "number", integer: false };
const integer: ArgumentType = { kind: "number", integer: true };
const boolean: ArgumentType = { kind: "boolean" };
const nothing: ArgumentType = { kind: "null" };
const unknown: ArgumentType = { kind: "unknown" };

/** Names that end in `?` may be missing. */
function object(properties: Record<string, ArgumentType>, additional: ArgumentType | null = null) {
  const type: ObjectType = {
    kind: "object",
    properties: new Map(
      Object.entries(properties).map(([name, inner]) => [
        name.replace("?", ""),
        { type: inner, required: !name.endsWith("?"), description: null },
      ]),
    ),
    additional,
  };
  return type;
}

const list = (items: ArgumentType): ArgumentType => ({ kind: "array", items });
const either = (...members: ArgumentType[]): ArgumentType => ({ kind: "union", members });

export const shop: Subject = {
  tool: "order",
  parameters: object({
    amount: number,
    quantity: integer,
    currency: { kind: "literal", values: ["EUR", "USD"] },
    id: string,
    gift: boolean,
    "note?": string,
    coupon: either(string, nothing),
    "memo?": either(string, nothing),
    ref: either(string, integer),
    address: object({ city: string, "zip?": string }),
    tags: list(string),
    items: list(object({ sku: string, price: number, "discount?": number })),
    grid: list(list(integer)),
    labels: object({}, string),
    any: unknown,
    any2: unknown,
    node: { kind: "reference", name: "Node" },
    "x-odd": string,
  }),
  definitions: new Map([
    ["Node", object({ value: integer, "next?": { kind: "reference", name: "Node" } })],
  ]),
  facts: new Map([
    [
      "order",
      {
        result: object(
          { status: { kind: "literal", values: ["open", "sent"] }, total: number, created: string },
          unknown,
        ),
        definitions: noDefinitions,
      },
    ],
    ["limits", { result: object({ EUR: number, USD: number }), definitions: noDefinitions }],
    [
      "caps",
      {
        result: object({ EUR: either(integer, nothing), "USD?": integer, JPY: string }),
        definitions: noDefinitions,
      },
    ],
  ]),
};

export const args = {
  amount: 99.5,
  quantity: 3,
  currency: "EUR",
  id: "ORD-1é😀",
  gift: false,
  coupon: null,
  ref: 7,
  address: { city: "Rome" },
  tags: ["a", "b"],
  items: [
    { sku: "s1", price: 1.5 },
    { sku: "s2", price: 20, discount: 5 },
  ],
  grid: [[1, 2], []],
  labels: { k: "v" },
  any: 5,
  any2: "5",
  node: { value: 1, next: { value: 2 } },
  "x-odd": "odd",
};

export const facts = {
  order: { status: "sent", total: 100, created: "2026-01-01T00:00:00Z" },
  limits: { EUR: 100, USD: 120 },
  caps: { EUR: null, JPY: "none" },
};
export const now = Date.UTC(2026, 0, 1, 12, 30, 45, 678);
